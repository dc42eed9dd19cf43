// SPDX-License-Identifier: Apache-2.0
/**
 * Speckle filters of SAR images in linear power (intensity). {@link
 * org.chronocube.kernel.speckle.SpeckleFilter} filters one image, {@link
 * org.chronocube.kernel.speckle.MultiTemporalSpeckle} a stack of dates, {@link
 * org.chronocube.kernel.speckle.PowerScale} turns amplitudes and decibels into power and back.
 *
 * <p>They share their handling of gaps: pixels without data are never used and never filled, and at
 * the edge of the image the window shrinks to the part inside it. A pixel's value depends on the
 * pixels of its window only, to the last bit, so that an image may be filtered in parts that
 * overlap by {@link org.chronocube.kernel.speckle.SpeckleFilter#margin()}.
 *
 * <p>Terms: an image of L looks over a homogeneous surface of power σ is Gamma distributed with
 * mean σ and variance σ²/L; its coefficient of variation is Cu = 1/√L. The local coefficient of
 * variation is Ci = s/m, from the mean m and the standard deviation s (n − 1 in the denominator) of
 * the valid pixels of the window.
 */
package org.chronocube.kernel.speckle;
