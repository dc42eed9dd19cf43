// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.chronocube.xml.XmlStreams;

/**
 * Metadata files of products, read in one pass: the elements that hold text, one by one. Names are
 * local ones, since namespaces change with each version of a format. Document type definitions and
 * external entities are refused.
 */
public final class MetadataXml {

  private static final long MAX_BYTES = 64L << 20;
  private static final int MAX_DEPTH = 64;

  private MetadataXml() {}

  /**
   * An element.
   *
   * @param name local name
   * @param attributes by local name
   * @param parent the element around it, null for the outermost
   */
  public record Element(String name, Map<String, String> attributes, Element parent) {

    /** True when the innermost elements have these names, the innermost last. */
    public boolean endsWith(String... names) {
      Element at = this;
      for (int i = names.length - 1; i >= 0; i--) {
        if (at == null || !at.name.equals(names[i])) {
          return false;
        }
        at = at.parent;
      }
      return true;
    }
  }

  /**
   * An element that holds text and no elements.
   *
   * @param element which one
   * @param text without the white space around it, never empty
   * @param file in which it is, for messages
   */
  public record Leaf(Element element, String text, Path file) {

    public String name() {
      return element.name();
    }

    /**
     * The text as a number.
     *
     * @throws SceneParseException when it is none
     */
    public double number() {
      try {
        return Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw new SceneParseException(name() + " must be a number, was " + text + " in " + file, e);
      }
    }
  }

  /**
   * Reads a file from beginning to end.
   *
   * @param skipped names of elements that are passed over with all that they hold
   * @throws SceneParseException when it is missing, too large or no well-formed XML
   */
  public static void read(Path file, Set<String> skipped, Consumer<Leaf> leaves) {
    try (InputStream in = Files.newInputStream(file)) {
      if (Files.size(file) > MAX_BYTES) {
        throw new SceneParseException(
            file + " must be at most " + MAX_BYTES + " bytes, is " + Files.size(file));
      }
      XMLStreamReader reader = XmlStreams.open(in);
      try {
        read(reader, file, skipped, leaves);
      } finally {
        reader.close();
      }
    } catch (IOException e) {
      throw new SceneParseException(file + " must be readable: " + e.getMessage(), e);
    } catch (XMLStreamException e) {
      throw new SceneParseException(file + " must be XML: " + e.getMessage(), e);
    }
  }

  private static void read(
      XMLStreamReader reader, Path file, Set<String> skipped, Consumer<Leaf> leaves)
      throws XMLStreamException {
    Element element = null;
    StringBuilder text = new StringBuilder();
    boolean isLeaf = false;
    for (int depth = 0; reader.hasNext(); ) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (skipped.contains(reader.getLocalName())) {
            XmlStreams.skip(reader);
            continue;
          }
          if (++depth > MAX_DEPTH) {
            throw new SceneParseException(file + " must nest at most " + MAX_DEPTH + " elements");
          }
          element = new Element(reader.getLocalName(), XmlStreams.attributes(reader), element);
          text.setLength(0);
          isLeaf = true;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (isLeaf) {
            text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          String content = isLeaf ? text.toString().strip() : "";
          if (!content.isEmpty()) {
            leaves.accept(new Leaf(element, content, file));
          }
          element = element.parent();
          isLeaf = false;
          depth--;
        }
        case XMLStreamConstants.DTD ->
            throw new SceneParseException(file + " must have no document type definition");
        default -> {
          // comments and processing instructions say nothing of the scene
        }
      }
    }
  }
}
