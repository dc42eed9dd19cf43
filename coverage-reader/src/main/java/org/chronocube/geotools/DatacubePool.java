// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.LiveDatacube;

/**
 * Opened catalogs by file, shared by all readers of the file: one index connection pool and one
 * block cache however many readers there are. The last one to leave closes it.
 */
final class DatacubePool {

  private final Map<Key, Entry> open = new HashMap<>();

  private record Key(Path catalog, DatacubeOptions options) {}

  private static final class Entry {
    final LiveDatacube datacube;
    int users;

    Entry(LiveDatacube datacube) {
      this.datacube = datacube;
    }
  }

  /** A share in an opened catalog. */
  final class Lease implements AutoCloseable {
    private final Key key;
    private final LiveDatacube datacube;
    private final AtomicBoolean returned = new AtomicBoolean();

    private Lease(Key key, LiveDatacube datacube) {
      this.key = key;
      this.datacube = datacube;
    }

    /** The catalog as it is at the moment of asking. */
    Supplier<Datacube> datacube() {
      return datacube;
    }

    /** Gives the share back; a second time does nothing. */
    @Override
    public void close() {
      if (returned.compareAndSet(false, true)) {
        release(key);
      }
    }
  }

  /**
   * @throws IOException when the file does not exist
   */
  synchronized Lease acquire(Path catalog, DatacubeOptions options) throws IOException {
    Key key = new Key(catalog.toRealPath(), options);
    Entry entry = open.get(key);
    if (entry == null) {
      entry = new Entry(new LiveDatacube(key.catalog(), options, Clock.systemUTC()));
      open.put(key, entry);
    }
    entry.users++;
    return new Lease(key, entry.datacube);
  }

  private synchronized void release(Key key) {
    Entry entry = open.get(key);
    if (--entry.users == 0) {
      open.remove(key);
      entry.datacube.close();
    }
  }

  /** Number of catalogs that are open. */
  synchronized int size() {
    return open.size();
  }
}
