// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.SafeXml;
import org.w3c.dom.Element;

/** Reads a posted wps:Execute document. */
final class ExecuteXml {

  private ExecuteXml() {}

  static ExecuteRequest parse(Element execute) {
    String identifier =
        SafeXml.text(execute, "Identifier").orElseThrow(() -> OwsException.missing("Identifier"));
    List<ExecuteRequest.Input> inputs = new ArrayList<>();
    SafeXml.child(execute, "DataInputs")
        .ifPresent(all -> SafeXml.children(all, "Input").forEach(i -> inputs.add(input(i))));
    Optional<Element> raw = SafeXml.path(execute, "ResponseForm", "RawDataOutput");
    Optional<Element> document = SafeXml.path(execute, "ResponseForm", "ResponseDocument");
    List<ExecuteRequest.Output> outputs =
        document.map(d -> SafeXml.children(d, "Output")).orElse(List.of()).stream()
            .map(ExecuteXml::output)
            .toList();
    return new ExecuteRequest(
        identifier,
        inputs,
        raw.map(ExecuteXml::output),
        outputs,
        flag(document, "storeExecuteResponse"),
        flag(document, "status"),
        flag(document, "lineage"));
  }

  private static ExecuteRequest.Input input(Element input) {
    String id =
        SafeXml.text(input, "Identifier").orElseThrow(() -> OwsException.missing("Identifier"));
    Optional<Element> reference = SafeXml.child(input, "Reference");
    if (reference.isPresent()) {
      return reference(id, reference.get());
    }
    Element data =
        SafeXml.child(input, "Data")
            .flatMap(d -> SafeXml.children(d).stream().findFirst())
            .orElseThrow(() -> OwsException.missing(id));
    Payload payload =
        switch (data.getLocalName()) {
          case "LiteralData" -> new Payload.Text(SafeXml.text(data));
          case "BoundingBoxData" -> box(id, data);
          case "ComplexData" -> complex(id, data);
          default ->
              throw OwsException.invalid(
                  id,
                  id
                      + " must be LiteralData, ComplexData or BoundingBoxData, was "
                      + data.getLocalName());
        };
    return new ExecuteRequest.Input(
        id,
        payload,
        attribute(data, "mimeType"),
        attribute(data, "encoding"),
        attribute(data, "dataType"),
        attribute(data, "uom"));
  }

  private static ExecuteRequest.Input reference(String id, Element reference) {
    String href = SafeXml.attribute(reference, "href").orElseThrow(() -> OwsException.missing(id));
    if (SafeXml.attribute(reference, "method").orElse("GET").equalsIgnoreCase("POST")) {
      throw new OwsException(
          OwsException.OPERATION_NOT_SUPPORTED, id, "references must be read with GET, was POST");
    }
    return new ExecuteRequest.Input(
        id,
        new Payload.Reference(href),
        attribute(reference, "mimeType"),
        attribute(reference, "encoding"),
        null,
        null);
  }

  private static Payload complex(String id, Element data) {
    List<Element> children = SafeXml.children(data);
    if (children.size() > 1) {
      throw OwsException.invalid(
          id, id + " must have one element as its data, had " + children.size());
    }
    return children.isEmpty()
        ? new Payload.Text(data.getTextContent())
        : new Payload.Xml(children.get(0));
  }

  private static Payload box(String id, Element box) {
    return new Payload.Box(
        attribute(box, "crs"), corner(id, box, "LowerCorner"), corner(id, box, "UpperCorner"));
  }

  private static List<Double> corner(String id, Element box, String name) {
    try {
      String text = SafeXml.text(box, name).orElseThrow(() -> OwsException.missing(id));
      return Arrays.stream(text.split("\\s+")).map(Double::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new OwsException(
          OwsException.INVALID_PARAMETER_VALUE, id, id + "'s corners must be numbers", e);
    }
  }

  private static ExecuteRequest.Output output(Element output) {
    return new ExecuteRequest.Output(
        SafeXml.text(output, "Identifier").orElseThrow(() -> OwsException.missing("Identifier")),
        attribute(output, "mimeType"),
        attribute(output, "encoding"),
        flag(Optional.of(output), "asReference"));
  }

  private static String attribute(Element element, String name) {
    return SafeXml.attribute(element, name).orElse(null);
  }

  private static boolean flag(Optional<Element> element, String name) {
    String text = element.flatMap(e -> SafeXml.attribute(e, name)).orElse("false");
    return text.equals("true") || text.equals("1");
  }
}
