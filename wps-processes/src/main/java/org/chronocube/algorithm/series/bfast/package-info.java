// SPDX-License-Identifier: Apache-2.0

/**
 * BFAST Monitor: whether and when the newest part of a series leaves the season and trend of its
 * history. {@link org.chronocube.algorithm.series.bfast.BfastMonitor} is the method, {@link
 * org.chronocube.algorithm.series.bfast.BfastParameters} what it can be told.
 */
package org.chronocube.algorithm.series.bfast;
