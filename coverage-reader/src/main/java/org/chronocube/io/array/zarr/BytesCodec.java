// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr;

import java.io.IOException;

/** Undoes one step of the encoding of a chunk, bytes to bytes. Safe for concurrent use. */
interface BytesCodec {

  /**
   * @param most bytes that may come out
   * @throws IOException when the data is broken, or gives more
   */
  byte[] decode(byte[] data, int most) throws IOException;
}
