// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.ows.SafeXml;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.locationtech.jts.geom.Geometry;
import org.w3c.dom.Element;

/**
 * Reads feature collections of WFS 1.0 to 2.0 and of GML 2 to 3.2, without their schema: the first
 * geometry of a feature is its geometry, elements with text are its properties, all of them texts;
 * others are left out.
 *
 * @param gml reads the geometries
 */
record FeatureGmlReader(Gml gml, CrsRegistry crs) {

  private static final int WGS84 = 4326;

  /**
   * @param root the collection's element
   * @throws IllegalArgumentException when it is no collection, or its geometries are in several
   *     CRSs
   */
  SimpleFeatureCollection read(Element root) {
    if (!root.getLocalName().endsWith("FeatureCollection")) {
      throw new IllegalArgumentException("must be a FeatureCollection, was " + root.getLocalName());
    }
    List<FeatureInput> features = new ArrayList<>();
    for (Element member : SafeXml.children(root)) {
      if (member.getLocalName().matches("member|featureMember|featureMembers")) {
        SafeXml.children(member).forEach(element -> features.add(feature(element)));
      }
    }
    int srid = 0;
    for (FeatureInput feature : features) {
      int own = feature.geometry() == null ? 0 : feature.geometry().getSRID();
      if (srid != 0 && own != 0 && own != srid) {
        throw new IllegalArgumentException(
            "all geometries must be in one CRS, were in EPSG:" + srid + " and EPSG:" + own);
      }
      srid = own == 0 ? srid : own;
    }
    return FeatureInput.collect(features, srid == 0 ? WGS84 : srid, crs);
  }

  private FeatureInput feature(Element element) {
    Map<String, Object> properties = new LinkedHashMap<>();
    Geometry geometry = null;
    for (Element property : SafeXml.children(element)) {
      List<Element> inside = SafeXml.children(property);
      if (inside.isEmpty()) {
        properties.put(property.getLocalName(), SafeXml.text(property).strip());
      } else if (geometry == null && isGeometry(property, inside.get(0))) {
        geometry = gml.geometry(inside.get(0));
      }
    }
    return new FeatureInput(id(element).orElse(null), properties, geometry);
  }

  private static boolean isGeometry(Element property, Element value) {
    return !property.getLocalName().equals("boundedBy")
        && String.valueOf(value.getNamespaceURI()).startsWith("http://www.opengis.net/gml")
        && value
            .getLocalName()
            .matches("(Multi)?(Point|LineString|Curve|Polygon|Surface|Geometry)");
  }

  // gml:id, or fid of GML 2.
  private static Optional<String> id(Element element) {
    for (String namespace : List.of(GmlVersion.V3_2.namespace(), GmlVersion.V3_1.namespace())) {
      String id = element.getAttributeNS(namespace, "id");
      if (!id.isEmpty()) {
        return Optional.of(id);
      }
    }
    return Optional.of(element.getAttribute("fid")).filter(id -> !id.isEmpty());
  }
}
