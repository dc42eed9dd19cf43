// SPDX-License-Identifier: Apache-2.0

/**
 * Change between radar images: ratios and their constant false alarm rates, the omnibus tests of
 * time series, the number of looks. Everything works in linear power; the methods convert
 * amplitudes and decibels ({@link org.chronocube.kernel.speckle.PowerScale}).
 */
package org.chronocube.algorithm.sar;
