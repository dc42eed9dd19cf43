// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.security;

import java.time.Clock;
import java.util.function.Supplier;
import org.chronocube.ChronocubeException;
import org.chronocube.catalog.FileStamp;
import org.chronocube.catalog.Watched;

/**
 * The accounts a file has now, or had a second ago. A file that is broken or gone is told in the
 * log and the accounts stay as they were.
 */
final class WatchedAccounts implements Supplier<Accounts> {

  private final Watched<Accounts> watched;

  /**
   * @throws ChronocubeException when the file is broken now
   */
  WatchedAccounts(SecurityFile file, Clock clock) {
    watched =
        new Watched<>(() -> FileStamp.of(file.path()), file::read, before -> existing(file), clock);
  }

  private static Accounts existing(SecurityFile file) {
    if (!file.exists()) {
      throw new ChronocubeException(file.path() + " is gone");
    }
    return file.read();
  }

  @Override
  public Accounts get() {
    return watched.get();
  }
}
