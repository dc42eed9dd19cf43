// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.server.datadir.Bounds;
import org.chronocube.server.ows.CrsName;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.XmlWriter;

/** Writes the layers of capabilities. */
final class LayerWriter {

  private final WmsVersion version;
  private final OwsRequest request;
  private final CrsRegistry crs;

  LayerWriter(WmsVersion version, OwsRequest request, CrsRegistry crs) {
    this.version = version;
    this.request = request;
    this.crs = crs;
  }

  void layer(XmlWriter xml, LayerEntry entry) throws IOException {
    boolean named = !entry.name().isEmpty();
    xml.open(
        "Layer", "queryable", entry.queryable() ? "1" : "0", "opaque", entry.opaque() ? "1" : "0");
    xml.optional("Name", entry.name());
    xml.element("Title", entry.title());
    xml.optional("Abstract", entry.description());
    keywords(xml, entry.keywords());
    if (!entry.crs().isEmpty()) {
      place(xml, entry);
    }
    if (entry.time().isPresent()) {
      time(xml, entry.time().get());
    }
    attribution(xml, entry);
    if (named) {
      metadata(xml, entry.name());
    }
    for (LayerEntry.StyleEntry style : entry.styles()) {
      style(xml, entry.name(), style);
    }
    for (LayerEntry child : entry.children()) {
      layer(xml, child);
    }
    xml.end();
  }

  private void place(XmlWriter xml, LayerEntry entry) throws IOException {
    for (String name : entry.crs()) {
      xml.element(version.crsParameter(), name);
    }
    geographic(xml, entry.geographic());
    bounds(xml, entry.geographic(), version == WmsVersion.V1_3_0 ? "CRS:84" : CrsRegistry.WGS84);
    for (Bounds b : entry.bounds()) {
      if (!b.crs().equals(CrsRegistry.WGS84) || version == WmsVersion.V1_3_0) {
        bounds(xml, b.extent(), b.crs());
      }
    }
  }

  static void keywords(XmlWriter xml, List<String> keywords) throws IOException {
    if (keywords.isEmpty()) {
      return;
    }
    xml.open("KeywordList");
    for (String keyword : keywords) {
      xml.element("Keyword", keyword);
    }
    xml.end();
  }

  void onlineResource(XmlWriter xml, String href) throws IOException {
    // The DTD of 1.1.1 declares the prefix here and nowhere else.
    String declared = version == WmsVersion.V1_1_1 ? CapabilitiesWriter.XLINK : null;
    xml.empty(
        "OnlineResource", "xmlns:xlink", declared, "xlink:type", "simple", "xlink:href", href);
  }

  void geographic(XmlWriter xml, Extent e) throws IOException {
    if (version == WmsVersion.V1_1_1) {
      xml.empty(
          "LatLonBoundingBox",
          "minx",
          number(e.minX()),
          "miny",
          number(e.minY()),
          "maxx",
          number(e.maxX()),
          "maxy",
          number(e.maxY()));
      return;
    }
    xml.open("EX_GeographicBoundingBox");
    xml.element("westBoundLongitude", number(e.minX()));
    xml.element("eastBoundLongitude", number(e.maxX()));
    xml.element("southBoundLatitude", number(e.minY()));
    xml.element("northBoundLatitude", number(e.maxY()));
    xml.end();
  }

  /** A box in the order of axes that the CRS's name has in this version. */
  void bounds(XmlWriter xml, Extent e, String name) throws IOException {
    CrsName named = CapabilitiesWriter.named(version, name, crs);
    boolean yFirst = named.yFirst();
    xml.empty(
        "BoundingBox",
        version.crsParameter(),
        name,
        "minx",
        number(yFirst ? e.minY() : e.minX()),
        "miny",
        number(yFirst ? e.minX() : e.minY()),
        "maxx",
        number(yFirst ? e.maxY() : e.maxX()),
        "maxy",
        number(yFirst ? e.maxX() : e.maxY()));
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private void time(XmlWriter xml, LayerEntry.TimeEntry time) throws IOException {
    String nearest = time.nearest() ? "1" : "0";
    String byDefault = time.byDefault().orElse(null);
    if (version == WmsVersion.V1_3_0) {
      xml.element(
          "Dimension",
          time.extent(),
          "name",
          "time",
          "units",
          time.units(),
          "default",
          byDefault,
          "multipleValues",
          "1",
          "nearestValue",
          nearest,
          "current",
          // Clients append it to what is listed; behind a step that is no time.
          time.isInterval() ? null : "1");
      return;
    }
    xml.empty("Dimension", "name", "time", "units", time.units());
    xml.element(
        "Extent", time.extent(), "name", "time", "default", byDefault, "nearestValue", nearest);
  }

  private void attribution(XmlWriter xml, LayerEntry entry) throws IOException {
    if (entry.attribution().isEmpty()) {
      return;
    }
    var attribution = entry.attribution().get();
    xml.open("Attribution");
    xml.element("Title", attribution.title());
    if (attribution.href().isPresent()) {
      onlineResource(xml, attribution.href().get());
    }
    xml.end();
  }

  private void metadata(XmlWriter xml, String layer) throws IOException {
    xml.open("MetadataURL", "type", version.metadataType());
    xml.element("Format", LayerMetadata.FORMAT);
    onlineResource(xml, operation("GetMetadata") + "&layer=" + encoded(layer));
    xml.end();
  }

  private String operation(String name) {
    return request.serviceUrl() + "?service=WMS&version=" + version.number() + "&request=" + name;
  }

  private void style(XmlWriter xml, String layer, LayerEntry.StyleEntry style) throws IOException {
    xml.open("Style");
    xml.element("Name", style.name());
    xml.element("Title", style.title());
    xml.optional("Abstract", style.description());
    xml.open(
        "LegendURL",
        "width",
        Integer.toString(style.legendWidth()),
        "height",
        Integer.toString(style.legendHeight()));
    xml.element("Format", "image/png");
    onlineResource(
        xml,
        operation("GetLegendGraphic")
            + "&format=image%2Fpng&width=20&height=20&layer="
            + encoded(layer)
            + "&style="
            + encoded(style.name()));
    xml.end();
    xml.end();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
