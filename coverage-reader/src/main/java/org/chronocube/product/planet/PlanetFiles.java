// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.planet;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one scene, known by their names: {@code ID_3B_AnalyticMS[_SR][_8b][_harmonized]
 * [_clip].tif} and what lies beside it.
 *
 * @param image the image
 * @param id of the scene, e.g. {@code 20220401_084707_00_2461}
 * @param isSurface true for surface reflectance
 * @param isClipped true when only a part of the scene was delivered
 * @param beside all files of the scene
 */
record PlanetFiles(Path image, String id, boolean isSurface, boolean isClipped, List<Path> beside) {

  private static final Pattern IMAGE =
      Pattern.compile(
          "(?<id>\\d[0-9A-Za-z_-]*?)_(?<level>[13][AB])_AnalyticMS(?<sr>_SR)?(?:_8b)?"
              + "(?:_harmonized)?(?<clip>_clip)?\\.tif");
  private static final Pattern MASK = Pattern.compile(".*_udm2(?:_clip)?\\.tif");

  /** The scene of an image; empty when the file is something else. */
  static Optional<PlanetFiles> of(Path image, List<Path> entries) {
    Matcher name = IMAGE.matcher(name(image));
    if (!name.matches()) {
      return Optional.empty();
    }
    String id = name.group("id");
    return Optional.of(
        new PlanetFiles(
            image,
            id,
            name.group("sr") != null,
            name.group("clip") != null,
            entries.stream().filter(e -> name(e).startsWith(id + "_")).toList()));
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  /** The mask of usable pixels. */
  Optional<Path> mask() {
    return beside.stream().filter(e -> MASK.matcher(name(e)).matches()).findFirst();
  }

  /** The item's description in JSON. */
  Optional<Path> json() {
    return ending("_metadata.json").findFirst();
  }

  /** The image's description in XML: of several, that of the same asset. */
  Optional<Path> xml() {
    String stem = name(image).replaceFirst("(?:_harmonized)?(?:_clip)?\\.tif$", "");
    return ending("_metadata.xml").filter(e -> name(e).startsWith(stem + "_")).findFirst();
  }

  /** The rational polynomials of an image in sensor geometry. */
  Optional<Path> polynomials() {
    return ending("_RPC.TXT").findFirst();
  }

  private Stream<Path> ending(String suffix) {
    return beside.stream()
        .filter(
            e ->
                name(e)
                    .regionMatches(
                        true, name(e).length() - suffix.length(), suffix, 0, suffix.length()));
  }
}
