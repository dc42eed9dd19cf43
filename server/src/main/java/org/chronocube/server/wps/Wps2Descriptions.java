// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.ows.XmlWriter;
import org.geotools.api.data.Parameter;

/**
 * Writes wps:ProcessOfferings (OGC 14-065r2).
 *
 * @param settings for the largest input
 * @param crs for boxes
 */
record Wps2Descriptions(WpsSettings settings, CrsRegistry crs) {

  void write(List<ProcessInfo> processes, OutputStream out) throws IOException {
    try (XmlWriter xml = new XmlWriter(out)) {
      Wps2Xml.declare(xml);
      xml.open("wps:ProcessOfferings");
      for (ProcessInfo process : processes) {
        xml.open("wps:ProcessOffering", properties(process));
        xml.open("wps:Process");
        Wps2Xml.description(xml, process.identifier(), process.title(), process.description());
        for (ProcessInfo.Field input : process.inputs()) {
          input(input, xml);
        }
        for (ProcessInfo.Field output : process.outputs()) {
          output(output, xml);
        }
        xml.end().end();
      }
      xml.end();
    }
  }

  /** The attributes of a process offering; a version that OWS has no form for is left out. */
  static String[] properties(ProcessInfo process) {
    String version = process.version();
    boolean known = version != null && version.matches("\\d+\\.\\d?\\d\\.\\d?\\d");
    return new String[] {
      "jobControlOptions",
      "sync-execute async-execute dismiss",
      "outputTransmission",
      "value reference",
      "processVersion",
      known ? version : null
    };
  }

  private void input(ProcessInfo.Field input, XmlWriter xml) throws IOException {
    Parameter<?> parameter = input.parameter();
    boolean optional = parameter.minOccurs < 1 || parameter.getDefaultValue() != null;
    xml.open(
        "wps:Input",
        "minOccurs",
        String.valueOf(optional ? 0 : parameter.minOccurs),
        "maxOccurs",
        parameter.maxOccurs < 0 ? "unbounded" : String.valueOf(parameter.maxOccurs));
    Wps2Xml.description(xml, input.id(), input.title(), input.description());
    if (input.binding() instanceof Binding.Literal literal) {
      xml.open("wps:LiteralData");
      format(LiteralFormats.TEXT, true, xml);
      format(LiteralFormats.XML, false, xml);
      domain(input, literal, xml);
      xml.end();
    } else if (input.binding() instanceof Binding.Complex complex) {
      String megabytes = String.valueOf(Math.max(1, settings.maxInputBytes() >> 20));
      complex(complex.readable(), megabytes, xml);
    } else {
      xml.open("wps:BoundingBoxData");
      format(LiteralFormats.XML, true, xml);
      format(LiteralFormats.TEXT, false, xml);
      systems(xml);
      xml.end();
    }
    xml.end();
  }

  private void output(ProcessInfo.Field output, XmlWriter xml) throws IOException {
    xml.open("wps:Output");
    Wps2Xml.description(xml, output.id(), output.title(), output.description());
    List<Format> formats = LiteralFormats.version2(output, crs);
    if (output.binding() instanceof Binding.Complex) {
      complex(formats, null, xml);
    } else {
      Optional<Binding.Literal> literal =
          output.binding() instanceof Binding.Literal l ? Optional.of(l) : Optional.empty();
      xml.open(literal.isPresent() ? "wps:LiteralData" : "wps:BoundingBoxData");
      for (Format format : formats) {
        format(format.mimeType(), format.equals(formats.get(0)), xml);
      }
      if (literal.isPresent()) {
        open(xml);
        xml.empty("ows:AnyValue");
        type(output, literal.get(), xml);
        xml.end();
      } else {
        systems(xml);
      }
      xml.end();
    }
    xml.end();
  }

  private static void complex(List<Format> formats, String megabytes, XmlWriter xml)
      throws IOException {
    xml.open("wps:ComplexData");
    for (Format format : formats) {
      xml.empty(
          "wps:Format",
          "mimeType",
          format.mimeType(),
          "encoding",
          format.encoding(),
          "schema",
          format.schema(),
          "maximumMegabytes",
          megabytes,
          "default",
          format.equals(formats.get(0)) ? "true" : null);
    }
    xml.end();
  }

  private static void format(String mimeType, boolean first, XmlWriter xml) throws IOException {
    xml.empty("wps:Format", "mimeType", mimeType, "default", first ? "true" : null);
  }

  private static void systems(XmlWriter xml) throws IOException {
    xml.element("wps:SupportedCRS", CrsRegistry.WGS84, "default", "true");
  }

  // The schema has this element, and no other, without a namespace.
  private static void open(XmlWriter xml) throws IOException {
    xml.open("LiteralDataDomain", "default", "true");
  }

  private static void domain(ProcessInfo.Field input, Binding.Literal literal, XmlWriter xml)
      throws IOException {
    open(xml);
    List<String> allowed = input.allowed(literal);
    Optional<String> min = input.meta(Parameter.MIN);
    Optional<String> max = input.meta(Parameter.MAX);
    if (!allowed.isEmpty()) {
      xml.open("ows:AllowedValues");
      for (String value : allowed) {
        xml.element("ows:Value", value);
      }
      xml.end();
    } else if (min.isPresent() || max.isPresent()) {
      xml.open("ows:AllowedValues");
      xml.open("ows:Range");
      xml.optional("ows:MinimumValue", min);
      xml.optional("ows:MaximumValue", max);
      xml.end().end();
    } else {
      xml.empty("ows:AnyValue");
    }
    type(input, literal, xml);
    Object value = input.parameter().getDefaultValue();
    if (value != null && !(value instanceof Collection<?>)) {
      xml.element("ows:DefaultValue", literal.printer().apply(value));
    }
    xml.end();
  }

  private static void type(ProcessInfo.Field field, Binding.Literal literal, XmlWriter xml)
      throws IOException {
    xml.element(
        "ows:DataType", literal.dataType(), "ows:reference", LiteralFormats.dataType(literal));
    xml.optional("ows:UOM", field.meta("unit"));
  }
}
