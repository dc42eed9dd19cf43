// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.util.List;
import org.chronocube.server.ows.XmlWriter;

/** Repeats inputs and output definitions of a request in its response. */
final class Wps1Lineage {

  private Wps1Lineage() {}

  static void write(Execution execution, XmlWriter xml) throws IOException {
    if (!execution.plan().request().inputs().isEmpty()) {
      xml.open("wps:DataInputs");
      for (ExecuteRequest.Input input : execution.plan().request().inputs()) {
        input(execution.plan().process(), input, xml);
      }
      xml.end();
    }
    xml.open("wps:OutputDefinitions");
    for (OutputPlan plan : execution.plan().outputs()) {
      boolean complex = plan.field().binding() instanceof Binding.Complex;
      xml.open(
          "wps:Output",
          "asReference",
          String.valueOf(plan.asReference()),
          "mimeType",
          complex ? plan.mimeType() : null,
          "encoding",
          plan.format().encoding());
      Wps1Xml.description(xml, plan.id(), plan.field().title(), plan.field().description());
      xml.end();
    }
    xml.end();
  }

  private static void input(ProcessInfo process, ExecuteRequest.Input input, XmlWriter xml)
      throws IOException {
    xml.open("wps:Input");
    xml.element("ows:Identifier", input.id());
    if (input.payload() instanceof Payload.Reference reference) {
      xml.empty("wps:Reference", "xlink:href", reference.href(), "mimeType", input.mimeType());
    } else {
      xml.open("wps:Data");
      boolean literal =
          process.input(input.id()).filter(f -> f.binding() instanceof Binding.Literal).isPresent();
      if (input.payload() instanceof Payload.Box box) {
        box(box, xml);
      } else if (literal) {
        xml.element(
            "wps:LiteralData",
            input.payload().text(),
            "dataType",
            input.dataType(),
            "uom",
            input.uom());
      } else {
        complex(input, xml);
      }
      xml.end();
    }
    xml.end();
  }

  private static void complex(ExecuteRequest.Input input, XmlWriter xml) throws IOException {
    xml.open("wps:ComplexData", "mimeType", input.mimeType(), "encoding", input.encoding());
    if (input.payload() instanceof Payload.Xml element) {
      XmlTree.write(element.root(), xml);
    } else {
      xml.cdata(input.payload().text());
    }
    xml.end();
  }

  private static void box(Payload.Box box, XmlWriter xml) throws IOException {
    xml.open("wps:BoundingBoxData", "crs", box.crs());
    xml.element("ows:LowerCorner", joined(box.lower()));
    xml.element("ows:UpperCorner", joined(box.upper()));
    xml.end();
  }

  private static String joined(List<Double> corner) {
    return String.join(" ", corner.stream().map(String::valueOf).toList());
  }
}
