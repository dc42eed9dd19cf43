// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.ows.XmlWriter;
import org.locationtech.jts.geom.Geometry;
import org.w3c.dom.Element;

/**
 * Geometries in GML. GML 3 names CRSs by URN and writes axes in the authority's order; GML 2 names
 * them by the GML address and writes x first.
 */
final class Gml {

  private final CrsRegistry crs;

  Gml(CrsRegistry crs) {
    this.crs = crs;
  }

  /** Declares the prefix of GML 2 and 3.1; elements of GML 3.2 declare their own. */
  static void declare(XmlWriter xml) {
    xml.declare("gml", GmlVersion.V3_1.namespace());
  }

  /** The geometry of an element, x first, its SRID set when a srsName was there. */
  Geometry geometry(Element element) {
    return new GmlReader(crs).read(element);
  }

  /**
   * Writes one geometry element where the version's namespace has the prefix {@code gml} already.
   *
   * @param geometry x first; its SRID is the number of its EPSG code, 0 when it has none
   * @param id of the element, from which those of its parts are made; GML 3.2 only
   */
  void write(Geometry geometry, XmlWriter xml, GmlVersion version, String id) throws IOException {
    write(geometry, xml, version, id, null);
  }

  /** Writes one geometry element into a document in which {@link #declare} was called. */
  void writeFragment(Geometry geometry, XmlWriter xml, GmlVersion version) throws IOException {
    boolean other = version == GmlVersion.V3_2;
    write(geometry, xml, version, "geometry", other ? version.namespace() : null);
  }

  private void write(
      Geometry geometry, XmlWriter xml, GmlVersion version, String id, String namespace)
      throws IOException {
    int srid = geometry.getSRID();
    String name = srid == 0 ? null : name(srid, version);
    boolean yFirst = srid != 0 && GeometryFormats.name(name, crs).yFirst();
    new GmlBody(xml, version, yFirst).write(geometry, new GmlBody.Root(name, namespace), id);
  }

  /** How a version names a CRS. */
  static String name(int srid, GmlVersion version) {
    return version == GmlVersion.V2_1
        ? "http://www.opengis.net/gml/srs/epsg.xml#" + srid
        : "urn:ogc:def:crs:EPSG::" + srid;
  }
}
