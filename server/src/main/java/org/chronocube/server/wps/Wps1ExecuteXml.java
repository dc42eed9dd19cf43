// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.SafeXml;
import org.w3c.dom.Element;

/** Reads a posted wps:Execute document of version 1.0.0. */
final class Wps1ExecuteXml {

  private Wps1ExecuteXml() {}

  static ExecuteRequest parse(Element execute) {
    String identifier =
        SafeXml.text(execute, "Identifier").orElseThrow(() -> OwsException.missing("Identifier"));
    List<ExecuteRequest.Input> inputs = new ArrayList<>();
    SafeXml.child(execute, "DataInputs")
        .ifPresent(all -> SafeXml.children(all, "Input").forEach(i -> inputs.add(input(i))));
    Optional<Element> raw = SafeXml.path(execute, "ResponseForm", "RawDataOutput");
    Optional<Element> document = SafeXml.path(execute, "ResponseForm", "ResponseDocument");
    List<ExecuteRequest.Output> outputs =
        raw
            .map(List::of)
            .orElseGet(() -> document.map(d -> SafeXml.children(d, "Output")).orElse(List.of()))
            .stream()
            .map(Wps1ExecuteXml::output)
            .toList();
    return new ExecuteRequest(
        Wps1.VERSION,
        identifier,
        inputs,
        outputs,
        raw.isPresent(),
        flag(document, "storeExecuteResponse")
            ? ExecuteRequest.Mode.ASYNC
            : ExecuteRequest.Mode.SYNC,
        flag(document, "status"),
        flag(document, "lineage"));
  }

  private static ExecuteRequest.Input input(Element input) {
    String id =
        SafeXml.text(input, "Identifier").orElseThrow(() -> OwsException.missing("Identifier"));
    Optional<Element> reference = SafeXml.child(input, "Reference");
    if (reference.isPresent()) {
      return PayloadXml.reference(id, reference.get());
    }
    Element data =
        SafeXml.child(input, "Data")
            .flatMap(d -> SafeXml.children(d).stream().findFirst())
            .orElseThrow(() -> OwsException.missing(id));
    Payload payload =
        switch (data.getLocalName()) {
          case "LiteralData" -> new Payload.Text(SafeXml.text(data));
          case "BoundingBoxData" -> PayloadXml.box(id, data);
          case "ComplexData" -> PayloadXml.complex(id, data);
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
        PayloadXml.attribute(data, "mimeType"),
        PayloadXml.attribute(data, "encoding"),
        PayloadXml.attribute(data, "dataType"),
        PayloadXml.attribute(data, "uom"));
  }

  private static ExecuteRequest.Output output(Element output) {
    return new ExecuteRequest.Output(
        SafeXml.text(output, "Identifier").orElseThrow(() -> OwsException.missing("Identifier")),
        PayloadXml.attribute(output, "mimeType"),
        PayloadXml.attribute(output, "encoding"),
        flag(Optional.of(output), "asReference"));
  }

  private static boolean flag(Optional<Element> element, String name) {
    String text = element.flatMap(e -> SafeXml.attribute(e, name)).orElse("false");
    return text.equals("true") || text.equals("1");
  }
}
