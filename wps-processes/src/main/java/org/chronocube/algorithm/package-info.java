// SPDX-License-Identifier: Apache-2.0
/**
 * Algorithms over arrays and {@link org.chronocube.raster.ValidMask}s: statistics, change vectors,
 * thresholds, and what makes maps of decisions: hysteresis, morphology, minimum mapping units,
 * patches of pixels, their figures and outlines.
 *
 * <p>Everything here is deterministic, free of I/O, GeoTools and threads of its own; what a process
 * does with files, time and coordinate systems is in {@code org.chronocube.wps}.
 */
package org.chronocube.algorithm;
