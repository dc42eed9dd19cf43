// SPDX-License-Identifier: Apache-2.0
package org.chronocube.xml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * An element of a metadata document with all that it holds. Names are local ones, since namespaces
 * change with each version of a format.
 *
 * @param name local name
 * @param attributes by local name
 * @param text what it holds itself, without the white space around it
 * @param children in order
 * @param document where it is from, for messages
 */
public record XmlElement(
    String name,
    Map<String, String> attributes,
    String text,
    List<XmlElement> children,
    String document) {

  private static final long MAX_BYTES = 64L << 20;

  /**
   * Reads a document.
   *
   * @param skipped names of elements that are left out with all that they hold
   * @throws XmlException when it is missing, too large or no well-formed XML, or has a document
   *     type definition
   */
  public static XmlElement read(Path file, Set<String> skipped) {
    try (InputStream in = Files.newInputStream(file)) {
      if (Files.size(file) > MAX_BYTES) {
        throw new XmlException(
            file + " must be at most " + MAX_BYTES + " bytes, is " + Files.size(file));
      }
      return read(in, file.toString(), skipped);
    } catch (IOException e) {
      throw new XmlException(file + " must be readable: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a document of which all bytes are at hand.
   *
   * @param document its name, for messages
   * @throws XmlException when it is no well-formed XML, or has a document type definition
   */
  public static XmlElement read(InputStream in, String document, Set<String> skipped) {
    return new XmlTreeReader(document, skipped).read(in);
  }

  /** The first child of a name. */
  public Optional<XmlElement> child(String child) {
    for (XmlElement element : children) {
      if (element.name.equals(child)) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  /** The children of a name. */
  public List<XmlElement> all(String child) {
    return children.stream().filter(c -> c.name.equals(child)).toList();
  }

  /**
   * The first element below this one, depth first, to which a path of names leads from any element
   * below this one or from this one.
   *
   * @param path names separated by {@code /}, e.g. {@code Raster_Dimensions/NROWS}
   */
  public Optional<XmlElement> find(String path) {
    int slash = path.indexOf('/');
    String first = slash < 0 ? path : path.substring(0, slash);
    for (XmlElement element : children) {
      if (element.name.equals(first)) {
        Optional<XmlElement> found =
            slash < 0 ? Optional.of(element) : element.at(path.substring(slash + 1));
        if (found.isPresent()) {
          return found;
        }
      }
      Optional<XmlElement> deeper = element.find(path);
      if (deeper.isPresent()) {
        return deeper;
      }
    }
    return Optional.empty();
  }

  private Optional<XmlElement> at(String path) {
    Optional<XmlElement> element = Optional.of(this);
    for (String step : path.split("/")) {
      element = element.flatMap(e -> e.child(step));
    }
    return element;
  }

  /** The text to which a path leads, see {@link #find}; empty when it is missing or blank. */
  public Optional<String> textOf(String path) {
    return find(path).map(XmlElement::text).filter(t -> !t.isEmpty());
  }

  /**
   * The text to which a path leads.
   *
   * @throws XmlException when there is none
   */
  public String require(String path) {
    return textOf(path).orElseThrow(() -> missing(path));
  }

  /**
   * The number to which a path leads; empty when it is missing or blank.
   *
   * @throws XmlException when it is no number
   */
  public OptionalDouble numberOf(String path) {
    Optional<XmlElement> element = find(path).filter(e -> !e.text.isEmpty());
    return element.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(element.get().number());
  }

  /**
   * The number to which a path leads.
   *
   * @throws XmlException when it is missing or no number
   */
  public double requireNumber(String path) {
    return numberOf(path).orElseThrow(() -> missing(path));
  }

  /**
   * This element's text as a number.
   *
   * @throws XmlException when it is none
   */
  public double number() {
    return number(name, text);
  }

  /**
   * An attribute as a whole number.
   *
   * @throws XmlException when it is missing or none
   */
  public int integer(String attribute) {
    String value = attributes.get(attribute);
    if (value == null) {
      throw missing(name + "@" + attribute);
    }
    double number = number(attribute, value);
    if (number != (int) number) {
      throw new XmlException(
          attribute + " must be a whole number, was " + value + " in " + document);
    }
    return (int) number;
  }

  private double number(String what, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new XmlException(what + " must be a number, was " + value + " in " + document, e);
    }
  }

  private XmlException missing(String path) {
    return new XmlException(document + " must have " + path + " in " + name + ", has none");
  }
}
