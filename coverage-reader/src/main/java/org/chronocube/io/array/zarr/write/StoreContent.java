// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.io.array.ArrayDataset;
import org.chronocube.io.array.ArrayInfo;
import org.chronocube.io.array.ArraySource;
import org.chronocube.io.array.zarr.ZarrFormat;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.time.TimeAxis;

/**
 * What of a store shows, read back to be written again.
 *
 * @param files of the store
 * @param layout of the store
 * @param times that show
 */
record StoreContent(StoreFiles files, StoreLayout layout, TimeAxis times) {

  /** The dates that show. */
  static TimeAxis times(StoreFiles files) throws IOException {
    List<Instant> times = new ArrayList<>();
    for (double millis : dataset(files).values(StoreVariables.TIME)) {
      times.add(Instant.ofEpochMilli((long) millis));
    }
    return new TimeAxis(times);
  }

  private static ArrayDataset dataset(StoreFiles files) {
    return new ZarrFormat().open(files.root().toUri(), FileByteSources.anywhere());
  }

  /**
   * The elements of one whole file, little-endian; those of dates that do not show are fill.
   *
   * @param file its number along each dimension
   */
  byte[] read(Variable variable, int[] file) throws IOException {
    int[] whole = variable.file();
    byte[] bytes = Fill.of(variable).array(Variable.count(whole));
    if (file[0] * whole[0] >= times.size()) {
      return bytes;
    }
    ArraySource array = dataset(files).array(variable.name());
    ArrayInfo info = array.info();
    int rank = file.length;
    int[] counts = new int[rank];
    for (int d = 0; d < rank; d++) {
      int perFile = whole[d] / info.chunk().get(d);
      counts[d] = Math.min(perFile, info.chunks(d) - file[d] * perFile);
    }
    for (int c = 0; c < Variable.count(counts); c++) {
      int[] inside = new int[rank];
      int rest = c;
      for (int d = rank - 1; d >= 0; d--) {
        inside[d] = rest % counts[d];
        rest /= counts[d];
      }
      copy(array, file, inside, bytes, whole);
    }
    return bytes;
  }

  private static void copy(ArraySource array, int[] file, int[] inside, byte[] to, int[] whole)
      throws IOException {
    ArrayInfo info = array.info();
    int rank = whole.length;
    int[] index = new int[rank];
    int[] part = new int[rank];
    for (int d = 0; d < rank; d++) {
      index[d] = file[d] * (whole[d] / info.chunk().get(d)) + inside[d];
      part[d] = info.extent(d, index[d]);
    }
    int size = info.type().bytes();
    byte[] from = bytes(array.chunk(index), size);
    int width = part[rank - 1] * size;
    for (int at = 0, row = 0; at < from.length; at += width, row++) {
      int offset = inside[rank - 1] * info.chunk().get(rank - 1) * size;
      int stride = whole[rank - 1] * size;
      int rest = row;
      for (int d = rank - 2; d >= 0; d--) {
        offset += (inside[d] * info.chunk().get(d) + rest % part[d]) * stride;
        rest /= part[d];
        stride *= whole[d];
      }
      System.arraycopy(from, at, to, offset, width);
    }
  }

  private static byte[] bytes(Object elements, int size) {
    int count = Array.getLength(elements);
    ByteBuffer bytes = ByteBuffer.allocate(count * size).order(ByteOrder.LITTLE_ENDIAN);
    if (elements instanceof byte[] a) {
      return a;
    } else if (elements instanceof short[] a) {
      bytes.asShortBuffer().put(a);
    } else if (elements instanceof int[] a) {
      bytes.asIntBuffer().put(a);
    } else if (elements instanceof float[] a) {
      bytes.asFloatBuffer().put(a);
    } else if (elements instanceof double[] a) {
      bytes.asDoubleBuffer().put(a);
    } else if (elements instanceof long[] a) {
      bytes.asLongBuffer().put(a);
    }
    return bytes.array();
  }
}
