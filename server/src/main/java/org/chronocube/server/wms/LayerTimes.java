// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The times a coverage has data for, looked up and never all listed: there may be millions. */
interface LayerTimes {

  Optional<Instant> newest();

  Optional<Instant> oldest();

  /** The earliest times, ascending, up to a number of them. */
  List<Instant> first(int most);

  /** True when there is data from {@code first} to {@code last}, both included. */
  boolean any(Instant first, Instant last);

  /** The last time at or before an instant. */
  Optional<Instant> atOrBefore(Instant instant);

  /** The first time at or after an instant. */
  Optional<Instant> atOrAfter(Instant instant);
}
