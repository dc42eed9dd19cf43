// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chronocube.index.InsertReport;

/**
 * What indexing did to one product.
 *
 * @param product its id
 * @param found scenes found on disk, those that were skipped included
 * @param inserted new in the index
 * @param updated there before, and changed
 * @param unchanged there before as they are; their files were looked at, and read only when one of
 *     them had changed
 * @param superseded older revision to the newer one that replaced it
 * @param duplicates scene whose files are there twice, by file, to the place that the index took
 * @param gone places that had scenes and are no longer there
 * @param deleted how many scenes of these were deleted; 0 unless that was asked for
 * @param skipped what could not be indexed, and why
 */
public record IndexReport(
    String product,
    int found,
    int inserted,
    int updated,
    int unchanged,
    Map<String, String> superseded,
    Map<String, String> duplicates,
    List<String> gone,
    int deleted,
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
    duplicates = Map.copyOf(duplicates);
    gone = List.copyOf(gone);
    skipped = List.copyOf(skipped);
  }

  static IndexReport nothing(String product, List<Skipped> skipped) {
    return new IndexReport(product, 0, 0, 0, 0, Map.of(), Map.of(), List.of(), 0, skipped);
  }

  /** True when something changed in the index. */
  public boolean isChange() {
    return inserted + updated + deleted > 0;
  }

  /** Adds up the batches. */
  static final class Tally {
    final Map<String, String> duplicates = new LinkedHashMap<>();
    final List<Skipped> skipped;
    private final String product;
    private final Map<String, String> superseded = new LinkedHashMap<>();
    private final List<String> gone = new ArrayList<>();
    private int found;
    private int inserted;
    private int updated;
    private int unchanged;
    private int deleted;

    Tally(String product, List<Skipped> skipped) {
      this.product = product;
      this.skipped = new ArrayList<>(skipped);
    }

    void add(Reading reading) {
      int same = reading.unchanged().map(s -> s.scenes()).orElse(0);
      unchanged += same;
      found += same + reading.scenes().size() + reading.skipped().size();
      skipped.addAll(reading.skipped());
    }

    void add(InsertReport batch) {
      inserted += batch.inserted().size();
      updated += batch.updated().size();
      unchanged += batch.unchanged().size();
      superseded.putAll(batch.superseded());
    }

    void gone(List<String> uris, int scenes) {
      gone.addAll(uris);
      deleted += scenes;
    }

    IndexReport report() {
      return new IndexReport(
          product,
          found,
          inserted,
          updated,
          unchanged,
          superseded,
          duplicates,
          gone,
          deleted,
          skipped);
    }
  }
}
