// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.chronocube.server.datadir.Configuration;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.SafeXml;
import org.chronocube.server.ows.XmlWriter;
import org.chronocube.web.WebResponse;

/**
 * WCS 1.0.0 (OGC 03-065r6) by GET, form and posted XML, for clients that know no newer version:
 * QGIS up to 3.x among them. Coordinates are x first whatever the CRS, as its clients expect.
 */
final class Wcs10 {

  static final String VERSION = "1.0.0";

  private static final String XML = "text/xml;charset=UTF-8";
  private static final String ERROR = "application/vnd.ogc.se_xml";

  private final Configuration configuration;
  private final Coverages coverages;
  private final Wcs10GetCoverage getCoverage;

  Wcs10(Configuration configuration, Coverages coverages) {
    this.configuration = configuration;
    this.coverages = coverages;
    this.getCoverage = new Wcs10GetCoverage(configuration.wcs());
  }

  /** True when a request names this version. */
  static boolean isAsked(OwsRequest request) {
    Optional<String> version =
        request
            .kvp()
            .get("version")
            .or(() -> request.body().flatMap(b -> SafeXml.attribute(b, "version")));
    return version.filter(v -> v.startsWith("1.0")).isPresent();
  }

  void handle(OwsRequest request, WebResponse response) throws IOException {
    Kvp kvp = request.body().map(Wcs10Xml::kvp).orElseGet(request::kvp);
    switch (request.operation()) {
      case "GetCapabilities" -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Wcs10Capabilities(configuration, request.serviceUrl())
            .write(coverages.advertised(request.workspace()), out);
        send(out, response);
      }
      case "DescribeCoverage" -> {
        List<String> names = kvp.list("coverage");
        List<Coverage> found =
            names.isEmpty()
                ? coverages.advertised(request.workspace())
                : names.stream().map(n -> require(n, request)).toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Wcs10Description.write(found, out);
        send(out, response);
      }
      case "GetCoverage" ->
          getCoverage.answer(
              require(kvp.require("coverage"), request), kvp, request.http(), response);
      default ->
          throw OwsException.invalid(
              "request",
              "request must be GetCapabilities, DescribeCoverage or GetCoverage, was "
                  + request.operation());
    }
  }

  private Coverage require(String name, OwsRequest request) {
    try {
      return coverages.require(name, request.workspace());
    } catch (OwsException e) {
      throw new OwsException("CoverageNotDefined", "coverage", e.getMessage(), e);
    }
  }

  /** Answers an error as OGC 03-065r6 annex A.1 has it. */
  static void fail(OwsException error, WebResponse response) throws IOException {
    response.status(error.httpStatus());
    response.header("Content-Type", ERROR);
    try (var out = response.body();
        XmlWriter xml = new XmlWriter(out)) {
      xml.declare("", "http://www.opengis.net/ogc");
      xml.schemaLocation(
          "http://www.opengis.net/ogc", "http://schemas.opengis.net/wcs/1.0.0/OGC-exception.xsd");
      xml.open("ServiceExceptionReport", "version", "1.2.0");
      xml.element(
          "ServiceException",
          error.getMessage(),
          "code",
          error.code().orElse(null),
          "locator",
          error.locator().orElse(null));
      xml.end();
    }
  }

  private static void send(ByteArrayOutputStream document, WebResponse response)
      throws IOException {
    response.status(200);
    response.header("Content-Type", XML);
    try (var out = response.body()) {
      document.writeTo(out);
    }
  }
}
