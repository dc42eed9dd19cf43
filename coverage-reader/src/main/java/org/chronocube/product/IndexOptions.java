// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

/**
 * How to index.
 *
 * @param threads how many scenes are parsed at a time, ≥ 1
 * @param again true to read also what has not changed
 * @param prune true to delete the scenes whose files are gone
 */
public record IndexOptions(int threads, boolean again, boolean prune) {

  /** Two threads a processor, since some wait for files; only what is new; nothing is deleted. */
  public static final IndexOptions DEFAULTS =
      new IndexOptions(2 * Runtime.getRuntime().availableProcessors(), false, false);

  public IndexOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be >= 1, was " + threads);
    }
  }

  public IndexOptions withThreads(int count) {
    return new IndexOptions(count, again, prune);
  }

  public IndexOptions withAgain(boolean everything) {
    return new IndexOptions(threads, everything, prune);
  }

  public IndexOptions withPrune(boolean delete) {
    return new IndexOptions(threads, again, delete);
  }
}
