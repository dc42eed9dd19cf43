// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.deflate;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** Memory outside the heap that grows as it is needed and is kept. For one thread. */
final class NativeMemory {

  private Memory memory;
  private ByteBuffer bytes;

  /** Has room for a number of bytes; what was there before is lost when it grows. */
  void require(long size) {
    if (memory == null || memory.size() < size) {
      release();
      memory = new Memory(Math.max(size, 1024));
      bytes = memory.getByteBuffer(0, memory.size());
    }
  }

  /** All of it. */
  ByteBuffer bytes() {
    return bytes;
  }

  long address() {
    return Pointer.nativeValue(memory);
  }

  long size() {
    return memory == null ? 0 : memory.size();
  }

  /** Gives it back; buffers that were handed out must not be used any more. */
  void release() {
    if (memory != null) {
      bytes = null;
      memory.close();
      memory = null;
    }
  }
}
