// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.cube.Cube;
import org.chronocube.scene.Scene;

/**
 * Identifiers of the Earth observation profile, NCNames built as GeoServer's module builds them:
 * {@code coverage_dss} for the scenes of a coverage, {@code coverage_granule_scene} for one of
 * them.
 *
 * <p>Characters of a scene's id that an NCName cannot hold are written {@code _xHHHH_} (ISO
 * 9075-14). Where a cube shows several products, the scene's id follows its product's and two
 * hyphens.
 */
final class EoIds {

  private static final String SERIES = "_dss";
  private static final String GRANULE = "_granule_";
  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-F]{4})_");

  private EoIds() {}

  /** The id of the dataset series of a coverage or a product. */
  static String series(String id) {
    String name = encode(id) + SERIES;
    return Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }

  /** The id of a scene as a dataset of a coverage. */
  static String dataset(String coverageId, Cube cube, Scene scene) {
    String product = cube.products().size() == 1 ? "" : scene.product() + "--";
    return coverageId + GRANULE + encode(product + scene.id());
  }

  /**
   * What a dataset's id is made of.
   *
   * @param coverageId of the coverage
   * @param scene the rest, decoded: the scene's id, after its product's where there are several
   */
  record Parts(String coverageId, String scene) {

    /** The scene's id when it is of a product of a cube. */
    Optional<String> sceneOf(String product, Cube cube) {
      String prefix = cube.products().size() == 1 ? "" : product + "--";
      return scene.startsWith(prefix)
          ? Optional.of(scene.substring(prefix.length()))
          : Optional.empty();
    }
  }

  /** Empty when an id is not that of a dataset. */
  static Optional<Parts> parse(String id) {
    int split = id.indexOf(GRANULE);
    return split <= 0
        ? Optional.empty()
        : Optional.of(
            new Parts(id.substring(0, split), decode(id.substring(split + GRANULE.length()))));
  }

  static String encode(String text) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '-');
      boolean safe = c == '_' && !ESCAPED.matcher(text).region(i, text.length()).lookingAt();
      name.append(plain || safe ? String.valueOf(c) : String.format("_x%04X_", (int) c));
    }
    return name.toString();
  }

  static String decode(String name) {
    return ESCAPED
        .matcher(name)
        .replaceAll(
            m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
  }
}
