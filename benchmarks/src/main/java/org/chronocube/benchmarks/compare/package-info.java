// SPDX-License-Identifier: Apache-2.0
/**
 * Chronocube beside other tools, on the same files in the same run: {@code ./benchmarks/compare}. A
 * {@link org.chronocube.benchmarks.compare.Suite} makes its data, a {@link
 * org.chronocube.benchmarks.compare.Contest} takes turns and {@link
 * org.chronocube.benchmarks.compare.Table}s come out.
 */
package org.chronocube.benchmarks.compare;
