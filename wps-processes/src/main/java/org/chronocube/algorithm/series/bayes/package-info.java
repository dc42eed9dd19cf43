// SPDX-License-Identifier: Apache-2.0

/**
 * Alerts by Bayes' rule, observation by observation: {@link
 * org.chronocube.algorithm.series.bayes.BayesianAlerts}.
 */
package org.chronocube.algorithm.series.bayes;
