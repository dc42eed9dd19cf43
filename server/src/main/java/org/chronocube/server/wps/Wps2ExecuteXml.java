// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.util.List;
import java.util.Optional;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.SafeXml;
import org.w3c.dom.Element;

/** Reads a posted wps:Execute document of version 2.0.0. */
final class Wps2ExecuteXml {

  private Wps2ExecuteXml() {}

  static ExecuteRequest parse(Element execute) {
    String identifier =
        SafeXml.text(execute, "Identifier").orElseThrow(() -> OwsException.missing("Identifier"));
    List<ExecuteRequest.Input> inputs =
        SafeXml.children(execute, "Input").stream().map(Wps2ExecuteXml::input).toList();
    List<ExecuteRequest.Output> outputs =
        SafeXml.children(execute, "Output").stream().map(Wps2ExecuteXml::output).toList();
    return new ExecuteRequest(
        Wps2.VERSION, identifier, inputs, outputs, raw(execute), mode(execute), false, false);
  }

  private static boolean raw(Element execute) {
    String text = SafeXml.attribute(execute, "response").orElse("document");
    return switch (text) {
      case "raw" -> true;
      case "document" -> false;
      default ->
          throw OwsException.invalid("response", "response must be raw or document, was " + text);
    };
  }

  private static ExecuteRequest.Mode mode(Element execute) {
    String text = SafeXml.attribute(execute, "mode").orElse("auto");
    return switch (text) {
      case "sync" -> ExecuteRequest.Mode.SYNC;
      case "async" -> ExecuteRequest.Mode.ASYNC;
      case "auto" -> ExecuteRequest.Mode.AUTO;
      default ->
          throw new OwsException(
              WpsCodes.NO_SUCH_MODE, "mode", "mode must be sync, async or auto, was " + text);
    };
  }

  private static String id(Element element) {
    return SafeXml.attribute(element, "id").orElseThrow(() -> OwsException.missing("id"));
  }

  private static ExecuteRequest.Input input(Element input) {
    String id = id(input);
    Optional<Element> reference = SafeXml.child(input, "Reference");
    if (reference.isPresent()) {
      return PayloadXml.reference(id, reference.get());
    }
    Element data = SafeXml.child(input, "Data").orElseThrow(() -> OwsException.missing(id));
    Element literal = SafeXml.child(data, "LiteralValue").orElse(null);
    return new ExecuteRequest.Input(
        id,
        literal == null ? payload(id, data) : new Payload.Text(SafeXml.text(literal)),
        PayloadXml.attribute(data, "mimeType"),
        PayloadXml.attribute(data, "encoding"),
        literal == null ? null : PayloadXml.attribute(literal, "dataType"),
        literal == null ? null : PayloadXml.attribute(literal, "uom"));
  }

  private static Payload payload(String id, Element data) {
    Optional<Element> box =
        SafeXml.child(data, "BoundingBox").or(() -> SafeXml.child(data, "WGS84BoundingBox"));
    return box.isPresent() ? PayloadXml.box(id, box.get()) : PayloadXml.complex(id, data);
  }

  private static ExecuteRequest.Output output(Element output) {
    String id = id(output);
    String transmission = SafeXml.attribute(output, "transmission").orElse("value");
    if (!transmission.equals("value") && !transmission.equals("reference")) {
      throw OwsException.invalid(
          "transmission",
          "transmission of " + id + " must be value or reference, was " + transmission);
    }
    return new ExecuteRequest.Output(
        id,
        PayloadXml.attribute(output, "mimeType"),
        PayloadXml.attribute(output, "encoding"),
        transmission.equals("reference"));
  }
}
