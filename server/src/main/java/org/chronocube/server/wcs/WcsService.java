// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.chronocube.catalog.Datacube;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.datadir.Configuration;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.ows.ExceptionReports;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.OwsService;
import org.chronocube.server.ows.SafeXml;
import org.chronocube.server.ows.Versions;
import org.chronocube.web.WebResponse;
import org.w3c.dom.Element;

/**
 * WCS 2.0.1 with the Earth observation profile, by GET, form and posted XML; and 1.1.1 and 1.0.0
 * for clients that ask for them.
 */
public final class WcsService implements OwsService {

  static final String VERSION = "2.0.1";

  private static final List<String> VERSIONS = List.of("2.0.0", VERSION);
  private static final String EO_SET = "DescribeEOCoverageSet";
  private static final String XML = "application/xml;charset=UTF-8";

  private final Configuration configuration;
  private final Coverages coverages;
  private final GetCoverage getCoverage;
  private final Wcs10 wcs10;
  private final Wcs11 wcs11;
  private final EoSettings eo;
  private final CrsRegistry registry = new CrsRegistry();

  /**
   * @param configuration what is published, and the limits of {@code wcs.xml}
   * @param datacubes the opened catalog behind a layer
   */
  public WcsService(Configuration configuration, Function<CoverageLayer, Datacube> datacubes) {
    this.configuration = configuration;
    this.coverages = new Coverages(configuration, datacubes);
    this.getCoverage = new GetCoverage(configuration.wcs());
    this.eo = EoSettings.of(configuration.wcs());
    this.wcs11 = new Wcs11(configuration, coverages);
    this.wcs10 = new Wcs10(configuration, coverages);
  }

  @Override
  public String name() {
    return "WCS";
  }

  @Override
  public void handle(OwsRequest request, WebResponse response) throws IOException {
    if (!configuration.wcs().enabled()) {
      throw new OwsException(
          OwsException.NO_APPLICABLE_CODE, null, "the service WCS is switched off");
    }
    if (Wcs10.isAsked(request)) {
      wcs10.handle(request, response);
      return;
    }
    if (Wcs11.isAsked(request)) {
      wcs11.handle(request, response);
      return;
    }
    String operation = request.operation();
    if (eo.enabled() && operation.equalsIgnoreCase(EO_SET)) {
      requireVersion(request);
      describeSet(request, response);
      return;
    }
    switch (operation) {
      case "GetCapabilities" -> capabilities(request, response);
      case "DescribeCoverage" -> {
        requireVersion(request);
        describe(request, response);
      }
      case "GetCoverage" -> {
        requireVersion(request);
        GetCoverageRequest decoded =
            request
                .body()
                .map(XmlGetCoverage::read)
                .orElseGet(() -> KvpGetCoverage.read(request.kvp()));
        Coverage coverage = coverages.require(decoded.coverageId(), request.workspace());
        getCoverage.answer(coverage, decoded, request.http(), response);
      }
      default ->
          throw new OwsException(
              OwsException.OPERATION_NOT_SUPPORTED,
              operation,
              "request must be GetCapabilities, DescribeCoverage or GetCoverage, was " + operation);
    }
  }

  @Override
  public void fail(OwsRequest request, OwsException error, WebResponse response)
      throws IOException {
    if (Wcs10.isAsked(request)) {
      Wcs10.fail(error, response);
    } else if (Wcs11.isAsked(request)) {
      ExceptionReports.OWS_1_1.send(error, response);
    } else {
      ExceptionReports.OWS_2_0.send(error, response);
    }
  }

  private static void requireVersion(OwsRequest request) {
    String version =
        request
            .kvp()
            .get("version")
            .or(() -> request.body().flatMap(b -> SafeXml.attribute(b, "version")))
            .orElseThrow(() -> OwsException.missing("version"));
    if (!VERSIONS.contains(version)) {
      throw OwsException.invalid(
          "version", "version must be " + String.join(" or ", VERSIONS) + ", was " + version);
    }
  }

  private void capabilities(OwsRequest request, WebResponse response) throws IOException {
    Versions.accepted(List.of(VERSION, "2.0.0"), acceptVersions(request));
    Set<String> sections = new HashSet<>(sections(request));
    for (String section : sections) {
      if (!WcsCapabilities.SECTIONS.contains(section)) {
        throw OwsException.invalid(
            "sections",
            "sections must be some of "
                + String.join(", ", WcsCapabilities.SECTIONS)
                + ", was "
                + section);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new WcsCapabilities(configuration, request.serviceUrl(), sections)
        .write(coverages.advertised(request.workspace()), out);
    send(out, response);
  }

  /** True for a version that some part of this service answers. */
  static boolean isKnown(String version) {
    return version.startsWith("1.0") || version.startsWith("1.1") || VERSIONS.contains(version);
  }

  static List<String> acceptVersions(OwsRequest request) {
    return request
        .body()
        .map(b -> texts(b, "AcceptVersions", "Version"))
        .orElseGet(
            () ->
                request.kvp().get("acceptVersions").isPresent()
                    ? request.kvp().list("acceptVersions")
                    : request.kvp().get("version").stream().toList());
  }

  static List<String> sections(OwsRequest request) {
    return request
        .body()
        .map(b -> texts(b, "Sections", "Section"))
        .orElseGet(() -> request.kvp().list("sections"));
  }

  private static List<String> texts(Element root, String parent, String child) {
    return SafeXml.child(root, parent).stream()
        .flatMap(p -> SafeXml.children(p, child).stream())
        .map(SafeXml::text)
        .toList();
  }

  private void describe(OwsRequest request, WebResponse response) throws IOException {
    List<String> ids =
        request
            .body()
            .map(b -> SafeXml.children(b, "CoverageId").stream().map(SafeXml::text).toList())
            .orElseGet(() -> ids(request.kvp().get("coverageId")));
    if (ids.isEmpty()) {
      throw new OwsException(
          WcsCodes.EMPTY_COVERAGE_ID_LIST, "coverageId", "coverageId must name a coverage");
    }
    List<Coverage> found =
        ids.stream().map(id -> coverages.require(id, request.workspace())).toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DescribeCoverage.write(found, eo.enabled(), out);
    send(out, response);
  }

  private void describeSet(OwsRequest request, WebResponse response) throws IOException {
    EoSetRequest set = EoSetRequest.read(request, eo.count(), registry);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new DescribeEoCoverageSet(coverages, request.workspace(), set).write(out);
    send(out, response);
  }

  private static List<String> ids(Optional<String> text) {
    return text.stream()
        .flatMap(t -> Arrays.stream(t.split(",")))
        .map(String::strip)
        .filter(t -> !t.isEmpty())
        .toList();
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
