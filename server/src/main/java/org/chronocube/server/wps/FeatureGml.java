// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.ows.XmlWriter;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;

/**
 * Feature collections as WFS clients read them: {@code wfs:FeatureCollection} of WFS 1.1 (OGC
 * 04-094) with GML 3.1, and of WFS 2.0 (OGC 09-025r2) with GML 3.2. Coordinates stay in the CRS of
 * the collection.
 *
 * @param version 3.1 or 3.2
 */
record FeatureGml(GmlVersion version, Gml gml, CrsRegistry crs) {

  /** Namespace of the feature types, which have no published schema. */
  static final String FEATURES = "urn:chronocube:features";

  private static final String WFS_1_1 = "http://www.opengis.net/wfs";
  private static final String WFS_2_0 = "http://www.opengis.net/wfs/2.0";

  /** Writes a document. */
  void encode(SimpleFeatureCollection features, OutputStream out) throws IOException {
    try (XmlWriter xml = new XmlWriter(out)) {
      write(features, xml);
    }
  }

  /** Writes the collection's element, with all namespaces it needs. */
  void write(SimpleFeatureCollection features, XmlWriter xml) throws IOException {
    boolean newest = version == GmlVersion.V3_2;
    String count = String.valueOf(features.size());
    xml.open(
        "FeatureCollection",
        "xmlns",
        newest ? WFS_2_0 : WFS_1_1,
        "xmlns:gml",
        version.namespace(),
        "xmlns:feature",
        FEATURES,
        "timeStamp",
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        newest ? "numberMatched" : "numberOfFeatures",
        count,
        "numberReturned",
        newest ? count : null);
    // The schema of 1.1 wants members at least where there are any.
    boolean grouped = !newest && !features.isEmpty();
    if (grouped) {
      xml.open("gml:featureMembers");
    }
    int srid = srid(features);
    try (SimpleFeatureIterator each = features.features()) {
      while (each.hasNext()) {
        if (newest) {
          xml.open("member");
          feature(each.next(), srid, xml);
          xml.end();
        } else {
          feature(each.next(), srid, xml);
        }
      }
    }
    if (grouped) {
      xml.end();
    }
    xml.end();
  }

  private int srid(SimpleFeatureCollection features) {
    return Optional.ofNullable(features.getSchema().getCoordinateReferenceSystem())
        .flatMap(crs::identify)
        .map(id -> GeometryFormats.srid(id, crs))
        .orElse(0);
  }

  private void feature(SimpleFeature feature, int srid, XmlWriter xml) throws IOException {
    String id = ncName(feature.getID());
    xml.open("feature:" + ncName(feature.getFeatureType().getTypeName()), "gml:id", id);
    for (AttributeDescriptor descriptor : feature.getFeatureType().getAttributeDescriptors()) {
      Object value = feature.getAttribute(descriptor.getName());
      String name = "feature:" + ncName(descriptor.getLocalName());
      if (value instanceof Geometry geometry) {
        Geometry placed = geometry.copy();
        placed.setSRID(srid);
        xml.open(name);
        gml.write(placed, xml, version, id + "." + ncName(descriptor.getLocalName()));
        xml.end();
      } else if (value != null) {
        xml.element(name, text(value));
      }
    }
    xml.end();
  }

  private static String text(Object value) {
    if (value instanceof Date date) {
      return date.toInstant().toString();
    }
    // XML Schema's words for what Java calls Infinity.
    return value instanceof Number ? value.toString().replace("Infinity", "INF") : value.toString();
  }

  // Names of elements and ids begin with a letter or _ and have no colon.
  private static String ncName(String text) {
    String name = text.replaceAll("[^A-Za-z0-9_.-]", "_");
    return name.matches("[A-Za-z_].*") ? name : "_" + name;
  }
}
