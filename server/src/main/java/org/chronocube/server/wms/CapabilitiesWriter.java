// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.server.datadir.GlobalSettings.Contact;
import org.chronocube.server.datadir.ServiceSettings;
import org.chronocube.server.ows.CrsName;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.XmlWriter;

/**
 * Writes capabilities: of 1.3.0 after capabilities_1_3_0.xsd (OGC 06-042 annex E.1), of 1.1.1 after
 * WMS_MS_Capabilities.dtd (OGC 01-068r3 annex A.1).
 */
final class CapabilitiesWriter {

  private static final String WMS = "http://www.opengis.net/wms";
  static final String XLINK = "http://www.w3.org/1999/xlink";
  private static final List<String> DEFAULT_CRS = List.of("EPSG:4326", "EPSG:3857", "EPSG:3035");

  private final WmsVersion version;
  private final OwsRequest request;
  private final ServiceSettings service;
  private final Contact contact;
  private final WmsLimits limits;
  private final LayerWriter layers;

  CapabilitiesWriter(
      WmsVersion version,
      OwsRequest request,
      ServiceSettings service,
      Contact contact,
      WmsLimits limits,
      CrsRegistry crs) {
    this.version = version;
    this.request = request;
    this.service = service;
    this.contact = contact;
    this.limits = limits;
    this.layers = new LayerWriter(version, request, crs);
  }

  byte[] write(List<LayerEntry> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XmlWriter xml = new XmlWriter(bytes)) {
      if (version == WmsVersion.V1_3_0) {
        xml.declare("", WMS).declare("xlink", XLINK);
        xml.schemaLocation(WMS, "http://schemas.opengis.net/wms/1.3.0/capabilities_1_3_0.xsd");
        xml.open("WMS_Capabilities", "version", version.number());
      } else {
        xml.documentType(
            "WMT_MS_Capabilities", "http://schemas.opengis.net/wms/1.1.1/WMS_MS_Capabilities.dtd");
        xml.open("WMT_MS_Capabilities", "version", version.number());
      }
      service(xml);
      xml.open("Capability");
      operations(xml);
      exceptions(xml);
      if (version == WmsVersion.V1_1_1) {
        xml.empty(
            "UserDefinedSymbolization",
            "SupportSLD",
            "1",
            "UserLayer",
            "0",
            "UserStyle",
            "1",
            "RemoteWFS",
            "0");
      }
      root(xml, entries);
      xml.end();
      xml.end();
    }
    return bytes.toByteArray();
  }

  private void service(XmlWriter xml) throws IOException {
    xml.open("Service");
    xml.element("Name", version == WmsVersion.V1_3_0 ? "WMS" : "OGC:WMS");
    xml.element("Title", service.title());
    xml.optional("Abstract", service.description());
    LayerWriter.keywords(xml, service.keywords());
    String online = service.onlineResource().orElse(request.http().base().toString());
    layers.onlineResource(xml, online);
    contact(xml);
    xml.element("Fees", service.fees());
    xml.element("AccessConstraints", service.accessConstraints());
    if (version == WmsVersion.V1_3_0) {
      xml.element("MaxWidth", Integer.toString(limits.safeSide()));
      xml.element("MaxHeight", Integer.toString(limits.safeSide()));
    }
    xml.end();
  }

  private void contact(XmlWriter xml) throws IOException {
    if (contact.isEmpty()) {
      return;
    }
    xml.open("ContactInformation");
    if (contact.person().isPresent() || contact.organization().isPresent()) {
      xml.open("ContactPersonPrimary");
      xml.element("ContactPerson", contact.person().orElse(""));
      xml.element("ContactOrganization", contact.organization().orElse(""));
      xml.end();
    }
    xml.optional("ContactPosition", contact.position());
    if (contact.city().isPresent() || contact.country().isPresent()) {
      xml.open("ContactAddress");
      xml.element("AddressType", contact.addressType().orElse(""));
      xml.element("Address", contact.address().orElse(""));
      xml.element("City", contact.city().orElse(""));
      xml.element("StateOrProvince", contact.state().orElse(""));
      xml.element("PostCode", contact.postalCode().orElse(""));
      xml.element("Country", contact.country().orElse(""));
      xml.end();
    }
    xml.optional("ContactVoiceTelephone", contact.voice());
    xml.optional("ContactFacsimileTelephone", contact.facsimile());
    xml.optional("ContactElectronicMailAddress", contact.email());
    xml.end();
  }

  private void operations(XmlWriter xml) throws IOException {
    boolean is130 = version == WmsVersion.V1_3_0;
    xml.open("Request");
    operation(xml, "GetCapabilities", List.of(is130 ? "text/xml" : "application/vnd.ogc.wms_xml"));
    operation(xml, "GetMap", MapFormat.listed());
    operation(xml, "GetFeatureInfo", FeatureInfoFormat.listed());
    if (!is130) {
      operation(xml, "DescribeLayer", List.of("application/vnd.ogc.wms_xml"));
      operation(xml, "GetLegendGraphic", List.of("image/png", "application/json"));
      operation(xml, "GetStyles", List.of("application/vnd.ogc.sld+xml"));
    }
    xml.end();
  }

  private void operation(XmlWriter xml, String name, List<String> formats) throws IOException {
    xml.open(name);
    for (String format : formats) {
      xml.element("Format", format);
    }
    xml.open("DCPType").open("HTTP").open("Get");
    layers.onlineResource(xml, request.serviceUrl() + "?SERVICE=WMS&");
    xml.end();
    if (name.equals("GetMap")) {
      xml.open("Post");
      layers.onlineResource(xml, request.serviceUrl().toString());
      xml.end();
    }
    xml.end().end();
    xml.end();
  }

  private void exceptions(XmlWriter xml) throws IOException {
    xml.open("Exception");
    List<String> modes =
        version == WmsVersion.V1_3_0
            ? List.of("XML", "INIMAGE", "BLANK")
            : List.of(
                "application/vnd.ogc.se_xml",
                "application/vnd.ogc.se_inimage",
                "application/vnd.ogc.se_blank");
    for (String mode : modes) {
      xml.element("Format", mode);
    }
    xml.end();
  }

  private void root(XmlWriter xml, List<LayerEntry> entries) throws IOException {
    xml.open("Layer");
    xml.element("Title", service.title());
    xml.optional("Abstract", service.description());
    for (String crs : crsList(entries)) {
      xml.element(version.crsParameter(), crs);
    }
    Optional<Extent> all = entries.stream().map(LayerEntry::geographic).reduce(Extent::union);
    if (all.isPresent()) {
      layers.geographic(xml, all.get());
      layers.bounds(xml, all.get(), version == WmsVersion.V1_3_0 ? "CRS:84" : "EPSG:4326");
    }
    for (LayerEntry entry : entries) {
      layers.layer(xml, entry);
    }
    xml.end();
  }

  private Set<String> crsList(List<LayerEntry> entries) {
    Set<String> all = new LinkedHashSet<>();
    all.addAll(service.srs().isEmpty() ? DEFAULT_CRS : service.srs());
    entries.forEach(e -> all.addAll(e.crs()));
    if (version == WmsVersion.V1_3_0) {
      all.add("CRS:84");
    }
    return all;
  }

  /** The order of axes a CRS's name has in this version. */
  static CrsName named(WmsVersion version, String crs, CrsRegistry registry) {
    return CrsName.parse(
        crs, version.shortNames(), registry, "crs", OwsException.INVALID_PARAMETER_VALUE);
  }
}
