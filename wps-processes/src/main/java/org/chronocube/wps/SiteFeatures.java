// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.analysis.Sites;
import org.chronocube.crs.CrsRegistry;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.AttributeDescriptor;
import org.geotools.api.feature.type.GeometryDescriptor;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.locationtech.jts.geom.Geometry;

/**
 * Features as places, with what of their attributes goes into the answer.
 *
 * @param places one for each feature
 * @param kept attributes that are kept
 * @param values of the kept attributes, [place][attribute]
 */
record SiteFeatures(
    List<Sites.Place> places, List<AttributeDescriptor> kept, List<Object[]> values) {

  /** Most sites of a request. */
  static final int MAX_SITES = 100_000;

  /**
   * @param id attribute that names a site; null for the feature's own id
   * @param attributes names of those that are kept, {@code *} for all
   * @param crs {@code EPSG:n}, x first; null for what the features say, else longitude, latitude
   */
  static SiteFeatures of(
      SimpleFeatureCollection features,
      String id,
      List<String> attributes,
      String crs,
      CrsRegistry registry) {
    SimpleFeatureType type = features.getSchema();
    if (id != null) {
      attribute(type, id, "siteId");
    }
    List<AttributeDescriptor> kept = kept(type, attributes);
    List<Sites.Place> places = new ArrayList<>();
    List<Object[]> values = new ArrayList<>();
    try (SimpleFeatureIterator each = features.features()) {
      while (each.hasNext()) {
        SimpleFeature feature = each.next();
        Object name = id == null ? feature.getID() : feature.getAttribute(id);
        places.add(place(String.valueOf(name), feature, crs, registry));
        values.add(kept.stream().map(d -> feature.getAttribute(d.getName())).toArray());
        if (places.size() > MAX_SITES) {
          throw new InvalidParameterException(
              "sites", "sites must be at most " + MAX_SITES + ", were more");
        }
      }
    }
    return new SiteFeatures(List.copyOf(places), kept, values);
  }

  private static List<AttributeDescriptor> kept(SimpleFeatureType type, List<String> names) {
    List<String> wanted =
        names.stream().flatMap(n -> List.of(n.split(",")).stream()).map(String::strip).toList();
    if (wanted.equals(List.of("*"))) {
      return type.getAttributeDescriptors().stream()
          .filter(d -> !(d instanceof GeometryDescriptor))
          .toList();
    }
    return wanted.stream().distinct().map(n -> attribute(type, n, "attributes")).toList();
  }

  private static AttributeDescriptor attribute(
      SimpleFeatureType type, String name, String parameter) {
    AttributeDescriptor found = type.getDescriptor(name);
    if (found == null || found instanceof GeometryDescriptor) {
      List<String> known =
          type.getAttributeDescriptors().stream()
              .filter(d -> !(d instanceof GeometryDescriptor))
              .map(AttributeDescriptor::getLocalName)
              .toList();
      throw new InvalidParameterException(
          parameter, parameter + " must be of " + String.join(", ", known) + ", was " + name);
    }
    return found;
  }

  private static Sites.Place place(
      String id, SimpleFeature feature, String crs, CrsRegistry registry) {
    Geometry shape = (Geometry) feature.getDefaultGeometry();
    if (shape == null || crs != null) {
      return new Sites.Place(id, shape, crs == null ? CrsRegistry.WGS84 : crs.strip());
    }
    CoordinateReferenceSystem own =
        shape.getUserData() instanceof CoordinateReferenceSystem said
            ? said
            : feature.getFeatureType().getCoordinateReferenceSystem();
    if (own != null) {
      return new Sites.Place(id, Areas.xFirst(shape, own), Areas.id("sites", own, registry));
    }
    int srid = shape.getSRID();
    return new Sites.Place(id, shape, srid > 0 ? "EPSG:" + srid : CrsRegistry.WGS84);
  }
}
