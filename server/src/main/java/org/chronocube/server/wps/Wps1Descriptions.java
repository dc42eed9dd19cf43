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

/** Writes wps:ProcessDescriptions (OGC 05-007r7 clause 9.3). */
final class Wps1Descriptions {

  private final XmlWriter xml;
  private final WpsSettings settings;

  private Wps1Descriptions(XmlWriter xml, WpsSettings settings) {
    this.xml = xml;
    this.settings = settings;
  }

  static void write(List<ProcessInfo> processes, WpsSettings settings, OutputStream out)
      throws IOException {
    try (XmlWriter xml = new XmlWriter(out)) {
      Wps1Xml.declare(xml, "wpsDescribeProcess_response.xsd");
      xml.open("wps:ProcessDescriptions", "service", "WPS", "version", "1.0.0", "xml:lang", "en");
      for (ProcessInfo process : processes) {
        new Wps1Descriptions(xml, settings).process(process);
      }
      xml.end();
    }
  }

  private void process(ProcessInfo process) throws IOException {
    xml.open(
        "ProcessDescription",
        "wps:processVersion",
        process.version(),
        "storeSupported",
        "true",
        "statusSupported",
        "true");
    Wps1Xml.description(xml, process.identifier(), process.title(), process.description());
    if (!process.inputs().isEmpty()) {
      xml.open("DataInputs");
      for (ProcessInfo.Field input : process.inputs()) {
        input(input);
      }
      xml.end();
    }
    xml.open("ProcessOutputs");
    for (ProcessInfo.Field output : process.outputs()) {
      output(output);
    }
    xml.end();
    xml.end();
  }

  private void input(ProcessInfo.Field input) throws IOException {
    Parameter<?> parameter = input.parameter();
    int max = parameter.maxOccurs < 0 ? Integer.MAX_VALUE : parameter.maxOccurs;
    boolean optional = parameter.minOccurs < 1 || parameter.getDefaultValue() != null;
    xml.open(
        "Input",
        "minOccurs",
        String.valueOf(optional ? 0 : parameter.minOccurs),
        "maxOccurs",
        String.valueOf(max));
    Wps1Xml.description(xml, input.id(), input.title(), input.description());
    if (input.binding() instanceof Binding.Literal literal) {
      literalInput(input, literal);
    } else if (input.binding() instanceof Binding.Complex complex) {
      long megabytes = Math.max(1, settings.maxInputBytes() >> 20);
      xml.open("ComplexData", "maximumMegabytes", String.valueOf(megabytes));
      formats(complex.readable());
      xml.end();
    } else {
      box("BoundingBoxData");
    }
    xml.end();
  }

  private void output(ProcessInfo.Field output) throws IOException {
    xml.open("Output");
    Wps1Xml.description(xml, output.id(), output.title(), output.description());
    if (output.binding() instanceof Binding.Literal literal) {
      xml.open("LiteralOutput");
      dataType(output, literal);
      xml.end();
    } else if (output.binding() instanceof Binding.Complex complex) {
      xml.open("ComplexOutput");
      formats(complex.writable());
      xml.end();
    } else {
      box("BoundingBoxOutput");
    }
    xml.end();
  }

  private void dataType(ProcessInfo.Field field, Binding.Literal literal) throws IOException {
    xml.element(
        "ows:DataType",
        literal.dataType(),
        "ows:reference",
        "http://www.w3.org/TR/xmlschema-2/#" + literal.dataType());
    Optional<String> unit = field.meta("unit");
    if (unit.isPresent()) {
      xml.open("UOMs");
      xml.open("Default").element("ows:UOM", unit.get()).end();
      xml.open("Supported").element("ows:UOM", unit.get()).end();
      xml.end();
    }
  }

  private void literalInput(ProcessInfo.Field input, Binding.Literal literal) throws IOException {
    xml.open("LiteralData");
    dataType(input, literal);
    Optional<String> min = input.meta(Parameter.MIN);
    Optional<String> max = input.meta(Parameter.MAX);
    List<String> allowed = input.allowed(literal);
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
    Object value = input.parameter().getDefaultValue();
    if (value != null && !(value instanceof Collection<?>)) {
      xml.element("DefaultValue", literal.printer().apply(value));
    }
    xml.end();
  }

  private void formats(List<Format> formats) throws IOException {
    xml.open("Default");
    format(formats.get(0));
    xml.end();
    xml.open("Supported");
    for (Format format : formats) {
      format(format);
    }
    xml.end();
  }

  private void format(Format format) throws IOException {
    xml.open("Format");
    xml.element("MimeType", format.mimeType());
    xml.optional("Encoding", format.encoding());
    xml.optional("Schema", format.schema());
    xml.end();
  }

  private void box(String name) throws IOException {
    xml.open(name);
    xml.open("Default").element("CRS", CrsRegistry.WGS84).end();
    xml.open("Supported").element("CRS", CrsRegistry.WGS84).end();
    xml.end();
  }
}
