// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.chronocube.io.range.OpenedSource;

/** Fields of TIFFs that say nothing of pixels. */
public final class TiffTags {

  private TiffTags() {}

  /** True when a file that starts like this is a TIFF. */
  public static boolean isTiff(ByteBuffer head) {
    return IfdReader.recognises(head.duplicate());
  }

  /**
   * A field of doubles of a file's first image; empty when there is none.
   *
   * @throws IOException when the header is broken, or the field is of another type
   */
  public static double[] doubles(OpenedSource file, int tag) throws IOException {
    return new IfdReader(new HeaderBytes(file)).readAll().get(0).doubles(tag);
  }
}
