// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.XmlWriter;
import org.geotools.geometry.jts.ReferencedEnvelope;

/** Writes wps:ExecuteResponse (OGC 05-007r7 clause 10.3). */
final class ExecuteDocument {

  // A multiple of 3, so that the pieces of base64 join without padding.
  private static final int BASE64_PIECE = 3 * 4096;

  private ExecuteDocument() {}

  /**
   * @param service address of the service, for the links
   * @param stored true when the document is, or will be, at the status location
   */
  static void write(Execution execution, URI service, boolean stored, OutputStream out)
      throws IOException {
    ExecutionStatus status = execution.status();
    try (XmlWriter xml = new XmlWriter(out)) {
      WpsXml.declare(xml, "wpsExecute_response.xsd");
      Gml.declare(xml);
      xml.open(
          "wps:ExecuteResponse",
          "service",
          "WPS",
          "version",
          "1.0.0",
          "xml:lang",
          "en",
          "serviceInstance",
          WpsXml.capabilitiesUrl(service),
          "statusLocation",
          stored ? statusUrl(service, execution.id()) : null);
      xml.open("wps:Process", "wps:processVersion", execution.process().version());
      WpsXml.description(
          xml,
          execution.process().identifier(),
          execution.process().title(),
          execution.process().description());
      xml.end();
      status(execution, status, xml);
      if (execution.request().lineage()) {
        LineageXml.write(execution, xml);
      }
      if (status instanceof ExecutionStatus.Succeeded) {
        outputs(execution, service, xml);
      }
      xml.end();
    }
  }

  static String statusUrl(URI service, String id) {
    return service + "?service=WPS&version=1.0.0&request=GetExecutionStatus&executionId=" + id;
  }

  private static String resultUrl(URI service, String id, OutputPlan plan) {
    return service
        + "?service=WPS&version=1.0.0&request=GetExecutionResult&executionId="
        + id
        + "&outputId="
        + URLEncoder.encode(plan.id(), StandardCharsets.UTF_8);
  }

  private static void status(Execution execution, ExecutionStatus status, XmlWriter xml)
      throws IOException {
    xml.open(
        "wps:Status",
        "creationTime",
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            execution.created().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC)));
    boolean detailed = execution.request().status();
    if (status instanceof ExecutionStatus.Started started && detailed) {
      xml.element(
          "wps:ProcessStarted",
          started.task().isBlank() ? "The process runs." : started.task(),
          "percentCompleted",
          String.valueOf(started.percent()));
    } else if (status instanceof ExecutionStatus.Succeeded) {
      xml.element("wps:ProcessSucceeded", "The process has succeeded.");
    } else if (status instanceof ExecutionStatus.Failed failed) {
      failed(failed.error(), xml);
    } else {
      xml.element("wps:ProcessAccepted", "The process has been accepted.");
    }
    xml.end();
  }

  private static void failed(OwsException error, XmlWriter xml) throws IOException {
    xml.open("wps:ProcessFailed");
    xml.open("ows:ExceptionReport", "version", "1.1.0", "xml:lang", "en");
    xml.open(
        "ows:Exception",
        "exceptionCode",
        error.code().orElse(OwsException.NO_APPLICABLE_CODE),
        "locator",
        error.locator().orElse(null));
    xml.element("ows:ExceptionText", error.getMessage());
    xml.end().end().end();
  }

  private static void outputs(Execution execution, URI service, XmlWriter xml) throws IOException {
    if (execution.results().isEmpty()) {
      return;
    }
    xml.open("wps:ProcessOutputs");
    for (Execution.Result result : execution.results()) {
      OutputPlan plan = result.plan();
      xml.open("wps:Output");
      WpsXml.description(xml, plan.id(), plan.field().title(), plan.field().description());
      if (plan.asReference()) {
        xml.empty(
            "wps:Reference",
            "href",
            resultUrl(service, execution.id(), plan),
            "mimeType",
            plan.mimeType(),
            "schema",
            plan.format() == null ? null : plan.format().schema());
      } else {
        xml.open("wps:Data");
        data(result, xml);
        xml.end();
      }
      xml.end();
    }
    xml.end();
  }

  private static void data(Execution.Result result, XmlWriter xml) throws IOException {
    OutputPlan plan = result.plan();
    Binding binding = plan.field().binding();
    if (binding instanceof Binding.Literal literal) {
      xml.element(
          "wps:LiteralData",
          literal(plan, result.value()),
          "dataType",
          "xs:" + literal.dataType(),
          "uom",
          plan.field().meta("unit").orElse(null));
    } else if (binding instanceof Binding.Box) {
      box((ReferencedEnvelope) result.value(), xml);
    } else {
      complex(result, xml);
    }
  }

  private static void complex(Execution.Result result, XmlWriter xml) throws IOException {
    Format format = result.plan().format();
    xml.open(
        "wps:ComplexData",
        "mimeType",
        format.mimeType(),
        "encoding",
        format.encoding(),
        "schema",
        format.schema());
    if (format.fragment() != null) {
      format.fragment().write(result.value(), xml);
    } else if (format.binary()) {
      base64(result, xml);
    } else {
      xml.cdata(Files.readString(result.file()));
    }
    xml.end();
  }

  private static void base64(Execution.Result result, XmlWriter xml) throws IOException {
    Base64.Encoder encoder = Base64.getEncoder();
    try (InputStream in = Files.newInputStream(result.file())) {
      for (byte[] b = in.readNBytes(BASE64_PIECE); b.length > 0; b = in.readNBytes(BASE64_PIECE)) {
        xml.text(encoder.encodeToString(b));
      }
    }
  }

  private static void box(ReferencedEnvelope box, XmlWriter xml) throws IOException {
    xml.open("wps:BoundingBoxData", "dimensions", "2");
    xml.element("ows:LowerCorner", box.getMinX() + " " + box.getMinY());
    xml.element("ows:UpperCorner", box.getMaxX() + " " + box.getMaxY());
    xml.end();
  }

  /** A literal or a box as text. */
  static String literal(OutputPlan plan, Object value) {
    if (plan.field().binding() instanceof Binding.Literal literal) {
      return literal.printer().apply(value);
    }
    ReferencedEnvelope box = (ReferencedEnvelope) value;
    return box.getMinX() + "," + box.getMinY() + "," + box.getMaxX() + "," + box.getMaxY();
  }
}
