// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.server.datadir.Configuration;
import org.chronocube.server.datadir.GlobalSettings.Contact;
import org.chronocube.server.datadir.ServiceSettings;
import org.chronocube.server.ows.XmlWriter;
import org.chronocube.time.TimeInterval;

/** Writes Capabilities (OGC 09-110r4, clause 8.2, over OWS Common 2.0). */
final class WcsCapabilities {

  private static final String COVERAGES = "CoverageSummary";
  private static final String SERIES = "DatasetSeriesSummary";

  static final Set<String> SECTIONS =
      Set.of(
          "All",
          "ServiceIdentification",
          "ServiceProvider",
          "OperationsMetadata",
          "ServiceMetadata",
          "Contents",
          COVERAGES,
          SERIES,
          "Languages");

  private static final List<String> PROFILES =
      List.of(
          "http://www.opengis.net/spec/WCS/2.0/conf/core",
          "http://www.opengis.net/spec/WCS_protocol-binding_get-kvp/1.0/conf/get-kvp",
          "http://www.opengis.net/spec/WCS_protocol-binding_get-kvp/1.0.1",
          "http://www.opengis.net/spec/WCS_protocol-binding_post-xml/1.0/conf/post-xml",
          "http://www.opengis.net/spec/WCS_service-extension_crs/1.0/conf/crs",
          "http://www.opengis.net/spec/WCS_service-extension_crs/1.0/conf/crs-gridded-coverage",
          "http://www.opengis.net/spec/WCS_geotiff-coverages/1.0/conf/geotiff-coverage",
          "http://www.opengis.net/spec/GMLCOV_geotiff-coverages/1.0/conf/geotiff-coverage",
          "http://www.opengis.net/spec/GMLCOV/1.0/conf/gml-coverage",
          "http://www.opengis.net/spec/GMLCOV/1.0/conf/special-format",
          "http://www.opengis.net/spec/GMLCOV/1.0/conf/multipart",
          "http://www.opengis.net/spec/WCS_service-extension_scaling/1.0/conf/scaling",
          "http://www.opengis.net/spec/WCS_service-extension_interpolation/1.0/conf/interpolation",
          "http://www.opengis.net/spec/WCS_service-extension_interpolation/1.0/conf/nearest-neighbor",
          "http://www.opengis.net/spec/WCS_service-extension_interpolation/1.0/conf/linear",
          "http://www.opengis.net/spec/WCS_service-extension_interpolation/1.0/conf/cubic",
          "http://www.opengis.net/spec/WCS_service-extension_range-subsetting/1.0/conf/record-subsetting");

  private static final List<String> EO_PROFILES =
      List.of(
          "http://www.opengis.net/spec/WCS_application-profile_earth-observation/1.0/conf/eowcs",
          "http://www.opengis.net/spec/WCS_application-profile_earth-observation/1.0/conf/eowcs_get-kvp");

  /** Listed when {@code wcs.xml} lists none; every EPSG code with a transform is answered. */
  private static final List<String> USUAL_CRS = List.of("EPSG:3035", "EPSG:3857", "EPSG:4326");

  private final Configuration configuration;
  private final EoSettings eo;
  private final URI url;
  private final Set<String> sections;

  /**
   * @param url of the service
   * @param sections to write; empty for all
   */
  WcsCapabilities(Configuration configuration, URI url, Set<String> sections) {
    this.configuration = configuration;
    this.eo = EoSettings.of(configuration.wcs());
    this.url = url;
    this.sections = sections;
  }

  void write(List<Coverage> coverages, OutputStream out) throws IOException {
    try (XmlWriter xml = new XmlWriter(out)) {
      xml.declare("wcs", "http://www.opengis.net/wcs/2.0")
          .declare("ows", "http://www.opengis.net/ows/2.0")
          .declare("crs", "http://www.opengis.net/wcs/crs/1.0")
          .declare("int", "http://www.opengis.net/wcs/interpolation/1.0")
          .declare("intd", "http://www.opengis.net/WCS_service-extension_interpolation/1.0")
          .declare("xlink", "http://www.w3.org/1999/xlink");
      xml.schemaLocation(
          "http://www.opengis.net/wcs/2.0",
          "http://schemas.opengis.net/wcs/2.0/wcsGetCapabilities.xsd");
      if (eo.enabled()) {
        xml.declare("gml", "http://www.opengis.net/gml/3.2");
        EoMetadata.declare(xml);
      }
      xml.open("wcs:Capabilities", "version", WcsService.VERSION);
      if (has("ServiceIdentification")) {
        identification(xml);
      }
      if (has("ServiceProvider")) {
        provider(xml);
      }
      if (has("OperationsMetadata")) {
        operations(xml);
      }
      if (has("ServiceMetadata")) {
        metadata(xml, coverages);
      }
      if (has("Contents") || sections.contains(COVERAGES) || sections.contains(SERIES)) {
        contents(xml, coverages);
      }
      xml.end();
    }
  }

