// SPDX-License-Identifier: Apache-2.0

/** Thresholds that part a statistic of change into change and no change, found on its histogram. */
package org.chronocube.algorithm.threshold;
