// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chronocube.server.datadir.GlobalSettings.Contact;
import org.chronocube.server.datadir.ServiceSettings;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.XmlWriter;
import org.chronocube.server.wms.LayerEntry;

/** Writes capabilities after wmtsGetCapabilities_response.xsd (OGC 07-057r7 clause 7.1.1.2). */
final class WmtsCapabilities {

  static final String WMTS = "http://www.opengis.net/wmts/1.0";
  static final String OWS = "http://www.opengis.net/ows/1.1";

  /** The sections a request may choose, in the document's order. */
  static final List<String> SECTIONS =
      List.of(
          "ServiceIdentification", "ServiceProvider", "OperationsMetadata", "Contents", "Themes");

  private static final List<String> OPERATIONS =
      List.of(
          "GetCapabilities",
          "GetTile",
          "GetFeatureInfo",
          "DescribeDomains",
          "GetDomainValues",
          "GetHistogram",
          "GetFeature");

  private final OwsRequest request;
  private final ServiceSettings service;
  private final Contact contact;
  private final String updateSequence;

  WmtsCapabilities(
      OwsRequest request, ServiceSettings service, Contact contact, String updateSequence) {
    this.request = request;
    this.service = service;
    this.contact = contact;
    this.updateSequence = updateSequence;
  }

  /**
   * A layer and where its tiles are.
   *
   * @param entry what to say of it
   * @param links the tile matrix sets it has
   */
  record Offer(LayerEntry entry, List<TiledLayer.Link> links) {}

  /**
   * Layers that belong together.
   *
   * @param id of the layer group
   * @param title for humans
   * @param layers names of the layers
   */
  record Theme(String id, String title, List<String> layers) {}