  private boolean has(String section) {
    return sections.isEmpty() || sections.contains("All") || sections.contains(section);
  }

  private void identification(XmlWriter xml) throws IOException {
    ServiceSettings wcs = configuration.wcs();
    xml.open("ows:ServiceIdentification");
    xml.element("ows:Title", wcs.title());
    xml.optional("ows:Abstract", wcs.description());
    keywords(xml, wcs.keywords());
    xml.element("ows:ServiceType", "urn:ogc:service:wcs");
    xml.element("ows:ServiceTypeVersion", WcsService.VERSION);
    for (String profile : PROFILES) {
      xml.element("ows:Profile", profile);
    }
    for (String profile : eo.enabled() ? EO_PROFILES : List.<String>of()) {
      xml.element("ows:Profile", profile);
    }
    xml.element("ows:Fees", wcs.fees());
    xml.element("ows:AccessConstraints", wcs.accessConstraints());
    xml.end();
  }

  private static void keywords(XmlWriter xml, List<String> keywords) throws IOException {
    if (!keywords.isEmpty()) {
      xml.open("ows:Keywords");
      for (String keyword : keywords) {
        xml.element("ows:Keyword", keyword);
      }
      xml.end();
    }
  }

  private void provider(XmlWriter xml) throws IOException {
    Contact contact = configuration.global().contact();
    xml.open("ows:ServiceProvider");
    xml.element("ows:ProviderName", contact.organization().orElse("Chronocube"));
    if (contact.onlineResource().isPresent()) {
      xml.empty("ows:ProviderSite", "xlink:href", contact.onlineResource().get());
    }
    xml.open("ows:ServiceContact");
    xml.optional("ows:IndividualName", contact.person());
    xml.optional("ows:PositionName", contact.position());
    if (!contact.isEmpty()) {
      xml.open("ows:ContactInfo");
      if (contact.voice().isPresent() || contact.facsimile().isPresent()) {
        xml.open("ows:Phone");
        xml.optional("ows:Voice", contact.voice());
        xml.optional("ows:Facsimile", contact.facsimile());
        xml.end();
      }
      xml.open("ows:Address");
      xml.optional("ows:DeliveryPoint", contact.address());
      xml.optional("ows:City", contact.city());
      xml.optional("ows:AdministrativeArea", contact.state());
      xml.optional("ows:PostalCode", contact.postalCode());
      xml.optional("ows:Country", contact.country());
      xml.optional("ows:ElectronicMailAddress", contact.email());
      xml.end();
      xml.end();
    }
    xml.end();
    xml.end();
  }

  private void operations(XmlWriter xml) throws IOException {
    xml.open("ows:OperationsMetadata");
    List<String> operations =
        new ArrayList<>(List.of("GetCapabilities", "DescribeCoverage", "GetCoverage"));
    if (eo.enabled()) {
      operations.add("DescribeEOCoverageSet");
    }
    for (String operation : operations) {
      xml.open("ows:Operation", "name", operation);
      xml.open("ows:DCP").open("ows:HTTP");
      xml.empty("ows:Get", "xlink:href", url + "?");
      xml.open("ows:Post", "xlink:href", url.toString());
      xml.open("ows:Constraint", "name", "PostEncoding");
      xml.open("ows:AllowedValues").element("ows:Value", "XML").end();
      xml.end();
      xml.end();
      xml.end().end();
      xml.end();
    }
    // Clause 6.2.2 of 09-148r1 wants it once for all operations.
    xml.open("ows:Constraint", "name", "PostEncoding");
    xml.open("ows:AllowedValues").element("ows:Value", "XML").end();
    xml.end();
    if (eo.enabled()) {
      xml.open("ows:Constraint", "name", "CountDefault");
      xml.empty("ows:NoValues");
      xml.element("ows:DefaultValue", Integer.toString(eo.count()));
      xml.end();
    }
    xml.end();
  }

