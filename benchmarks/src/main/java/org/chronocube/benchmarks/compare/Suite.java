// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.util.List;

/**
 * One subject of comparison, e.g. time series. Its data come from a fixed seed and are made once,
 * below {@link Lab#folder}; a peer that is not installed is told in the table and changes nothing
 * else; answers of peers are compared with ours before they are timed.
 */
public interface Suite {

  /** One word, as it is given on the command line. */
  String name();

  /** One line for {@code --list}. */
  String title();

  /**
   * Makes the data, measures, and says what came out.
   *
   * @throws Exception when ours fails, or answers differ; the other suites still run
   */
  List<Table> run(Lab lab) throws Exception;
}
