// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.XmlWriter;
import org.geotools.geometry.jts.ReferencedEnvelope;

/** Writes wps:ExecuteResponse (OGC 05-007r7 clause 10.3). */
final class Wps1Response {

  private Wps1Response() {}

  /**
   * @param service address of the service, for the links
   * @param stored true when the document is, or will be, at the status location
   */
  static void write(Execution execution, URI service, boolean stored, OutputStream out)
      throws IOException {
    ExecutionStatus status = execution.status();
    try (XmlWriter xml = new XmlWriter(out)) {
      Wps1Xml.declare(xml, "wpsExecute_response.xsd");
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
          Wps1Xml.capabilitiesUrl(service),
          "statusLocation",
          stored ? statusUrl(service, execution.id()) : null);
      xml.open("wps:Process", "wps:processVersion", execution.plan().process().version());
      Wps1Xml.description(
          xml,
          execution.plan().process().identifier(),
          execution.plan().process().title(),
          execution.plan().process().description());
      xml.end();
      status(execution, status, xml);
      if (execution.plan().request().lineage()) {
        Wps1Lineage.write(execution, xml);
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
    boolean detailed = execution.plan().request().status();
    if (status instanceof ExecutionStatus.Started started && detailed) {
      xml.element(
          "wps:ProcessStarted",
          started.task().isBlank() ? "The process runs." : started.task(),
          "percentCompleted",
          String.valueOf(started.percent()));
    } else if (status instanceof ExecutionStatus.Succeeded) {
      xml.element("wps:ProcessSucceeded", "The process has succeeded.");
    } else if (status instanceof ExecutionStatus.Failed failed) {
      failed(WpsCodes.ofVersion1(failed.error()), xml);
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
      Wps1Xml.description(xml, plan.id(), plan.field().title(), plan.field().description());
      if (plan.asReference()) {
        xml.empty(
            "wps:Reference",
            "href",
            resultUrl(service, execution.id(), plan),
            "mimeType",
            plan.mimeType(),
            "schema",
            plan.format().schema());
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
          LiteralFormats.print(plan.field(), result.value()),
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
    ResultXml.write(result, xml);
    xml.end();
  }

  private static void box(ReferencedEnvelope box, XmlWriter xml) throws IOException {
    xml.open("wps:BoundingBoxData", "dimensions", "2");
    xml.element("ows:LowerCorner", box.getMinX() + " " + box.getMinY());
    xml.element("ows:UpperCorner", box.getMaxX() + " " + box.getMaxY());
    xml.end();
  }
}
