// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The right of one writer to a store. It ends with the process at the latest. */
final class StoreLock implements AutoCloseable {

  private static final String FILE = ".lock";

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  static StoreLock take(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = lock(channel);
      if (lock == null) {
        channel.close();
        throw new StoreException("store " + folder + " is being written by another");
      }
      return new StoreLock(channel);
    } catch (IOException e) {
      throw new StoreException("cannot write store " + folder + ": " + e.getMessage(), e);
    }
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException byThisProcess) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException("cannot release the lock of a store: " + e.getMessage(), e);
    }
  }
}
