// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes that wait to be sent: in memory as long as they are few, then in a temporary file that
 * disappears when closed. Used by one thread at a time.
 */
public final class Spool extends OutputStream implements Encoded.Part {

  /** Bytes kept in memory before a file is made. */
  public static final int DEFAULT_MEMORY = 4 << 20;

  private static final int SENT_AT_ONCE = 1 << 18;

  private final int memoryLimit;
  private byte[] memory = new byte[1 << 12];
  private FileChannel file;
  private long size;

  public Spool() {
    this(DEFAULT_MEMORY);
  }

  /**
   * @param memoryLimit bytes kept in memory before a file is made
   */
  public Spool(int memoryLimit) {
    this.memoryLimit = memoryLimit;
  }

  /** Number of bytes up to the last one written. */
  @Override
  public long size() {
    return size;
  }

  @Override
  public void write(int b) throws IOException {
    write(size, new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    write(size, bytes, offset, length);
  }

  /** Writes at a position, which may lie past the end; bytes never written are 0. */
  public void write(long position, byte[] bytes, int offset, int length) throws IOException {
    long end = position + length;
    if (file == null && end > memoryLimit) {
      moveToFile();
    }
    if (file != null) {
      writeFully(ByteBuffer.wrap(bytes, offset, length), position);
    } else {
      if (end > memory.length) {
        memory = Arrays.copyOf(memory, (int) Math.max(end, Math.min(memoryLimit, 2L * end)));
      }
      System.arraycopy(bytes, offset, memory, (int) position, length);
    }
    size = Math.max(size, end);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    if (file == null) {
      out.write(memory, 0, (int) size);
      return;
    }
    ByteBuffer some = ByteBuffer.allocate(SENT_AT_ONCE);
    long position = 0;
    while (position < size) {
      some.clear().limit((int) Math.min(SENT_AT_ONCE, size - position));
      int read = file.read(some, position);
      if (read < 0) {
        throw new EOFException("temporary file has " + position + " bytes, must have " + size);
      }
      out.write(some.array(), 0, read);
      position += read;
    }
  }

  private void moveToFile() throws IOException {
    Path path = Files.createTempFile("chronocube-", ".part");
    file =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    writeFully(ByteBuffer.wrap(memory, 0, (int) size), 0);
    memory = new byte[0];
  }

  private void writeFully(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  /** Closes every one, also when one of them fails. */
  static void closeAll(List<? extends Closeable> spools) throws IOException {
    IOException failure = null;
    for (Closeable spool : spools) {
      try {
        spool.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
