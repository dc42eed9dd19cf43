// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.UriText;

/** Names the file and the part of it that failed. */
final class Failures {

  private Failures() {}

  static RasterReadException of(ByteSource source, String part, IOException cause) {
    return new RasterReadException(
        UriText.of(source.id().uri()) + ": " + part + ": " + cause.getMessage(), cause);
  }
}
