// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chronocube.grid.Shape;

/**
 * A map of {@code parity/maps}, a digit for each pixel.
 *
 * @param classes row-major
 */
record Digits(Shape shape, byte[] classes) {

  static Digits read(String name) {
    try (InputStream in = Digits.class.getResourceAsStream("/parity/maps/" + name + ".txt")) {
      List<String> rows = new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
      byte[] classes = String.join("", rows).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < classes.length; i++) {
        classes[i] -= '0';
      }
      return new Digits(new Shape(rows.size(), rows.get(0).length()), classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