  /**
   * @param sections names to write; none for a document that only tells the update sequence
   */
  byte[] write(Set<String> sections, List<Offer> offers, List<Theme> themes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XmlWriter xml = new XmlWriter(bytes)) {
      xml.declare("", WMTS).declare("ows", OWS).declare("xlink", "http://www.w3.org/1999/xlink");
      xml.schemaLocation(
          WMTS, "http://schemas.opengis.net/wmts/1.0/wmtsGetCapabilities_response.xsd");
      xml.open("Capabilities", "version", "1.0.0", "updateSequence", updateSequence);
      if (sections.contains("ServiceIdentification")) {
        identification(xml);
      }
      if (sections.contains("ServiceProvider")) {
        provider(xml);
      }
      if (sections.contains("OperationsMetadata")) {
        operations(xml);
      }
      if (sections.contains("Contents")) {
        contents(xml, offers);
      }
      if (sections.contains("Themes")) {
        themes(xml, themes);
      }
      if (sections.containsAll(SECTIONS)) {
        xml.empty(
            "ServiceMetadataURL",
            "xlink:href",
            request.serviceUrl() + "/rest/1.0.0/WMTSCapabilities.xml");
      }
      xml.end();
    }
    return bytes.toByteArray();
  }

  private void identification(XmlWriter xml) throws IOException {
    xml.open("ows:ServiceIdentification");
    xml.element("ows:Title", service.title());
    xml.optional("ows:Abstract", service.description());
    WmtsLayerWriter.keywords(xml, service.keywords());
    xml.element("ows:ServiceType", "OGC WMTS");
    xml.element("ows:ServiceTypeVersion", "1.0.0");
    xml.element("ows:Fees", service.fees());
    xml.element("ows:AccessConstraints", service.accessConstraints());
    xml.end();
  }

  private void provider(XmlWriter xml) throws IOException {
    xml.open("ows:ServiceProvider");
    xml.element("ows:ProviderName", contact.organization().orElse(service.title()));
    if (contact.onlineResource().isPresent()) {
      xml.empty("ows:ProviderSite", "xlink:href", contact.onlineResource().get());
    }
    xml.open("ows:ServiceContact");
    xml.optional("ows:IndividualName", contact.person());
    xml.optional("ows:PositionName", contact.position());
    xml.open("ows:ContactInfo");
    phone(xml);
    address(xml);
    xml.end().end().end();
  }

  private void phone(XmlWriter xml) throws IOException {
    if (contact.voice().isPresent() || contact.facsimile().isPresent()) {
      xml.open("ows:Phone");
      xml.optional("ows:Voice", contact.voice());
      xml.optional("ows:Facsimile", contact.facsimile());
      xml.end();
    }
  }

  private void address(XmlWriter xml) throws IOException {
    xml.open("ows:Address");
    xml.optional("ows:DeliveryPoint", contact.address());
    xml.optional("ows:City", contact.city());
    xml.optional("ows:AdministrativeArea", contact.state());
    xml.optional("ows:PostalCode", contact.postalCode());
    xml.optional("ows:Country", contact.country());
    xml.optional("ows:ElectronicMailAddress", contact.email());
    xml.end();
  }

  private void operations(XmlWriter xml) throws IOException {
    xml.open("ows:OperationsMetadata");
    for (String operation : OPERATIONS) {
      xml.open("ows:Operation", "name", operation);
      xml.open("ows:DCP").open("ows:HTTP");
      xml.open("ows:Get", "xlink:href", request.serviceUrl() + "?");
      xml.open("ows:Constraint", "name", "GetEncoding");
      allowed(xml, List.of("KVP"));
      xml.end().end().end().end();
      if (operation.equals("GetCapabilities")) {
        parameter(xml, "AcceptVersions", List.of("1.0.0"));
        parameter(xml, "AcceptFormats", List.of("application/xml"));
        parameter(xml, "Sections", SECTIONS);
      }
      xml.end();
    }
    xml.end();
  }

  private static void parameter(XmlWriter xml, String name, List<String> values)
      throws IOException {
    xml.open("ows:Parameter", "name", name);
    allowed(xml, values);
    xml.end();
  }

  private static void allowed(XmlWriter xml, List<String> values) throws IOException {
    xml.open("ows:AllowedValues");
    for (String value : values) {
      xml.element("ows:Value", value);
    }
    xml.end();
  }

  private void contents(XmlWriter xml, List<Offer> offers) throws IOException {
    xml.open("Contents");
    WmtsLayerWriter layers = new WmtsLayerWriter(request);
    Map<String, TileMatrixSet> sets = new LinkedHashMap<>();
    for (Offer offer : offers) {
      layers.layer(xml, offer);
      offer.links().forEach(link -> sets.putIfAbsent(link.set().id(), link.set()));
    }
    for (TileMatrixSet set : sets.values()) {
      set(xml, set);
    }
    xml.end();
  }

  private static void themes(XmlWriter xml, List<Theme> themes) throws IOException {
    if (themes.isEmpty()) {
      return;
    }
    xml.open("Themes");
    for (Theme theme : themes) {
      xml.open("Theme");
      xml.element("ows:Title", theme.title());
      xml.element("ows:Identifier", theme.id());
      for (String layer : theme.layers()) {
        xml.element("LayerRef", layer);
      }
      xml.end();
    }
    xml.end();
  }

  private static void set(XmlWriter xml, TileMatrixSet set) throws IOException {
    xml.open("TileMatrixSet");
    xml.element("ows:Identifier", set.id());
    xml.element("ows:SupportedCRS", set.supportedCrs());
    xml.optional("WellKnownScaleSet", set.wellKnownScaleSet());
    for (TileMatrix matrix : set.matrices()) {
      xml.open("TileMatrix");
      xml.element("ows:Identifier", matrix.id());
      xml.element("ScaleDenominator", WmtsLayerWriter.number(matrix.scaleDenominator()));
      xml.element(
          "TopLeftCorner", WmtsLayerWriter.position(set.yFirst(), matrix.left(), matrix.top()));
      xml.element("TileWidth", Integer.toString(TileMatrix.SIDE));
      xml.element("TileHeight", Integer.toString(TileMatrix.SIDE));
      xml.element("MatrixWidth", Integer.toString(matrix.columns()));
      xml.element("MatrixHeight", Integer.toString(matrix.rows()));
      xml.end();
    }
    xml.end();
  }
}
