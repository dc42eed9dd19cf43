// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What indexing did to one product.
 *
 * @param product its id
 * @param found scenes found on disk
 * @param inserted new in the index
 * @param updated there before, and changed
 * @param unchanged there before as they are
 * @param superseded older revision to the newer one that replaced it
 * @param skipped what could not be indexed, and why
 */
public record IndexReport(
    String product,
    int found,
    int inserted,
    int updated,
    int unchanged,
    Map<String, String> superseded,
    List<Skipped> skipped) {

  /**
   * Something that was not indexed.
   *
   * @param path file or directory
   * @param reason why
   */
  public record Skipped(String path, String reason) {}

  public IndexReport {
    superseded = Map.copyOf(new TreeMap<>(superseded));
    skipped = List.copyOf(skipped);
  }

  static IndexReport nothing(String product, List<Skipped> skipped) {
    return new IndexReport(product, 0, 0, 0, 0, Map.of(), skipped);
  }
}
