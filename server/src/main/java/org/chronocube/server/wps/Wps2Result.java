// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.XmlWriter;

/**
 * Writes wps:Result (OGC 14-065r2).
 *
 * @param service address of the service, for the links
 * @param expires when the job is deleted; empty when it is not kept, and has no id then
 */
record Wps2Result(URI service, Optional<Instant> expires) {

  void write(Execution execution, OutputStream out) throws IOException {
    try (XmlWriter xml = new XmlWriter(out)) {
      Wps2Xml.declare(xml);
      Gml.declare(xml);
      xml.open("wps:Result");
      if (expires.isPresent()) {
        xml.element("wps:JobID", execution.id());
        xml.element("wps:ExpirationDate", Wps2Xml.time(expires.get()));
      }
      for (Execution.Result result : execution.results()) {
        xml.open("wps:Output", "id", result.plan().id());
        if (result.plan().asReference()) {
          reference(execution, result.plan(), xml);
        } else {
          data(result, xml);
        }
        xml.end();
      }
      xml.end();
    }
  }

  private void reference(Execution execution, OutputPlan plan, XmlWriter xml) throws IOException {
    String address =
        service
            + "?service=WPS&version=2.0.0&request=GetExecutionResult&executionId="
            + execution.id()
            + "&outputId="
            + URLEncoder.encode(plan.id(), StandardCharsets.UTF_8);
    xml.empty(
        "wps:Reference",
        "xlink:href",
        address,
        "mimeType",
        plan.mimeType(),
        "schema",
        plan.format().schema());
  }

  private static void data(Execution.Result result, XmlWriter xml) throws IOException {
    Format format = result.plan().format();
    xml.open(
        "wps:Data",
        "mimeType",
        format.mimeType(),
        "encoding",
        format.encoding(),
        "schema",
        format.schema());
    ResultXml.write(result, xml);
    xml.end();
  }

  /** Writes the exception report that a job which has failed has for a result. */
  static void failure(OwsException error, OutputStream out) throws IOException {
    try (XmlWriter xml = new XmlWriter(out)) {
      xml.declare("ows", "http://www.opengis.net/ows/2.0");
      xml.schemaLocation(
          "http://www.opengis.net/ows/2.0",
          "http://schemas.opengis.net/ows/2.0/owsExceptionReport.xsd");
      xml.open("ows:ExceptionReport", "version", "2.0.0", "xml:lang", "en");
      xml.open(
          "ows:Exception",
          "exceptionCode",
          error.code().orElse(OwsException.NO_APPLICABLE_CODE),
          "locator",
          error.locator().orElse(null));
      xml.element("ows:ExceptionText", error.getMessage());
      xml.end().end();
    }
  }
}