  private void metadata(XmlWriter xml, List<Coverage> coverages) throws IOException {
    xml.open("wcs:ServiceMetadata");
    for (String format : OutputFormat.mediaTypes()) {
      xml.element("wcs:formatSupported", format);
    }
    xml.open("wcs:Extension");
    xml.open("crs:CrsMetadata");
    for (String crs : crs(coverages)) {
      xml.element("crs:crsSupported", Axes.url(crs));
    }
    xml.end();
    xml.open("int:InterpolationMetadata");
    for (String method : Interpolations.urls()) {
      xml.element("int:interpolationSupported", method);
    }
    xml.end();
    // As the text of 12-049 spells it and GeoServer writes it; the schema has a small letter.
    xml.open("intd:InterpolationMetadata");
    for (String method : Interpolations.urls()) {
      xml.element("intd:InterpolationSupported", method);
    }
    xml.end();
    xml.end();
    xml.end();
  }

  private Set<String> crs(List<Coverage> coverages) {
    List<String> configured = configuration.wcs().srs();
    Set<String> all = new TreeSet<>(configured.isEmpty() ? USUAL_CRS : configured);
    coverages.forEach(c -> all.add(c.cube().grid().crs()));
    return all;
  }

  private void contents(XmlWriter xml, List<Coverage> coverages) throws IOException {
    boolean all = has("Contents");
    xml.open("wcs:Contents");
    if (all || sections.contains(COVERAGES)) {
      for (Coverage coverage : coverages) {
        summary(xml, coverage);
      }
    }
    if (eo.enabled() && (all || sections.contains(SERIES))) {
      xml.open("wcs:Extension");
      for (DatasetSeries series : DatasetSeries.of(coverages)) {
        Optional<TimeInterval> time = series.time();
        if (time.isPresent()) {
          summary(xml, series, time.get());
        }
      }
      xml.end();
    }
    xml.end();
  }

  private static void summary(XmlWriter xml, DatasetSeries series, TimeInterval time)
      throws IOException {
    Extent box = series.bounds();
    xml.open("wcseo:DatasetSeriesSummary");
    xml.element("ows:Title", series.title());
    xml.open("ows:WGS84BoundingBox");
    xml.element("ows:LowerCorner", box.minX() + " " + box.minY());
    xml.element("ows:UpperCorner", box.maxX() + " " + box.maxY());
    xml.end();
    xml.element("wcseo:DatasetSeriesId", series.id());
    new EoMetadata(xml).timePeriod(series.id() + "__timeperiod", time);
    xml.end();
  }

  private void summary(XmlWriter xml, Coverage coverage) throws IOException {
    CrsRegistry registry = coverage.datacube().crs();
    String crs = coverage.cube().grid().crs();
    Extent extent = coverage.cube().grid().extent();
    Extent lonLat = registry.transform(extent, crs, CrsRegistry.WGS84);
    Axes axes = Axes.of(crs, registry);
    xml.open("wcs:CoverageSummary");
    xml.element("ows:Title", coverage.layer().title());
    xml.optional("ows:Abstract", coverage.layer().description());
    keywords(xml, coverage.layer().keywords());
    xml.open("ows:WGS84BoundingBox");
    xml.element("ows:LowerCorner", lonLat.minX() + " " + lonLat.minY());
    xml.element("ows:UpperCorner", lonLat.maxX() + " " + lonLat.maxY());
    xml.end();
    xml.element("wcs:CoverageId", coverage.id());
    boolean mosaic = eo.enabled() && coverage.timeBounds().isPresent();
    DescribeCoverage.subtype(mosaic ? Optional.of(coverage) : Optional.empty(), xml);
    xml.open("ows:BoundingBox", "crs", axes.url(), "dimensions", "2");
    xml.element("ows:LowerCorner", axes.pair(extent.minX(), extent.minY()));
    xml.element("ows:UpperCorner", axes.pair(extent.maxX(), extent.maxY()));
    xml.end();
    xml.end();
  }
}
