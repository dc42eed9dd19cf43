// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.chronocube.grid.Extent;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.SafeXml;
import org.w3c.dom.Element;

/**
 * One file of the data directory; every error names it.
 *
 * @param path where it is
 * @param root its document element
 */
record XmlFile(Path path, Element root) {

  static XmlFile read(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return new XmlFile(path, SafeXml.parse(in));
    } catch (IOException | OwsException e) {
      throw new DataDirectoryException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  static Optional<XmlFile> readIfThere(Path path) {
    return Files.isRegularFile(path) ? Optional.of(read(path)) : Optional.empty();
  }

  Optional<String> text(String... names) {
    return SafeXml.text(root, names);
  }

  String require(String name) {
    return text(name).orElseThrow(() -> wrong(name + " must be given"));
  }

  boolean flag(String name, boolean otherwise) {
    return text(name).map(t -> t.equalsIgnoreCase("true")).orElse(otherwise);
  }

  /** Texts of the children of an element such as {@code keywords}. */
  List<String> strings(String name) {
    return SafeXml.child(root, name).stream()
        .flatMap(e -> SafeXml.children(e).stream())
        .map(SafeXml::text)
        .filter(Predicate.not(String::isEmpty))
        .toList();
  }

  Optional<Bounds> bounds(String name, String otherwiseCrs) {
    return SafeXml.child(root, name)
        .map(
            e ->
                new Bounds(
                    new Extent(
                        number(e, "minx"), number(e, "miny"), number(e, "maxx"), number(e, "maxy")),
                    SafeXml.text(e, "crs")
                        .filter(crs -> crs.matches("EPSG:\\d+"))
                        .orElse(otherwiseCrs)));
  }

  private double number(Element parent, String name) {
    String text = SafeXml.text(parent, name).orElseThrow(() -> wrong(name + " must be given"));
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw wrong(name + " must be a number, was " + text);
    }
  }

  <E extends Enum<E>> E constant(Class<E> type, String text, String what) {
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw wrong(what + " must be one of " + List.of(type.getEnumConstants()) + ", was " + text);
    }
  }

  /** What a reference element points to: an id or a name. */
  static Optional<String> reference(Element element) {
    return SafeXml.text(element, "id")
        .or(() -> SafeXml.text(element, "name"))
        .or(
            () ->
                SafeXml.children(element).isEmpty()
                    ? Optional.of(SafeXml.text(element)).filter(t -> !t.isEmpty())
                    : Optional.empty());
  }

  DataDirectoryException wrong(String rule) {
    return new DataDirectoryException(path + ": " + rule);
  }
}
