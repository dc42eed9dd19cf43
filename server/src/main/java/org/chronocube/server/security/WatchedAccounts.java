// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.security;

import java.time.Clock;
import java.util.function.Supplier;
import org.chronocube.ChronocubeException;
import org.chronocube.catalog.FileStamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts a file has now. It is looked at once a second at most, by whoever asks; one that is
 * broken or gone is told in the log and the accounts stay as they were.
 */
final class WatchedAccounts implements Supplier<Accounts> {

  private static final Logger LOG = LoggerFactory.getLogger(WatchedAccounts.class);
  private static final long INTERVAL_MILLIS = 1000;

  private record Seen(Accounts accounts, FileStamp stamp, long at) {}

  private final SecurityFile file;
  private final Clock clock;
  private Seen seen;

  /**
   * @throws ChronocubeException when the file is broken now
   */
  WatchedAccounts(SecurityFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
    FileStamp stamp = FileStamp.of(file.path());
    this.seen = new Seen(file.read(), stamp, clock.millis());
  }

  @Override
  public synchronized Accounts get() {
    long now = clock.millis();
    if (now - seen.at < INTERVAL_MILLIS) {
      return seen.accounts;
    }
    FileStamp stamp = FileStamp.of(file.path());
    Accounts accounts = stamp.equals(seen.stamp) ? seen.accounts : reread();
    seen = new Seen(accounts, stamp, now);
    return accounts;
  }

  private Accounts reread() {
    try {
      if (!file.exists()) {
        throw new ChronocubeException(file.path() + " is gone");
      }
      Accounts accounts = file.read();
      LOG.info("{} is read again", file.path());
      return accounts;
    } catch (ChronocubeException e) {
      LOG.error("{}; the accounts stay as they were", e.getMessage());
      return seen.accounts;
    }
  }
}
