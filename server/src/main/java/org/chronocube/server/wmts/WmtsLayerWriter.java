// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.XmlWriter;
import org.chronocube.server.wms.LayerEntry;
import org.chronocube.server.wms.TileMaps;

/** Writes the layers of capabilities. */
final class WmtsLayerWriter {

  private static final String TILE = "/{style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}";

  private final OwsRequest request;

  WmtsLayerWriter(OwsRequest request) {
    this.request = request;
  }

  void layer(XmlWriter xml, WmtsCapabilities.Offer offer) throws IOException {
    LayerEntry entry = offer.entry();
    xml.open("Layer");
    xml.element("ows:Title", entry.title());
    xml.optional("ows:Abstract", entry.description());
    keywords(xml, entry.keywords());
    geographic(xml, entry.geographic());
    xml.element("ows:Identifier", entry.name());
    bounds(xml, offer);
    styles(xml, entry);
    for (String format : TileRequestReader.FORMATS) {
      xml.element("Format", format);
    }
    if (entry.queryable()) {
      for (String format : TileMaps.infoFormats()) {
        xml.element("InfoFormat", format);
      }
    }
    if (entry.time().isPresent()) {
      time(xml, entry.time().get());
    }
    for (TiledLayer.Link link : offer.links()) {
      link(xml, link);
    }
    resources(xml, entry);
    xml.end();
  }

  static void keywords(XmlWriter xml, List<String> keywords) throws IOException {
    if (keywords.isEmpty()) {
      return;
    }
    xml.open("ows:Keywords");
    for (String keyword : keywords) {
      xml.element("ows:Keyword", keyword);
    }
    xml.end();
  }

  private static void geographic(XmlWriter xml, Extent e) throws IOException {
    xml.open("ows:WGS84BoundingBox");
    xml.element("ows:LowerCorner", number(e.minX()) + " " + number(e.minY()));
    xml.element("ows:UpperCorner", number(e.maxX()) + " " + number(e.maxY()));
    xml.end();
  }

  // In the CRS of each set, so that clients need not find it from degrees. Degrees are told
  // already,
  // and OpenLayers takes a box of CRS:84 for one of EPSG:4326, whose axes come the other way round.
  private static void bounds(XmlWriter xml, WmtsCapabilities.Offer offer) throws IOException {
    Set<String> told = new HashSet<>();
    for (TiledLayer.Link link : offer.links()) {
      TileMatrixSet set = link.set();
      Extent reach = link.reach();
      if (!set.crs().equals(CrsRegistry.WGS84) && told.add(set.supportedCrs())) {
        xml.open("ows:BoundingBox", "crs", set.supportedCrs());
        xml.element("ows:LowerCorner", position(set.yFirst(), reach.minX(), reach.minY()));
        xml.element("ows:UpperCorner", position(set.yFirst(), reach.maxX(), reach.maxY()));
        xml.end();
      }
    }
  }

  /** Two coordinates in the order of a CRS's name. */
  static String position(boolean yFirst, double x, double y) {
    return yFirst ? number(y) + " " + number(x) : number(x) + " " + number(y);
  }

  /** A number without exponent: not every client reads one. */
  static String number(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  private void styles(XmlWriter xml, LayerEntry entry) throws IOException {
    if (entry.styles().isEmpty()) {
      // A layer must have one: a group is drawn in its members' styles.
      xml.open("Style", "isDefault", "true");
      xml.element("ows:Identifier", "default");
      xml.end();
    }
    for (LayerEntry.StyleEntry style : entry.styles()) {
      boolean first = style.equals(entry.styles().get(0));
      xml.open("Style", "isDefault", first ? "true" : null);
      xml.element("ows:Title", style.title());
      xml.optional("ows:Abstract", style.description());
      xml.element("ows:Identifier", style.name());
      xml.empty(
          "LegendURL",
          "format",
          "image/png",
          "width",
          Integer.toString(style.legendWidth()),
          "height",
          Integer.toString(style.legendHeight()),
          "xlink:href",
          legend(entry.name(), style.name()));
      xml.end();
    }
  }

  private String legend(String layer, String style) {
    return request.http().base()
        + request.workspace().map(ws -> ws + "/").orElse("")
        + "wms?service=WMS&version=1.3.0&request=GetLegendGraphic&format=image%2Fpng"
        + "&width=20&height=20&layer="
        + encoded(layer)
        + "&style="
        + encoded(style);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void time(XmlWriter xml, LayerEntry.TimeEntry time) throws IOException {
    xml.open("Dimension");
    xml.element("ows:Identifier", "time");
    xml.element("ows:UOM", time.units());
    xml.optional("Default", time.byDefault());
    xml.element("Current", "true");
    for (String value : time.extent().split(",")) {
      xml.element("Value", value);
    }
    xml.end();
  }

  private static void link(XmlWriter xml, TiledLayer.Link link) throws IOException {
    xml.open("TileMatrixSetLink");
    xml.element("TileMatrixSet", link.set().id());
    xml.open("TileMatrixSetLimits");
    for (TileMatrix matrix : link.set().matrices()) {
      TileLimits limits = matrix.limits(link.reach());
      xml.open("TileMatrixLimits");
      xml.element("TileMatrix", matrix.id());
      xml.element("MinTileRow", Integer.toString(limits.minRow()));
      xml.element("MaxTileRow", Integer.toString(limits.maxRow()));
      xml.element("MinTileCol", Integer.toString(limits.minColumn()));
      xml.element("MaxTileCol", Integer.toString(limits.maxColumn()));
      xml.end();
    }
    xml.end();
    xml.end();
  }

  private void resources(XmlWriter xml, LayerEntry entry) throws IOException {
    String base = request.serviceUrl() + "/rest/" + entry.name() + TILE;
    String time = entry.time().isPresent() ? "?time={time}" : "";
    for (String format : TileRequestReader.FORMATS) {
      resource(xml, format, "tile", base + TileParameters.extension(format) + time);
    }
    if (entry.queryable()) {
      for (String format : TileMaps.infoFormats()) {
        String extension = TileParameters.extension(format);
        resource(xml, format, "FeatureInfo", base + "/{J}/{I}" + extension + time);
      }
    }
  }

  private static void resource(XmlWriter xml, String format, String type, String template)
      throws IOException {
    xml.empty("ResourceURL", "format", format, "resourceType", type, "template", template);
  }
}
