// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import java.io.IOException;
import org.chronocube.web.WebResponse;

/** The exception documents of the OGC services. */
public enum ExceptionReports {
  /** WMS 1.1.1, without its DTD; HTTP 200 as clients of that age expect. */
  WMS_1_1_1("application/vnd.ogc.se_xml"),
  /** WMS 1.3.0 (OGC 06-042 annex E.2); HTTP 200. */
  WMS_1_3_0("text/xml;charset=UTF-8"),
  /** OWS Common 1.1 (OGC 06-121r3), for WPS 1.0.0 and WMTS 1.0.0; HTTP status by code. */
  OWS_1_1("text/xml;charset=UTF-8"),
  /** OWS Common 2.0 (OGC 06-121r9), for WCS 2.0 and WPS 2.0; HTTP status by code. */
  OWS_2_0("application/xml;charset=UTF-8");

  private final String contentType;

  ExceptionReports(String contentType) {
    this.contentType = contentType;
  }

  public String contentType() {
    return contentType;
  }

  /** Sends the report, status and headers included. */
  public void send(OwsException error, WebResponse response) throws IOException {
    boolean wms = this == WMS_1_1_1 || this == WMS_1_3_0;
    send(error, wms ? 200 : error.httpStatus(), response);
  }

  /** Sends the report with another status than its code's. */
  public void send(OwsException error, int status, WebResponse response) throws IOException {
    response.status(status);
    response.header("Content-Type", contentType);
    response.header("Cache-Control", "no-store");
    try (var out = response.body();
        XmlWriter xml = new XmlWriter(out)) {
      switch (this) {
        case WMS_1_1_1 -> serviceExceptions(xml, "1.1.1", error);
        case WMS_1_3_0 -> {
          xml.declare("", "http://www.opengis.net/ogc");
          xml.schemaLocation(
              "http://www.opengis.net/ogc",
              "http://schemas.opengis.net/wms/1.3.0/exceptions_1_3_0.xsd");
          serviceExceptions(xml, "1.3.0", error);
        }
        case OWS_1_1 -> {
          xml.declare("ows", "http://www.opengis.net/ows/1.1");
          xml.schemaLocation(
              "http://www.opengis.net/ows/1.1",
              "http://schemas.opengis.net/ows/1.1.0/owsExceptionReport.xsd");
          exceptions(xml, "1.1.0", error);
        }
        case OWS_2_0 -> {
          xml.declare("ows", "http://www.opengis.net/ows/2.0");
          xml.schemaLocation(
              "http://www.opengis.net/ows/2.0",
              "http://schemas.opengis.net/ows/2.0/owsExceptionReport.xsd");
          exceptions(xml, "2.0.0", error);
        }
      }
    }
  }

  private static void serviceExceptions(XmlWriter xml, String version, OwsException error)
      throws IOException {
    xml.open("ServiceExceptionReport", "version", version);
    // WMS has no such code: an exception without one is what it calls a general failure.
    String code = error.code().filter(c -> !c.equals(OwsException.NO_APPLICABLE_CODE)).orElse(null);
    xml.element(
        "ServiceException",
        error.getMessage(),
        "code",
        code,
        "locator",
        error.locator().orElse(null));
    xml.end();
  }

  private static void exceptions(XmlWriter xml, String version, OwsException error)
      throws IOException {
    xml.open("ows:ExceptionReport", "version", version, "xml:lang", "en");
    xml.open(
        "ows:Exception",
        "exceptionCode",
        error.code().orElse(OwsException.NO_APPLICABLE_CODE),
        "locator",
        error.locator().orElse(null));
    xml.element("ows:ExceptionText", error.getMessage());
    xml.end();
    xml.end();
  }
}
