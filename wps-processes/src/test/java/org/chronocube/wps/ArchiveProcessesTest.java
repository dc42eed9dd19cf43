// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Rectangle;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
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
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.feature.NameImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * The processes on the sample archive. Expected values: make-archive-expectations.py, which reads
 * the same files with rasterio and computes with NumPy, SciPy and pyproj.
 */
class ArchiveProcessesTest {

  @TempDir static Path directory;
  private static Datacube datacube;
  private static JsonNode expected;

  @BeforeAll
  static void open() throws IOException {
    DatacubeOptions options =
        new DatacubeOptions("jdbc:sqlite:" + directory.resolve("index.sqlite"), 64 << 20, 2, false);
    datacube = Datacubes.open(Path.of("../data-dir/chronocube/catalog.yaml"), options);
    new Indexer(datacube, ProductParsers.discover()).indexCatalog(IndexProgress.NONE);
    try (InputStream in =
        ArchiveProcessesTest.class.getResourceAsStream("archive-expectations.json")) {
      expected = new ObjectMapper().readTree(in);
    }
  }

  @AfterAll
  static void close() {
    datacube.close();
  }

  @Test
  void vegetationIndexOfAFieldEqualsNumPy() throws Exception {
    JsonNode ring = expected.get("area");
    Coordinate[] corners = new Coordinate[ring.size()];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = new Coordinate(ring.get(i).get(0).asDouble(), ring.get(i).get(1).asDouble());
    }
    Geometry area = new GeometryFactory().createPolygon(corners);
    List<SimpleFeature> series =
        features(
            run("TimeSeries", Map.of("cube", "belgium_ndvi", "area", area, "percentiles", "10,50"))
                .get("series"));

