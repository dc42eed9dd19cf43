// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.chronocube.server.ows.XmlWriter;

/**
 * One way to write values of a type.
 *
 * @param mimeType as described to clients
 * @param aliases other media types that mean the same
 * @param schema URL of the XML schema, or null
 * @param extension of files, without a dot
 * @param binary true when documents hold it in base64
 * @param decoder null when it cannot be read
 * @param encoder null when it cannot be written
 * @param fragment writes it as an element inside a document; null when it is not XML
 */
record Format(
    String mimeType,
    List<String> aliases,
    String schema,
    String extension,
    boolean binary,
    Decoder decoder,
    Encoder encoder,
    Fragment fragment) {

  /** Reads a value; what it throws is told to the client as an invalid parameter. */
  @FunctionalInterface
  interface Decoder {
    Object decode(Payload payload);
  }

  /** Writes a value as a file of its own. */
  @FunctionalInterface
  interface Encoder {
    void encode(Object value, OutputStream out) throws IOException;
  }

  /** Writes a value as one element of a document in which {@link Gml#declare} was called. */
  @FunctionalInterface
  interface Fragment {
    void write(Object value, XmlWriter xml) throws IOException;
  }

  Format {
    aliases = List.copyOf(aliases);
  }

  /** A textual format. */
  static Format text(
      String mimeType, String extension, Decoder decoder, Encoder encoder, String... aliases) {
    return new Format(mimeType, List.of(aliases), null, extension, false, decoder, encoder, null);
  }

  /** {@code base64} or null: what the encoding attribute of a document says. */
  String encoding() {
    return binary ? "base64" : null;
  }

  /** True when a media type names this format; blanks and case do not count. */
  boolean matches(String type) {
    String wanted = plain(type);
    return plain(mimeType).equals(wanted)
        || aliases.stream().anyMatch(alias -> plain(alias).equals(wanted));
  }

  private static String plain(String type) {
    return type.toLowerCase(Locale.ROOT).replaceAll("[\\s\"]", "").replace(";charset=utf-8", "");
  }
}
