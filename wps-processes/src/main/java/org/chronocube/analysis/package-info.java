// SPDX-License-Identifier: Apache-2.0
/**
 * Time series and change detection over cubes: what is read, block by block, and handed to {@code
 * org.chronocube.algorithm}.
 *
 * <p>{@link org.chronocube.analysis.TimeSeries} and {@link
 * org.chronocube.analysis.ChangeVectorAnalysis} are the entry points of every front end: WPS, HTTP
 * and the command line. They take decoded requests, report progress and can be cancelled; they hold
 * no state.
 */
package org.chronocube.analysis;
