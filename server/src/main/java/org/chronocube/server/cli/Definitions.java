// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chronocube.InvalidParameterException;

/** Files with the description of a cube or a product. */
final class Definitions {

  private static final int MAX_BYTES = 1 << 20;

  private Definitions() {}

  /**
   * @param file {@code -} for standard input
   */
  static String read(String file) {
    try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InvalidParameterException("FILE", "FILE must be a readable file, was " + file, e);
    }
  }
}
