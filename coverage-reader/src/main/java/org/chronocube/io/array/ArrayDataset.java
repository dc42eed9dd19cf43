// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A file, or folder, of named arrays. */
public interface ArrayDataset {

  /** What there is, arrays of numbers only. */
  List<ArrayInfo> arrays() throws IOException;

  /**
   * The attributes of all arrays by their names, of those too that hold no numbers: grid mappings
   * are such.
   */
  Map<String, Map<String, Object>> attributes() throws IOException;

  /**
   * Opens an array.
   *
   * @param name as {@link ArrayInfo#name()} gives it
   * @throws IOException when there is none, or its metadata cannot be read
   */
  ArraySource array(String name) throws IOException;

  /**
   * All elements of an array of one dimension, or the one of a scalar, as numbers.
   *
   * @throws IOException when it has more dimensions, more than a million elements, or is broken
   */
  default double[] values(String name) throws IOException {
    ArraySource array = array(name);
    ArrayInfo info = array.info();
    if (info.rank() > 1 || (info.rank() == 1 && info.shape().get(0) > 1_000_000)) {
      throw new IOException(
          "array "
              + name
              + " must be a list of at most 1000000 numbers, has shape "
              + info.shape());
    }
    double[] values = new double[info.rank() == 0 ? 1 : info.shape().get(0)];
    int done = 0;
    for (int c = 0; done < values.length; c++) {
      int[] index = info.rank() == 0 ? new int[0] : new int[] {c};
      Object chunk = array.chunk(index);
      int n = info.elements(index);
      for (int i = 0; i < n; i++) {
        values[done++] = info.meaning().value(chunk, i);
      }
    }
    return values;
  }
}
