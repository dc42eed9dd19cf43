// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.product.IndexProgress;
import org.chronocube.product.Indexer;
import org.chronocube.product.ProductParsers;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.DataUtilities;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.NameImpl;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Outlines of Natura 2000 sites, brought onto the Belgian field, some of them over each other.
 * Expected values: GDAL 3.6 and NumPy, see {@code parity/zonal/SOURCE.txt}.
 */
class ZonalStatisticsProcessTest {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  @TempDir static Path directory;
  private static Datacube datacube;
  private static SimpleFeatureCollection sites;

  @BeforeAll
  static void open() throws IOException {
    DatacubeOptions options =
        new DatacubeOptions("jdbc:sqlite:" + directory.resolve("index.sqlite"), 64 << 20, 2, false);
    datacube = Datacubes.open(Path.of("../data-dir/chronocube/catalog.yaml"), options);
    new Indexer(datacube, ProductParsers.discover()).indexCatalog(IndexProgress.NONE);
    sites = sites();
  }

  @AfterAll
  static void close() {
    datacube.close();
  }

  @Test
  void statisticsEqualNumPy() throws Exception {
    Map<String, SimpleFeature> found =
        byKey(run(Map.of("cube", "belgium_s2", "bands", "B08", "percentiles", "90")), "");
    List<String[]> expected = table("values");
    assertThat(found).hasSize(expected.size());
    for (String[] e : expected) {
      SimpleFeature f = found.get(e[0] + " " + e[1]);
      assertThat(f).as(e[0] + " " + e[1]).isNotNull();
      assertThat(f.getAttribute("pixels")).isEqualTo(Integer.valueOf(e[2]));
      assertThat(f.getAttribute("count")).isEqualTo(Integer.valueOf(e[3]));
      String[] names = {"mean", "sd", "min", "max", "p90"};
      for (int i = 0; i < names.length; i++) {
        Double value = (Double) f.getAttribute(names[i]);
        if (e[4 + i].isEmpty()) {
          assertThat(value).isNull();
        } else {
          assertThat(value)
              .as(e[0] + " " + e[1] + " " + names[i])
              .isCloseTo(Double.parseDouble(e[4 + i]), within(1e-7));
        }
      }
    }
  }

  @Test
  void areasOfClassesEqualNumPy() throws Exception {
    Map<String, SimpleFeature> found =
        byKey(run(Map.of("cube", "belgium_s2", "bands", "SCL", "classes", true)), "class");
    List<String[]> expected = table("classes");
    assertThat(found).hasSize(expected.size());
    for (String[] e : expected) {
      SimpleFeature f = found.get(e[0] + " " + e[1] + " " + e[2]);
      assertThat(f).as(e[0] + " " + e[1] + " " + e[2]).isNotNull();
      assertThat(f.getAttribute("pixels")).isEqualTo(Integer.valueOf(e[3]));
      assertThat(f.getAttribute("valid")).isEqualTo(Integer.valueOf(e[4]));
      // 100 m² in the projection, whose scale is 0.99985 here.
      double pixels = Double.parseDouble(e[3]);
      assertThat((Double) f.getAttribute("area")).isCloseTo(100.03 * pixels, within(0.02 * pixels));
    }
  }

  @Test
  void aCoverageOfAnotherProcessIsLookedAt() throws Exception {
    Map<String, Object> change =
        run(
            "ChangeVectorAnalysis",
            Map.of(
                "cube",
                "belgium_s2",
                "bands",
                "B08,B04",
                "before",
                "2023-04-05",
                "after",
                "2023-04-15",
                "standardise",
                false,
                "threshold",
                "0.03"));
    Map<String, Object> results =
        run(
            Map.of(
                "coverage",
                change.get("coverage"),
                "bands",
                "change",
                "classes",
                true,
                "attributes",
                "name",
                "geometry",
                "none"));
    int changed = 0;
    int valid = 0;
    for (SimpleFeature f : features(results)) {
      if (f.getAttribute("site").equals("N00")) {
        valid = (Integer) f.getAttribute("valid");
        changed += f.getAttribute("class").equals(1) ? (Integer) f.getAttribute("pixels") : 0;
      }
      assertThat((String) f.getAttribute("name")).isNotBlank();
      assertThat(f.getDefaultGeometry()).isNull();
      assertThat(f.getAttribute("time")).isNull();
    }
    assertThat(valid).isEqualTo(26);
    assertThat(changed).isBetween(0, 26);
    JsonNode report = new ObjectMapper().readTree((String) results.get("report"));
    assertThat(report.get("sites").asInt()).isEqualTo(36);
    assertThat(report.get("sitesByTouch")).hasSize(TOUCHED);
  }