    assertThat(series).hasSize(expected.get("series").size());
    for (int i = 0; i < series.size(); i++) {
      JsonNode e = expected.get("series").get(i);
      SimpleFeature s = series.get(i);
      String date = ((String) s.getAttribute("time")).substring(0, 10);
      assertThat(date.replace("-", "")).isEqualTo(e.get("date").asText());
      assertThat(s.getAttribute("pixels")).isEqualTo(e.get("pixels").asInt());
      assertThat(s.getAttribute("count")).as(date).isEqualTo(e.get("count").asInt());
      for (String name : List.of("mean", "sd", "min", "max", "p10", "p50")) {
        if (e.get("count").asInt() == 0) {
          assertThat(s.getAttribute(name)).as(date + " " + name).isNull();
        }
        if (e.has(name)) {
          assertThat((Double) s.getAttribute(name))
              .as(date + " " + name)
              .isCloseTo(e.get(name).asDouble(), within(1e-6));
        }
      }
    }
  }

  @Test
  void aFilterSelectsScenesAndAResolutionAGrid() throws Exception {
    Map<String, Object> byOrbit =
        run("OmnibusTest", Map.of("cube", "belgium_s1", "filter", "\"sat:relative_orbit\" = 88"));
    Map<String, Object> byDate =
        run(
            "OmnibusTest",
            Map.of("cube", "belgium_s1", "time", "2023-04-03,2023-04-15,2023-04-27"));
    assertThat(pixels(byOrbit)).isEqualTo(pixels(byDate));
    JsonNode report = new ObjectMapper().readTree((String) byOrbit.get("report"));
    assertThat(report.at("/properties/chronocube:sources/0/scenes")).hasSize(3);

    Map<String, Object> coarse =
        run("OmnibusTest", Map.of("cube", "belgium_s1", "time", "2023-04", "resolution", 40.0));
    GridCoverage2D coverage = (GridCoverage2D) coarse.get("coverage");
    assertThat(coverage.getRenderedImage().getWidth()).isBetween(16, 17);
    assertThat(coverage.getEnvelope2D().getMinX() % 40).isZero();
  }

  @Test
  void aSeasonReadsNoOtherScenes() throws Exception {
    Map<String, Object> result =
        run("Trend", Map.of("cube", "slovenia_ndvi", "season", "05-15/09-30"));
    JsonNode source =
        new ObjectMapper()
            .readTree((String) result.get("report"))
            .at("/properties/chronocube:sources/0");
    assertThat(source.get("times")).hasSize(36);
    assertThat(source.get("scenes")).isNotEmpty();
    for (JsonNode scene : source.get("scenes")) {
      // slovenia-s2-l1c/slovenia-s2-l1c_20150711T100008
      String monthAndDay = scene.asText().replaceFirst(".*_\\d{4}(\\d{4})T.*", "$1");
      assertThat(monthAndDay).isBetween("0515", "0930");
    }
  }

  private static float[] pixels(Map<String, Object> result) {
    RenderedImage image = ((GridCoverage2D) result.get("coverage")).getRenderedImage();
    return image
        .getData(new Rectangle(image.getWidth(), image.getHeight()))
        .getPixels(0, 0, image.getWidth(), image.getHeight(), (float[]) null);
  }

  @Test
  void anIndexComputedByTheProcessEqualsTheOneOfTheCube() throws Exception {
    // Dividing by 0 makes a pixel invalid: the mask rule of belgium_ndvi as an expression.
    List<SimpleFeature> ndvi =
        features(
            run("TimeSeries", Map.of("cube", "belgium_ndvi", "time", "2023-04")).get("series"));
    List<SimpleFeature> computed =
        features(
            run(
                    "TimeSeries",
                    Map.of(
                        "cube",
                        "belgium_s2",
                        "time",
                        "2023-04",
                        "bands",
                        List.of(
                            "NDVI = where(SCL >= 4, where(SCL <= 6, (B08 - B04) / (B08 + B04),"
                                + " 0 / (SCL - SCL)), 0 / (SCL - SCL))")))
                .get("series"));
    assertThat(computed).hasSameSizeAs(ndvi);
    for (int i = 0; i < ndvi.size(); i++) {
      assertThat(computed.get(i).getAttribute("count"))
          .isEqualTo(ndvi.get(i).getAttribute("count"));
      if ((Integer) ndvi.get(i).getAttribute("count") > 0) {
        assertThat((Double) computed.get(i).getAttribute("mean"))
            .isCloseTo((Double) ndvi.get(i).getAttribute("mean"), within(1e-6));
      }
    }
  }

  @Test
  void changeInBordeauxEqualsNumPy() throws Exception {
    JsonNode e = expected.get("change");
    Map<String, Object> result =
        run(
            "ChangeVectorAnalysis",
            Map.of(
                "cube", "bordeaux",
                "bands", List.of("B04", "B03", "B02", "B08"),
                "before", "2016-05-04",
                "after", "2017-10"));

    assertThat((Double) result.get("threshold"))
        .isCloseTo(e.get("threshold").asDouble(), within(1e-4));
    GridCoverage2D coverage = (GridCoverage2D) result.get("coverage");
    var pixels = coverage.getRenderedImage().getData();
    long changed = 0;
    long valid = 0;
    double sum = 0;
    for (int row = 0; row < pixels.getHeight(); row++) {
      for (int col = 0; col < pixels.getWidth(); col++) {
        float magnitude = pixels.getSampleFloat(col, row, 0);
        if (!Float.isNaN(magnitude)) {
          valid++;
          sum += magnitude;
          changed += pixels.getSample(col, row, 2);
        }
      }
    }
    assertThat(valid).isEqualTo(e.get("valid").asLong());
    assertThat(changed).isEqualTo(e.get("changed").asLong());
    assertThat(sum / valid).isCloseTo(e.get("meanMagnitude").asDouble(), within(1e-6));
    assertThat(pixels.getSampleFloat(200, 100, 0))
        .isCloseTo(e.get("magnitude_100_200").floatValue(), within(1e-5f));
    assertThat(pixels.getSampleFloat(200, 100, 1)).isEqualTo(e.get("direction_100_200").asInt());

    List<SimpleFeature> patches = features(result.get("polygons"));
    assertThat(patches).hasSize(e.get("patches").asInt());
    SimpleFeature largest =
        patches.stream().max((a, b) -> Integer.compare(pixels(a), pixels(b))).orElseThrow();
    assertThat(pixels(largest)).isEqualTo(e.get("largestPixels").asInt());
    assertThat((Double) largest.getAttribute("area"))
        .isCloseTo(e.get("largestArea").asDouble(), within(1.0));
    assertThat(patches)
        .allSatisfy(p -> assertThat(((Geometry) p.getDefaultGeometry()).isValid()).isTrue());
  }

  @Test
  void burnRatiosOfBordeauxEqualNumPy() throws Exception {
    JsonNode e = expected.get("burn");
    Map<String, Object> result =
        run(
            "IndexDifference",
            Map.of(
                "cube", "bordeaux",
                "index", "dNBR",
                "before", "2016",
                "after", "2017",
                "threshold", "0.1"));
    var pixels = ((GridCoverage2D) result.get("coverage")).getRenderedImage().getData();
    double sum = 0;
    int changed = 0;
    int[] severities = new int[8];
    for (int row = 0; row < pixels.getHeight(); row++) {
      for (int col = 0; col < pixels.getWidth(); col++) {
        sum += pixels.getSampleFloat(col, row, 0);
        severities[pixels.getSample(col, row, 3)]++;
        changed += pixels.getSample(col, row, 4);
      }
    }
    assertThat(sum / (pixels.getHeight() * pixels.getWidth()))
        .isCloseTo(e.get("mean").asDouble(), within(1e-6));
    assertThat(pixels.getSampleFloat(200, 100, 0))
        .isCloseTo(e.get("difference_100_200").floatValue(), within(1e-6f));
    assertThat(changed).isEqualTo(e.get("changed").asInt());
    for (int severity = 1; severity <= 7; severity++) {
      assertThat(severities[severity]).isEqualTo(e.get("severities").get(severity - 1).asInt());
    }
  }

  @Test
  void tasselledCapOfBordeauxEqualsNumPy() throws Exception {
    JsonNode e = expected.get("tasselledCap");
    Map<String, Object> inputs = new HashMap<>();
    inputs.putAll(Map.of("cube", "bordeaux", "before", "2016", "after", "2017"));
    inputs.putAll(
        Map.of("tasselledCap", "sentinel-2", "standardise", false, "spectralAngle", true));
    var pixels =
        ((GridCoverage2D) run("ChangeVectorAnalysis", inputs).get("coverage"))
            .getRenderedImage()
            .getData();
    double sum = 0;
    for (int row = 0; row < pixels.getHeight(); row++) {
      for (int col = 0; col < pixels.getWidth(); col++) {
        sum += pixels.getSampleFloat(col, row, 0);
      }
    }
    assertThat(sum / (pixels.getHeight() * pixels.getWidth()))
        .isCloseTo(e.get("mean").asDouble(), within(1e-6));
    assertThat(pixels.getSampleFloat(200, 100, 0))
        .isCloseTo(e.get("magnitude_100_200").floatValue(), within(1e-6f));
    assertThat(pixels.getSampleFloat(200, 100, 1)).isEqualTo(e.get("direction_100_200").asInt());
    assertThat(pixels.getSampleFloat(200, 100, 2))
        .isCloseTo(e.get("angle_100_200").floatValue(), within(1e-3f));

    inputs.put("bands", "B04");
    assertThatThrownBy(() -> run("ChangeVectorAnalysis", inputs))
        .hasMessage("bands must not be given with tasselledCap, were [B04]");
  }

  @Test
  void anIndexIsFoundOrSaysWhatItLacks() throws Exception {
    Map<String, Object> inputs = new HashMap<>();
    inputs.putAll(Map.of("cube", "belgium_ndvi", "before", "2023-04-05", "after", "2023-04-15"));
    // The cube's own band of that name.
    var image =
        ((GridCoverage2D) run("IndexDifference", inputs).get("coverage")).getRenderedImage();
    assertThat(image.getSampleModel().getNumBands()).isEqualTo(4);
    inputs.put("cube", "belgium_s2");
    inputs.put("index", "NBR");
    assertThatThrownBy(() -> run("IndexDifference", inputs))
        .hasMessageStartingWith(
            "index takes a band named swir22 or swir2, or of 2050..2350 nm, but the bands are");
    inputs.put("index", "B08, B04");
    assertThatThrownBy(() -> run("IndexDifference", inputs))
        .hasMessage("index must be one band or expression, was B08, B04");
    inputs.put("index", "B99 / B04");
    assertThatThrownBy(() -> run("IndexDifference", inputs))
        .hasMessageStartingWith("index: bands must be of B08");
  }

  @Test
  void theMinimumMappingUnitIsInSquareMetres() throws Exception {
    // The middle pixel has some 104 m2 (EPSG:4326 grid): 1000 m2 are 10 pixels.
    Map<String, Object> result =
        run(
            "ChangeVectorAnalysis",
            Map.of(
                "cube", "bordeaux",
                "bands", List.of("B04,B03,B02,B08"),
                "before", "2016",
                "after", "2017",
                "minimumArea", 1000.0));
    List<SimpleFeature> patches = features(result.get("polygons"));
    assertThat(patches).hasSize(expected.get("change").get("patches10").asInt());
    assertThat(patches).allSatisfy(p -> assertThat(pixels(p)).isGreaterThanOrEqualTo(10));
  }

  @Test
  void filteredSpeckleEqualsNumPy() throws Exception {
    JsonNode e = expected.get("speckle");
    Map<String, Object> common =
        Map.of("cube", "belgium_s1", "bands", List.of("VV"), "date", "2023-04-03", "window", 5);
    Map<String, Object> lee = new HashMap<>(common);
    lee.put("filter", "lee");
    Map<String, Object> quegan = new HashMap<>(common);
    quegan.put("filter", "quegan-yu");

    assertFiltered(run("SpeckleFilter", lee), e.get("lee5"), e.get("leeMean"), 1);
    assertFiltered(
        run("SpeckleFilter", quegan), e.get("quegan5"), e.get("queganMean"), e.get("days").size());
  }

  private static void assertFiltered(
      Map<String, Object> result, JsonNode pixels, JsonNode mean, int dates) {
    assertThat(result.get("dates")).isEqualTo(dates);
    var image = ((GridCoverage2D) result.get("coverage")).getRenderedImage().getData();
    for (JsonNode pixel : pixels) {
      assertThat(image.getSampleFloat(pixel.get(1).asInt(), pixel.get(0).asInt(), 0))
          .isCloseTo(pixel.get(2).floatValue(), within(1e-4f));
    }
    double sum = 0;
    for (int row = 0; row < image.getHeight(); row++) {
      for (int col = 0; col < image.getWidth(); col++) {
        sum += image.getSampleFloat(col, row, 0);
      }
    }
    assertThat(sum / (image.getHeight() * image.getWidth()))
        .isCloseTo(mean.asDouble(), within(1e-5));
  }

  private static int pixels(SimpleFeature feature) {
    return (Integer) feature.getAttribute("pixels");
  }

  private static List<SimpleFeature> features(Object collection) {
    return DataUtilities.list((SimpleFeatureCollection) collection);
  }

  private static Map<String, Object> run(String name, Map<String, Object> input) throws Exception {
    return new DatacubeProcessFactory(CubeSource.of(datacube))
        .create(new NameImpl("datacube", name))
        .execute(input, null);
  }
}
