// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.deflate.DeflateLibrary;
import org.chronocube.io.range.FileByteSources;

/** The files that {@code make-fixtures.py} wrote with GDAL. */
final class Fixtures {

  static final int HEIGHT = 29;
  static final int WIDTH = 37;

  private Fixtures() {}

  static Path path(String name) {
    try {
      return Path.of(Fixtures.class.getResource("fixtures/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static BlockReaders readers(BlockCache cache) {
    return readers(cache, DeflateLibrary.AUTO);
  }

  static BlockReaders readers(BlockCache cache, DeflateLibrary library) {
    return new BlockReaders(
        Map.of("file", FileByteSources.anywhere()), List.of(new TiffFormat(cache, library.open())));
  }

  static BlockReader open(URI uri) {
    return readers(new BlockCache(1 << 20)).open(uri);
  }

  static BlockReader open(String name, DeflateLibrary library) {
    return readers(new BlockCache(1 << 20), library).open(path(name).toUri());
  }

  static BlockReader open(String name) {
    return open(path(name).toUri());
  }

  /** The sample at a place; the same formula stands in {@code make-fixtures.py}. */
  static double value(String kind, int row, int col, int band) {
    int place = row * 1000 + band * 100 + col;
    int small = row * 5 + band * 11 + col * 3;
    return switch (kind) {
      case "uint8" -> small % 251;
      case "int8" -> small % 251 - 125;
      case "uint16" -> place * 2;
      case "int16" -> place - 14000;
      case "uint32" -> place * 150000.0;
      case "int32" -> (place - 14000) * 150000.0;
      case "float32" -> place + 0.25;
      case "float64" -> place / 8.0 - 1000;
      case "float16" -> row * 37 + col + band / 2.0;
      case "bit1" -> small % 2;
      case "bit2" -> small % 4;
      case "bit4" -> small % 16;
      default -> throw new IllegalArgumentException(kind);
    };
  }
}