  private static final int TOUCHED = 2;

  @Test
  void inputsAreChecked() {
    assertThatThrownBy(() -> run(Map.of()))
        .hasMessageContaining("cube or coverage must be given, and not both");
    assertThatThrownBy(() -> run(Map.of("cube", "belgium_s2", "attributes", "colour")))
        .hasMessageContaining("attributes must be of code, name, was colour");
    assertThatThrownBy(() -> run(Map.of("cube", "belgium_s2", "composite", "median")))
        .hasMessageContaining("time must be given with a composite");
  }

  private static Map<String, SimpleFeature> byKey(Map<String, Object> results, String extra) {
    Map<String, SimpleFeature> found = new HashMap<>();
    for (SimpleFeature f : features(results)) {
      String date = ((String) f.getAttribute("time")).substring(0, 10).replace("-", "");
      String key = f.getAttribute("site") + " " + date;
      found.put(extra.isEmpty() ? key : key + " " + f.getAttribute(extra), f);
    }
    return found;
  }

  private static List<SimpleFeature> features(Map<String, Object> results) {
    return DataUtilities.list((SimpleFeatureCollection) results.get("statistics"));
  }

  private static Map<String, Object> run(Map<String, Object> inputs) throws Exception {
    Map<String, Object> all = new HashMap<>(inputs);
    all.put("sites", sites);
    all.put("siteId", "code");
    return run("ZonalStatistics", all);
  }

  private static Map<String, Object> run(String process, Map<String, Object> inputs)
      throws Exception {
    return new DatacubeProcessFactory(CubeSource.of(datacube))
        .create(new NameImpl("datacube", process))
        .execute(inputs, null);
  }

  private static List<String[]> table(String name) throws IOException {
    return text(name + ".csv").lines().skip(1).map(line -> line.split(",", -1)).toList();
  }

  private static String text(String name) throws IOException {
    try (InputStream in =
        ZonalStatisticsProcessTest.class.getResourceAsStream("/parity/zonal/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static SimpleFeatureCollection sites() throws IOException {
    SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
    type.setName("natura2000");
    type.add("code", String.class);
    type.add("name", String.class);
    type.add("geometry", Geometry.class, datacube.crs().decode("EPSG:32631"));
    ListFeatureCollection features = new ListFeatureCollection(type.buildFeatureType());
    for (JsonNode f : new ObjectMapper().readTree(text("sites.geojson")).get("features")) {
      List<Polygon> polygons = new ArrayList<>();
      for (JsonNode p : f.get("geometry").get("coordinates")) {
        List<LinearRing> rings = new ArrayList<>();
        p.forEach(ring -> rings.add(ring(ring)));
        polygons.add(
            GEOMETRIES.createPolygon(
                rings.get(0), rings.subList(1, rings.size()).toArray(LinearRing[]::new)));
      }
      JsonNode of = f.get("properties");
      features.add(
          SimpleFeatureBuilder.build(
              features.getSchema(),
              new Object[] {
                of.get("code").asText(),
                of.get("name").asText(),
                GEOMETRIES.createMultiPolygon(polygons.toArray(Polygon[]::new))
              },
              null));
    }
    return features;
  }

  private static LinearRing ring(JsonNode points) {
    Coordinate[] ring = new Coordinate[points.size()];
    for (int i = 0; i < ring.length; i++) {
      ring[i] = new Coordinate(points.get(i).get(0).asDouble(), points.get(i).get(1).asDouble());
    }
    return GEOMETRIES.createLinearRing(ring);
  }
}
