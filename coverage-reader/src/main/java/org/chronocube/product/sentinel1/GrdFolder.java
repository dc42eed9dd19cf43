// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.sentinel1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chronocube.product.SceneParseException;

/**
 * Where things lie in the folder of a product.
 *
 * @param safe the folder
 */
record GrdFolder(Path safe) {

  private static final Pattern NAME =
      Pattern.compile("S1[A-D]_(?:IW|EW|S[1-6])_GRD([FHM])_1S[SD][HV]_\\d{8}T\\d{6}_.+");

  /** {@code s1a-iw-grd-vv-…-001.xml}, and {@code iw-vv.xml} where names have been shortened. */
  private static final Pattern ANNOTATION =
      Pattern.compile("((?:s1[a-d]-)?(?:iw|ew|s[1-6])-(?:grd-)?(hh|hv|vh|vv)(?:-.*)?)\\.xml");

  static boolean isOne(Path path) {
    return path.getFileName() != null && NAME.matcher(nameOf(path)).matches();
  }

  /** The name of the product. */
  String id() {
    return nameOf(safe).replaceFirst("\\.SAFE$", "");
  }

  // Folders in zips have a slash at their end.
  private static String nameOf(Path path) {
    return path.getFileName().toString().replaceFirst("/$", "");
  }

  /** {@code F}, {@code H} or {@code M}; empty when the folder has another name. */
  String resolutionClass() {
    Matcher name = NAME.matcher(nameOf(safe));
    return name.matches() ? name.group(1) : "";
  }

  Path manifest() {
    return safe.resolve("manifest.safe");
  }

  /** The annotation files by polarisation, e.g. {@code VV}. */
  Map<String, Path> annotations() {
    Map<String, Path> annotations = new LinkedHashMap<>();
    Path folder = safe.resolve("annotation");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        Matcher name = ANNOTATION.matcher(file.getFileName().toString());
        if (name.matches()) {
          annotations.put(name.group(2).toUpperCase(Locale.ROOT), file);
        }
      }
    } catch (IOException e) {
      throw new SceneParseException(folder + " must be readable: " + e.getMessage(), e);
    }
    if (annotations.isEmpty()) {
      throw new SceneParseException(folder + " must hold the annotation of a polarisation");
    }
    return annotations;
  }

  /** The image that an annotation is of. */
  Path measurement(Path annotation) {
    return safe.resolve("measurement").resolve(stem(annotation) + ".tiff");
  }

  /** The name that all files of a polarisation share. */
  static String stem(Path annotation) {
    return annotation.getFileName().toString().replaceFirst("\\.xml$", "");
  }
}
