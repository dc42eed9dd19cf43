// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * New files of dates that do not show yet, which need not be on the disk before they are committed:
 * brought there together they cost a tenth of what they do one by one. Safe for concurrent use.
 */
final class UnforcedFiles {

  /** Disks join what is asked of them at once. */
  private static final int AT_ONCE = 16;

  private final StoreFiles files;
  private final Queue<String> paths = new ConcurrentLinkedQueue<>();

  UnforcedFiles(StoreFiles files) {
    this.files = files;
  }

  /** Writes a file that none shows yet. */
  void write(String path, byte[] content) throws IOException {
    files.move(path, content);
    paths.add(path);
  }

  /** Brings all to the disk. */
  void force() throws IOException {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (String path = paths.poll(); path != null; path = paths.poll()) {
      String each = path;
      tasks.add(() -> force(each));
    }
    ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      for (Future<Void> done : workers.invokeAll(tasks)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io
          ? io
          : new IOException("files cannot be brought to the disk: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while files were brought to the disk", e);
    } finally {
      workers.shutdownNow();
    }
  }

  private Void force(String path) throws IOException {
    try {
      files.forceFile(path);
    } catch (NoSuchFileException removedSince) {
      // It was replaced by nothing: all its samples are no data.
    }
    return null;
  }
}
