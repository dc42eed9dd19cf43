// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chronocube.server.datadir.Configuration;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.SafeXml;
import org.chronocube.server.ows.XmlWriter;
import org.chronocube.web.WebResponse;

/**
 * WCS 1.1.1 (OGC 07-067r2) by GET, form and posted XML, in the namespace that GeoServer and OWSLib
 * use. Coordinates are in the order of the CRS a request names.
 */
final class Wcs11 {

  static final String VERSION = "1.1.1";
  static final String WCS = "http://www.opengis.net/wcs/1.1.1";
  static final String OWS = "http://www.opengis.net/ows/1.1";

  private static final String XML = "text/xml;charset=UTF-8";

  private final Configuration configuration;
  private final Coverages coverages;
  private final Wcs11GetCoverage getCoverage;

  Wcs11(Configuration configuration, Coverages coverages) {
    this.configuration = configuration;
    this.coverages = coverages;
    this.getCoverage = new Wcs11GetCoverage(configuration.wcs());
  }

  /** True when a request names this version, or accepts it before 2.0. */
  static boolean isAsked(OwsRequest request) {
    Optional<String> version =
        request
            .kvp()
            .get("version")
            .or(() -> request.body().flatMap(b -> SafeXml.attribute(b, "version")));
    return version
        .or(
            () ->
                WcsService.acceptVersions(request).stream().filter(WcsService::isKnown).findFirst())
        .filter(v -> v.startsWith("1.1"))
        .isPresent();
  }

  static void declare(XmlWriter xml, String schema) {
    xml.declare("wcs", WCS).declare("ows", OWS).declare("xlink", "http://www.w3.org/1999/xlink");
    xml.schemaLocation(WCS, "http://schemas.opengis.net/wcs/1.1.1/" + schema);
  }

  /** The name answers give a CRS. */
  static String urn(String id) {
    return "urn:ogc:def:crs:" + id.replace(":", "::");
  }

  void handle(OwsRequest request, WebResponse response) throws IOException {
    Kvp kvp = request.body().map(Wcs11Xml::kvp).orElseGet(request::kvp);
    switch (request.operation()) {
      case "GetCapabilities" -> capabilities(request, response);
      case "DescribeCoverage" -> describe(request, kvp, response);
      case "GetCoverage" ->
          getCoverage.answer(
              require(kvp.require("identifier"), "identifier", request),
              kvp,
              request.http(),
              response);
      default ->
          throw new OwsException(
              OwsException.OPERATION_NOT_SUPPORTED,
              request.operation(),
              "request must be GetCapabilities, DescribeCoverage or GetCoverage, was "
                  + request.operation());
    }
  }

  private void capabilities(OwsRequest request, WebResponse response) throws IOException {
    Set<String> sections = new HashSet<>(WcsService.sections(request));
    for (String section : sections) {
      if (!Wcs11Capabilities.SECTIONS.contains(section)) {
        throw OwsException.invalid(
            "sections",
            "sections must be some of "
                + String.join(", ", Wcs11Capabilities.SECTIONS)
                + ", was "
                + section);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Wcs11Capabilities(configuration, request.serviceUrl(), sections)
        .write(coverages.advertised(request.workspace()), out);
    send(out, response);
  }

  private void describe(OwsRequest request, Kvp kvp, WebResponse response) throws IOException {
    List<String> names = kvp.list("identifiers");
    if (names.isEmpty()) {
      names = kvp.list("identifier");
    }
    if (names.isEmpty()) {
      throw OwsException.missing("identifiers");
    }
    List<Coverage> found = names.stream().map(n -> require(n, "identifiers", request)).toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Wcs11Description.write(found, out);
    send(out, response);
  }

  private Coverage require(String name, String parameter, OwsRequest request) {
    try {
      return coverages.require(name, request.workspace());
    } catch (OwsException e) {
      throw new OwsException(
          OwsException.INVALID_PARAMETER_VALUE,
          parameter,
          parameter + " must be coverages of GetCapabilities, was " + name,
          e);
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
