// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chronocube.crs.CrsRegistry;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;

/** Collections of features as inputs of processes. */
class FeatureInputTest {

  private static final CrsRegistry CRS = new CrsRegistry();

  private static final String SITES =
      """
      {"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": "a", "properties": {"code": 1, "share": 1, "name": null},
         "geometry": {"type": "Polygon", "coordinates": [[[4, 51], [5, 51], [5, 52], [4, 51]]]}},
        {"type": "Feature", "properties": {"code": "x", "share": 0.5, "name": "B", "new": true},
         "geometry": null}]}
      """;

  private static Object decode(String mimeType, String text) {
    Format format = Binding.Complex.find(FeatureFormats.all(CRS), mimeType).orElseThrow();
    return format.decoder().decode(new Payload.Text(text));
  }

  @Test
  void jsonHasThePropertiesOfAllFeatures() {
    SimpleFeatureCollection features = (SimpleFeatureCollection) decode("application/json", SITES);
    List<SimpleFeature> list = DataUtilities.list(features);
    assertThat(features.getSchema().getDescriptor("code").getType().getBinding())
        .isEqualTo(String.class);
    assertThat(list.get(0).getID()).isEqualTo("a");
    assertThat(list.get(0).getAttribute("code")).isEqualTo("1");
    assertThat(list.get(0).getAttribute("share")).isEqualTo(1.0);
    assertThat(list.get(0).getAttribute("new")).isNull();
    assertThat(list.get(1).getAttribute("share")).isEqualTo(0.5);
    assertThat(list.get(1).getAttribute("name")).isEqualTo("B");
    assertThat(list.get(1).getAttribute("new")).isEqualTo(true);
    assertThat(list.get(1).getDefaultGeometry()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {FeatureFormats.WFS_1_1, FeatureFormats.GML_3_2})
  void whatIsWrittenAsGmlIsRead(String mimeType) throws Exception {
    Format format = Binding.Complex.find(FeatureFormats.all(CRS), mimeType).orElseThrow();
    SimpleFeatureCollection sites = (SimpleFeatureCollection) decode("application/json", SITES);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.encoder().encode(sites, out);
    SimpleFeatureCollection read =
        (SimpleFeatureCollection) decode(mimeType, out.toString(StandardCharsets.UTF_8));
    List<SimpleFeature> list = DataUtilities.list(read);
    assertThat(list).hasSize(2);
    assertThat(list.get(0).getID()).isEqualTo("a");
    assertThat(list.get(0).getAttribute("share")).isEqualTo("1.0");
    Geometry shape = (Geometry) list.get(0).getDefaultGeometry();
    // Axes are turned on the way out, and back.
    assertThat(shape).isEqualTo(DataUtilities.list(sites).get(0).getDefaultGeometry());
    assertThat(shape.getSRID()).isEqualTo(4326);
    assertThat(CRS.identify(read.getSchema().getCoordinateReferenceSystem())).contains("EPSG:4326");
  }

  @Test
  void collectionsAreInOneCrs() {
    String point =
        "<gml:featureMember><f:site xmlns:f='urn:f' fid='s%1$d'><f:at><gml:Point"
            + " srsName='EPSG:%1$d'><gml:coordinates>1,2</gml:coordinates></gml:Point></f:at>"
            + "</f:site></gml:featureMember>";
    String document =
        "<wfs:FeatureCollection xmlns:wfs='http://www.opengis.net/wfs'"
            + " xmlns:gml='http://www.opengis.net/gml'>%s%s</wfs:FeatureCollection>";
    String one = document.formatted(point.formatted(32631), point.formatted(32631));
    SimpleFeatureCollection read = (SimpleFeatureCollection) decode("text/xml", one);
    assertThat(DataUtilities.list(read).get(0).getID()).isEqualTo("s32631");
    String two = document.formatted(point.formatted(32631), point.formatted(32632));
    assertThatThrownBy(() -> decode("text/xml", two))
        .hasMessage("all geometries must be in one CRS, were in EPSG:32631 and EPSG:32632");
    assertThatThrownBy(() -> decode("text/xml", "<a/>"))
        .hasMessage("must be a FeatureCollection, was a");
  }
}
