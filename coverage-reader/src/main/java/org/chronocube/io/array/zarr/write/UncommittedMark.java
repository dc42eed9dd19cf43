// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Says on the disk that samples were written of dates that do not show yet: when a writer is
 * stopped then, the next one must remove them, lest they show with later dates. Safe for concurrent
 * use.
 */
final class UncommittedMark {

  private static final String FILE = ".uncommitted";

  private final StoreFiles files;
  private int dates;

  UncommittedMark(StoreFiles files) {
    this.files = files;
  }

  boolean isSet() {
    return files.exists(FILE);
  }

  /**
   * Number of the date after the last that was written since the last {@link #clear}; 0 if none.
   */
  synchronized int dates() {
    return dates;
  }

  synchronized void set(int endDate) throws IOException {
    if (dates == 0) {
      files.replace(
          FILE,
          "samples of dates were written that do not show\n".getBytes(StandardCharsets.UTF_8));
      files.force("");
    }
    dates = Math.max(dates, endDate);
  }

  synchronized void clear() throws IOException {
    files.delete(FILE);
    dates = 0;
  }
}
