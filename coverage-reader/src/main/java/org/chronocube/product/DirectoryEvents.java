// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.ProductDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses between looks at archives that end early when the file system tells of a change: for
 * directories on this machine, as many as it watches. Other archives, e.g. on object storage or
 * written to by other machines, are looked at when the pause is over. Owned by one thread.
 */
public final class DirectoryEvents implements ArchiveWatch.Pause, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryEvents.class);
  private static final int MOST_DIRECTORIES = 50_000;
  private static final long SLICE_MILLIS = 500;

  /** Tells that watching is to end. */
  @FunctionalInterface
  public interface Stop {

    /**
     * Waits for it, so long at most.
     *
     * @return true when it has come
     */
    boolean await(long millis) throws InterruptedException;
  }

  private final WatchService service;
  private final Duration settle;
  private final Stop stop;
  private final Map<Path, WatchKey> keys = new HashMap<>();
  private boolean full;

  /**
   * @param settle how long to wait after a change before the next look, > 0
   */
  public DirectoryEvents(Duration settle, Stop stop) {
    this.settle = settle;
    this.stop = stop;
    try {
      this.service = FileSystems.getDefault().newWatchService();
    } catch (IOException e) {
      throw new UncheckedIOException("changes of directories cannot be watched", e);
    }
  }

  @Override
  public boolean await(Duration most, Datacube datacube) throws InterruptedException {
    if (most.compareTo(settle) <= 0) {
      return !stop.await(most.toMillis());
    }
    datacube.catalog().products().forEach(product -> register(product, datacube));
    long left = most.toMillis();
    while (left > 0 && !stop.await(0)) {
      WatchKey key = service.poll(Math.min(left, SLICE_MILLIS), TimeUnit.MILLISECONDS);
      if (key != null) {
        drain(key);
        return !stop.await(settle.toMillis());
      }
      left -= SLICE_MILLIS;
    }
    return !stop.await(0);
  }

  private void drain(WatchKey first) {
    for (WatchKey key = first; key != null; key = service.poll()) {
      key.pollEvents();
      if (!key.reset()) {
        keys.values().remove(key);
      }
    }
  }

  private void register(ProductDefinition product, Datacube datacube) {
    try {
      Path location = datacube.archives().path(product.location());
      if (location.getFileSystem() != FileSystems.getDefault() || !Files.isDirectory(location)) {
        return;
      }
      try (Stream<Path> below = Files.walk(location)) {
        for (Path path : (Iterable<Path>) below.filter(Files::isDirectory)::iterator) {
          register(path);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} is looked at in intervals only", product.location(), e);
    }
  }

  private void register(Path directory) {
    if (full || keys.containsKey(directory)) {
      return;
    }
    try {
      keys.put(
          directory,
          directory.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_DELETE,
              StandardWatchEventKinds.ENTRY_MODIFY));
      full = keys.size() >= MOST_DIRECTORIES;
    } catch (IOException | ClosedWatchServiceException e) {
      full = true;
      LOG.warn(
          "no more than {} directories can be watched ({}); others are looked at in intervals",
          keys.size(),
          e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      throw new UncheckedIOException("watching of directories cannot be ended", e);
    }
  }
}
