// SPDX-License-Identifier: Apache-2.0

/**
 * Thresholds that part a statistic of change into change and no change, found on its histogram.
 * {@link org.chronocube.algorithm.threshold.Thresholds#parse} makes one of its name; {@link
 * org.chronocube.algorithm.threshold.OneSided} says what becomes of signed statistics.
 */
package org.chronocube.algorithm.threshold;
