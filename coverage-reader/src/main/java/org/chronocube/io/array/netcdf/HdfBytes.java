// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.netcdf;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ByteSource;

/**
 * Opens one HDF5 file for a moment. Files on disk are mapped; what lies elsewhere is read as a
 * whole, which is kept as long as memory suffices.
 */
final class HdfBytes {

  private static final int MOST_BYTES = 512 << 20;

  private final ByteSource source;
  private SoftReference<byte[]> bytes = new SoftReference<>(null);

  HdfBytes(ByteSource source) {
    this.source = source;
  }

  ByteSource source() {
    return source;
  }

  /** The file, to be closed. */
  HdfFile open() throws IOException {
    if ("file".equals(source.id().uri().getScheme())) {
      return new HdfFile(Path.of(source.id().uri()));
    }
    return HdfFile.fromByteBuffer(ByteBuffer.wrap(all()));
  }

  private synchronized byte[] all() throws IOException {
    byte[] kept = bytes.get();
    if (kept != null) {
      return kept;
    }
    if (source.size() > MOST_BYTES) {
      throw new IOException(
          "a NetCDF-4 file that is not on disk must have at most "
              + MOST_BYTES
              + " bytes, has "
              + source.size());
    }
    ByteBuffer read = source.read(new ByteRange(0, (int) source.size()));
    byte[] all = new byte[read.remaining()];
    read.get(all);
    bytes = new SoftReference<>(all);
    return all;
  }
}
