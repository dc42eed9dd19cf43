// SPDX-License-Identifier: Apache-2.0

/**
 * Continuous change detection: a series is followed from its beginning, and each time it leaves the
 * season and trend it had, that is a break and another segment begins. {@link
 * org.chronocube.algorithm.series.ccdc.ContinuousChangeDetection} is the method, {@link
 * org.chronocube.algorithm.series.ccdc.CcdcParameters} what it can be told.
 */
package org.chronocube.algorithm.series.ccdc;
