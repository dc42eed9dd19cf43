// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.ows.OgcSchemas;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Features as GML: checked against the schemas of WFS, with one for the feature type itself. */
class FeatureGmlTest {

  private static final CrsRegistry CRS = new CrsRegistry();

  private static final String POLYGONS =
      "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 0), (1 0.5, 2 0.5, 2 1, 1 0.5)), ((8 8, 9 8, 9 9, 8 8)))";

  @ParameterizedTest
  @CsvSource({
    "V3_1,wfs/1.1.0/wfs.xsd,http://www.opengis.net/wfs",
    "V3_2,wfs/2.0/wfs.xsd,http://www.opengis.net/wfs/2.0"
  })
  void areValid(GmlVersion version, String schema, String wfs) throws Exception {
    for (String wkt : new String[] {"POINT (4 51)", "LINESTRING (4 51, 5 51)", POLYGONS}) {
      String document = encoded(version, "EPSG:4326", wkt);
      assertThat(document).contains("xmlns=\"" + wfs + "\"");
      assertThat(OgcSchemas.errors(schema, typed(version), bytes(document))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"V3_1,wfs/1.1.0/wfs.xsd", "V3_2,wfs/2.0/wfs.xsd"})
  void noFeaturesAreValidToo(GmlVersion version, String schema) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new FeatureGml(version, new Gml(CRS), CRS)
        .encode(new ListFeatureCollection(features("EPSG:4326", "POINT (0 0)").getSchema()), out);
    assertThat(OgcSchemas.errors(schema, out.toByteArray())).isEmpty();
  }

  // ogrinfo of GDAL 3.6.2 reads both, with attributes and x first, as WKT has them.
  @Test
  void coordinatesFollowTheNameOfTheCrs() throws Exception {
    String document = encoded(GmlVersion.V3_2, "EPSG:4326", "POINT (4 51)");
    assertThat(document)
        .contains("<member>", "<feature:change gml:id=\"change.1\">")
        .contains("<gml:Point gml:id=\"change.1.geometry\" srsName=\"urn:ogc:def:crs:EPSG::4326\">")
        .contains("<gml:pos>51.0 4.0</gml:pos>")
        .contains("<feature:time>2017-10-26T11:01:31Z</feature:time>")
        .contains("<feature:mean>NaN</feature:mean>", "<feature:max>INF</feature:max>")
        .contains("numberMatched=\"1\" numberReturned=\"1\"")
        .doesNotContain("feature:unit");
    assertThat(encoded(GmlVersion.V3_1, "EPSG:32631", "POINT (500000 5000000)"))
        .contains("<gml:featureMembers>", "numberOfFeatures=\"1\"")
        .contains("<gml:pos>500000.0 5000000.0</gml:pos>");
  }

  private static String encoded(GmlVersion version, String crs, String wkt) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new FeatureGml(version, new Gml(CRS), CRS).encode(features(crs, wkt), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static ListFeatureCollection features(String crs, String wkt)
      throws ParseException, IOException {
    SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
    type.setName("change");
    type.add("time", Date.class);
    type.add("band", String.class);
    type.add("unit", String.class);
    type.add("pixels", Long.class);
    type.add("mean", Double.class);
    type.add("max", Double.class);
    type.add("exact", Boolean.class);
    type.add("geometry", Geometry.class, CRS.decode(crs));
    ListFeatureCollection features = new ListFeatureCollection(type.buildFeatureType());
    SimpleFeatureBuilder feature = new SimpleFeatureBuilder(features.getSchema());
    feature.add(Date.from(Instant.parse("2017-10-26T11:01:31Z")));
    feature.add("B04 & <B08>");
    feature.add(null);
    feature.add(12L);
    feature.add(Double.NaN);
    feature.add(Double.POSITIVE_INFINITY);
    feature.add(true);
    feature.add(new WKTReader().read(wkt));
    features.add(feature.buildFeature("change.1"));
    return features;
  }

  // The type as a client would describe it to itself.
  private static byte[] typed(GmlVersion version) {
    boolean newest = version == GmlVersion.V3_2;
    return bytes(
        """
        <schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:gml="%1$s" xmlns:f="%2$s"
            targetNamespace="%2$s" elementFormDefault="qualified">
          <import namespace="%1$s" schemaLocation="http://schemas.opengis.net/gml/%3$s/gml.xsd"/>
          <element name="change" type="f:changeType" substitutionGroup="gml:%4$s"/>
          <complexType name="changeType"><complexContent>
            <extension base="gml:AbstractFeatureType"><sequence>
              <element name="time" type="dateTime" minOccurs="0"/>
              <element name="band" type="string" minOccurs="0"/>
              <element name="unit" type="string" minOccurs="0"/>
              <element name="pixels" type="long" minOccurs="0"/>
              <element name="mean" type="double" minOccurs="0"/>
              <element name="max" type="double" minOccurs="0"/>
              <element name="exact" type="boolean" minOccurs="0"/>
              <element name="geometry" type="gml:GeometryPropertyType" minOccurs="0"/>
            </sequence></extension></complexContent></complexType>
        </schema>
        """
            .formatted(
                version.namespace(),
                FeatureGml.FEATURES,
                newest ? "3.2.1" : "3.1.1/base",
                newest ? "AbstractFeature" : "_Feature"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
