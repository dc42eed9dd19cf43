// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.chronocube.InvalidParameterException;

/**
 * Turns the paths of a catalog file into absolute ones.
 *
 * @param directory of the catalog file
 */
record Locations(Path directory) {

  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  /**
   * The index's JDBC URL. Of SQLite's many forms only a plain path is taken: {@code :memory:},
   * {@code file:} URIs and parameters would put the index where nobody looks for it.
   */
  String index(YamlNode node) {
    String url = node.text();
    if (url.startsWith(POSTGRESQL)) {
      return url;
    }
    if (!url.startsWith(SQLITE)) {
      throw node.error("a URL that starts with " + SQLITE + " or " + POSTGRESQL);
    }
    String path = url.substring(SQLITE.length());
    if (!isPlain(path) || escapes(path)) {
      throw node.error(SQLITE + "PATH, a plain path without ':', '?' or '..'");
    }
    return SQLITE + resolve(node, path);
  }

  /**
   * An index's URL given in another place than the catalog file: relative to where the program
   * runs.
   *
   * @throws InvalidParameterException when it is a form of SQLite's that is no plain path
   */
  static String override(String url) {
    if (!url.startsWith(SQLITE)) {
      return url;
    }
    String path = url.substring(SQLITE.length());
    if (!isPlain(path)) {
      throw new InvalidParameterException(
          "index", "index must be " + SQLITE + "PATH without ':' or '?', was " + url);
    }
    return SQLITE + Path.of(path).toAbsolutePath().normalize();
  }

  private static boolean isPlain(String path) {
    return !path.isBlank() && !path.contains(":") && !path.contains("?");
  }

  /** A product's directory or file as an absolute path, or the URI that is there. */
  String product(YamlNode node) {
    String text = node.text();
    return text.matches("[a-z][a-z0-9+.-]+:.*") ? text : resolve(node, text).toString();
  }

  private Path resolve(YamlNode node, String path) {
    try {
      return directory.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw node.error("a path");
    }
  }

  private static boolean escapes(String path) {
    for (Path part : Path.of(path)) {
      if (part.toString().equals("..")) {
        return true;
      }
    }
    return false;
  }
}
