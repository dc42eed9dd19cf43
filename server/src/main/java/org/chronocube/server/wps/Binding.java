// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How values of one Java type are written in requests and answers. */
sealed interface Binding {

  /**
   * A literal.
   *
   * @param dataType name of the XML schema type, e.g. {@code double}
   * @param allowed values it must be one of; empty for any
   * @param parser text to value
   * @param printer value to text
   */
  record Literal(
      String dataType,
      List<String> allowed,
      Function<String, Object> parser,
      Function<Object, String> printer)
      implements Binding {

    public Literal {
      allowed = List.copyOf(allowed);
    }
  }

  /**
   * Complex data.
   *
   * @param formats the first one is the default; at least one
   */
  record Complex(List<Format> formats) implements Binding {

    public Complex {
      formats = List.copyOf(formats);
    }

    /** The formats values can be read from. */
    List<Format> readable() {
      return formats.stream().filter(f -> f.decoder() != null).toList();
    }

    /** The formats values can be written in. */
    List<Format> writable() {
      return formats.stream().filter(f -> f.encoder() != null).toList();
    }

    static Optional<Format> find(List<Format> formats, String mimeType) {
      return formats.stream().filter(f -> f.matches(mimeType)).findFirst();
    }
  }

  /** A bounding box: a {@code ReferencedEnvelope}. */
  record Box() implements Binding {}
}
