// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.sentinel2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chronocube.product.SceneParseException;

/** Where things lie in the folder of a product. */
final class SafeFolder {

  /** {@code S2A_MSIL2A_…SAFE}, and the long names before December 2016. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[A-Za-z]+_)?S2[A-D]_(?:MSIL(1C|2A)|OPER_PRD_MSIL(1C|2A)|USER_PRD_MSIL2A)_.+\\.SAFE");

  private static final Pattern METADATA =
      Pattern.compile("MTD_MSIL(?:1C|2A)\\.xml|S2[A-D]_(?:OPER|USER)_MTD_SAFL(?:1C|2A)_.+\\.xml");
  private static final Pattern TILE_METADATA =
      Pattern.compile("MTD_TL\\.xml|S2[A-D]_(?:OPER|USER)_MTD_L(?:1C|2A)_TL_.+\\.xml");

  private SafeFolder() {}

  static boolean isOne(Path path) {
    Path name = path.getFileName();
    return name != null && NAME.matcher(name.toString()).matches();
  }

  /** The folders of its tiles, by name. */
  static List<Path> granules(Path safe) {
    return list(safe.resolve("GRANULE")).stream().filter(Files::isDirectory).toList();
  }

  /**
   * @throws SceneParseException when there is none
   */
  static Path metadata(Path safe) {
    return metadataIfAny(safe)
        .orElseThrow(
            () -> new SceneParseException(safe + " must hold MTD_MSIL1C.xml or MTD_MSIL2A.xml"));
  }

  /**
   * @throws SceneParseException when there is none
   */
  static Path tileMetadata(Path granule) {
    return tileMetadataIfAny(granule)
        .orElseThrow(() -> new SceneParseException(granule + " must hold MTD_TL.xml"));
  }

  static Optional<Path> metadataIfAny(Path safe) {
    return find(safe, METADATA);
  }

  static Optional<Path> tileMetadataIfAny(Path granule) {
    return find(granule, TILE_METADATA);
  }

  private static Optional<Path> find(Path directory, Pattern name) {
    return list(directory).stream()
        .filter(p -> name.matcher(p.getFileName().toString()).matches())
        .findFirst();
  }

  private static List<Path> list(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new SceneParseException(directory + " must be readable: " + e.getMessage(), e);
    }
  }
}
