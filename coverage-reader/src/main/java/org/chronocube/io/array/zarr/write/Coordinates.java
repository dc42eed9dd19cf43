// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.chronocube.time.TimeAxis;

/**
 * Writes the elements of coordinates.
 *
 * @param files of the store
 * @param notation of its version
 * @param encoder of its chunks
 */
record Coordinates(StoreFiles files, Notation notation, ChunkEncoder encoder) {

  /** All that do not grow with the dates. */
  void write(List<Variable> coordinates, StoreDescription store) throws IOException {
    for (Variable variable : coordinates) {
      if (!variable.isInTime()) {
        byte[] elements =
            switch (variable.name()) {
              case "x" -> bytes(StoreVariables.xs(store));
              case "y" -> bytes(StoreVariables.ys(store));
              case StoreVariables.BAND -> notation.texts(variable.texts(), variable.longestText());
              // The grid mapping has attributes only.
              default -> new byte[variable.elementBytes()];
            };
        int[] first = new int[variable.shape().size()];
        files.replace(notation.file(variable, first), encoder.encode(variable, elements));
      }
    }
  }

  private static byte[] bytes(double[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    return bytes.array();
  }

  /**
   * The files of the time coordinate. Those who know of fewer dates read the same values as before.
   */
  void writeTimes(Variable time, TimeAxis axis) throws IOException {
    int each = time.chunk().get(0);
    for (int from = 0; from < axis.size(); from += each) {
      ByteBuffer bytes = ByteBuffer.allocate(each * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = from; i < Math.min(axis.size(), from + each); i++) {
        bytes.putLong(axis.instants().get(i).toEpochMilli());
      }
      byte[] content = encoder.encode(time, bytes.array());
      String path = notation.file(time, new int[] {from / each});
      if (!files.exists(path) || !Arrays.equals(files.read(path), content)) {
        files.replace(path, content);
      }
    }
  }
}
