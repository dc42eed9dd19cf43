// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.chronocube.grid.Extent;
import org.chronocube.server.datadir.GlobalSettings.Contact;
import org.chronocube.server.ows.XmlWriter;

/**
 * Metadata of a layer as ISO 19139 (ISO 19115:2003 in XML): what it shows, where and from when to
 * when, and whom to ask. Capabilities point to it as {@code MetadataURL}; the operation {@code
 * GetMetadata} is our own.
 */
final class LayerMetadata {

  /** What capabilities call this standard (OGC 06-042 clause 7.2.4.6.11). */
  static final String TYPE = "ISO19115:2003";

  static final String FORMAT = "text/xml";

  private static final String GMD = "http://www.isotc211.org/2005/gmd";
  private static final String GCO = "http://www.isotc211.org/2005/gco";
  private static final String GML = "http://www.opengis.net/gml";
  private static final String CODES =
      "http://standards.iso.org/ittf/PubliclyAvailableStandards/ISO_19139_Schemas/resources/codelist/ML_gmxCodelists.xml#";

  private final XmlWriter xml;

  private LayerMetadata(XmlWriter xml) {
    this.xml = xml;
  }

  /**
   * @param today date stamp of a layer without time
   */
  static byte[] write(LayerEntry layer, Contact contact, LocalDate today) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XmlWriter xml = new XmlWriter(bytes)) {
      xml.declare("gmd", GMD).declare("gco", GCO).declare("gml", GML);
      xml.schemaLocation(GMD, "http://schemas.opengis.net/iso/19139/20060504/gmd/gmd.xsd");
      new LayerMetadata(xml).document(layer, contact, today);
    }
    return bytes.toByteArray();
  }

  private void document(LayerEntry layer, Contact contact, LocalDate today) throws IOException {
    LocalDate date =
        layer.time().map(t -> LocalDate.ofInstant(t.last(), ZoneOffset.UTC)).orElse(today);
    xml.open("gmd:MD_Metadata");
    text("gmd:fileIdentifier", layer.name());
    text("gmd:language", "eng");
    code("gmd:hierarchyLevel", "MD_ScopeCode", "series");
    contact(contact);
    date("gmd:dateStamp", date);
    text("gmd:metadataStandardName", "ISO 19115:2003/19139");
    text("gmd:metadataStandardVersion", "1.0");
    xml.open("gmd:identificationInfo").open("gmd:MD_DataIdentification");
    citation(layer.title(), date);
    text("gmd:abstract", layer.description().isEmpty() ? layer.title() : layer.description());
    keywords(layer);
    text("gmd:language", "eng");
    xml.open("gmd:topicCategory");
    xml.element("gmd:MD_TopicCategoryCode", "imageryBaseMapsEarthCover");
    xml.end();
    extent(layer);
    xml.end().end();
    xml.end();
  }

  private void text(String name, String text) throws IOException {
    xml.open(name);
    xml.element("gco:CharacterString", text);
    xml.end();
  }

  private void date(String name, LocalDate date) throws IOException {
    xml.open(name);
    xml.element("gco:Date", date.toString());
    xml.end();
  }

  private void code(String name, String list, String value) throws IOException {
    xml.open(name);
    xml.element("gmd:" + list, value, "codeList", CODES + list, "codeListValue", value);
    xml.end();
  }

  private void contact(Contact contact) throws IOException {
    xml.open("gmd:contact").open("gmd:CI_ResponsibleParty");
    Optional<String> organization = contact.organization();
    if (contact.person().isPresent()) {
      text("gmd:individualName", contact.person().get());
    }
    if (organization.isPresent() || contact.person().isEmpty()) {
      text("gmd:organisationName", organization.orElse("unknown"));
    }
    code("gmd:role", "CI_RoleCode", "pointOfContact");
    xml.end().end();
  }

  private void citation(String title, LocalDate date) throws IOException {
    xml.open("gmd:citation").open("gmd:CI_Citation");
    text("gmd:title", title);
    xml.open("gmd:date").open("gmd:CI_Date");
    date("gmd:date", date);
    code("gmd:dateType", "CI_DateTypeCode", "revision");
    xml.end().end();
    xml.end().end();
  }

  private void keywords(LayerEntry layer) throws IOException {
    if (layer.keywords().isEmpty()) {
      return;
    }
    xml.open("gmd:descriptiveKeywords").open("gmd:MD_Keywords");
    for (String keyword : layer.keywords()) {
      text("gmd:keyword", keyword);
    }
    xml.end().end();
  }

  private void extent(LayerEntry layer) throws IOException {
    Extent e = layer.geographic();
    xml.open("gmd:extent").open("gmd:EX_Extent");
    xml.open("gmd:geographicElement").open("gmd:EX_GeographicBoundingBox");
    decimal("gmd:westBoundLongitude", e.minX());
    decimal("gmd:eastBoundLongitude", e.maxX());
    decimal("gmd:southBoundLatitude", e.minY());
    decimal("gmd:northBoundLatitude", e.maxY());
    xml.end().end();
    if (layer.time().isPresent()) {
      xml.open("gmd:temporalElement").open("gmd:EX_TemporalExtent").open("gmd:extent");
      xml.open("gml:TimePeriod", "gml:id", "time");
      xml.element("gml:beginPosition", SelectedTimes.format(layer.time().get().first()));
      xml.element("gml:endPosition", SelectedTimes.format(layer.time().get().last()));
      xml.end().end().end().end();
    }
    xml.end().end();
  }

  private void decimal(String name, double value) throws IOException {
    xml.open(name);
    xml.element("gco:Decimal", LayerWriter.number(value));
    xml.end();
  }
}
