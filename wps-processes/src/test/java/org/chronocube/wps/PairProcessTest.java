// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Rectangle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.analysis.FakeEngine;
import org.chronocube.catalog.RunLimits;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.feature.NameImpl;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** What all processes over two times have in common, seen at change vector analysis. */
class PairProcessTest {

  private static final CrsRegistry CRS = new CrsRegistry();

  private final FakeEngine engine =
      new FakeEngine()
          .scene("2020-06-01T10:00:00Z", (t, band, row, col) -> dn(0, band, row, col))
          .scene("2021-06-01T10:00:00Z", (t, band, row, col) -> dn(1, band, row, col));

  /** A square of six by six pixels changes; column 7 has no data at the second time. */
  private static float dn(int time, int band, int row, int col) {
    boolean changed = time == 1 && row >= 10 && row < 16 && col >= 20 && col < 26;
    return time == 1 && col == 7 ? -1 : 100 + band + (row * 7 + col * 3) % 5 + (changed ? 80 : 0);
  }

  private Map<String, Object> run(String process, Object... pairs) {
    return run(RunLimits.DEFAULT, process, pairs);
  }

  private Map<String, Object> run(RunLimits limits, String process, Object... pairs) {
    Map<String, Object> given = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      given.put((String) pairs[i], pairs[i + 1]);
    }
    CubeSource cubes = name -> new CubeSource.Found(FakeEngine.cube(), engine, CRS, limits);
    return new DatacubeProcessFactory(cubes)
        .create(new NameImpl("datacube", process))
        .execute(given, null);
  }

  /** The scene of a time as a coverage of physical values, nodata NaN. */
  private static GridCoverage2D coverage(int time) {
    float[][] bands = new float[2][40 * 60];
    for (int b = 0; b < 2; b++) {
      for (int i = 0; i < bands[b].length; i++) {
        float dn = dn(time, b, i / 60, i % 60);
        bands[b][i] = dn < 0 ? Float.NaN : dn * 0.5f + 1;
      }
    }
    return FloatCoverages.create("t" + time, FakeEngine.GRID, List.of("red", "nir"), bands, CRS);
  }

  private static float[] pixels(Object coverage, int band) {
    var image = ((GridCoverage2D) coverage).getRenderedImage();
    Rectangle all = new Rectangle(image.getWidth(), image.getHeight());
    return image.getData(all).getSamples(0, 0, all.width, all.height, band, (float[]) null);
  }

  @Test
  void coveragesHandedInGiveWhatTheCubeGives() {
    Map<String, Object> ofCube =
        run("ChangeVectorAnalysis", "cube", "fake", "before", "2020", "after", "2021");
    Map<String, Object> ofCoverages =
        run("ChangeVectorAnalysis", "beforeCoverage", coverage(0), "afterCoverage", coverage(1));
    for (int band = 0; band < 3; band++) {
      assertThat(pixels(ofCoverages.get("coverage"), band))
          .isEqualTo(pixels(ofCube.get("coverage"), band));
    }
    assertThat(pixels(ofCube.get("coverage"), 0)[7]).isNaN();
    assertThat(ofCoverages.get("threshold")).isEqualTo(ofCube.get("threshold"));
  }

  @Test
  void processesChain() {
    Object first =
        run("ChangeVectorAnalysis", "cube", "fake", "before", "2020", "after", "2021")
            .get("coverage");
    Map<String, Object> second =
        run("ChangeVectorAnalysis", "beforeCoverage", first, "afterCoverage", first);
    assertThat(pixels(second.get("coverage"), 0)[60 * 12 + 22]).isZero();
  }

  @Test
  void anAreaIsAPartOfCoveragesToo() {
    Geometry area =
        new GeometryFactory().toGeometry(new Envelope(600_200, 600_300, 5_699_800, 5_699_900));
    Map<String, Object> result =
        run(
            "ChangeVectorAnalysis",
            "beforeCoverage",
            coverage(0),
            "afterCoverage",
            coverage(1),
            "area",
            area,
            "areaCrs",
            "EPSG:32631",
            "standardise",
            false);
    GridCoverage2D part = (GridCoverage2D) result.get("coverage");
    assertThat(part.getEnvelope2D().getMinX()).isEqualTo(600_200);
    assertThat(part.getEnvelope2D().getMaxY()).isEqualTo(5_699_900);
    // Both bands grow by 40 in the square's six by six pixels.
    assertThat(pixels(part, 0)[0]).isCloseTo((float) Math.sqrt(3200), within(1e-4f));
    assertThat(pixels(part, 0)[6]).isZero();
  }

  @Test
  void coveragesMustFitEachOther() {
    assertThatThrownBy(() -> run("ChangeVectorAnalysis", "beforeCoverage", coverage(0)))
        .hasRootCauseMessage("afterCoverage must be given when the other coverage is");
    GeoBox shifted =
        new GeoBox(
            new Shape(40, 60), Affine.northUp(600_010, 5_700_000, Resolution.of(10)), "EPSG:32631");
    GridCoverage2D other =
        FloatCoverages.create("x", shifted, List.of("red", "nir"), new float[2][2400], CRS);
    assertThatThrownBy(
            () ->
                run("ChangeVectorAnalysis", "beforeCoverage", coverage(0), "afterCoverage", other))
        .rootCause()
        .hasMessageStartingWith("afterCoverage must have the grid of beforeCoverage, ");
    GridCoverage2D one =
        FloatCoverages.create("x", FakeEngine.GRID, List.of("red"), new float[1][2400], CRS);
    assertThatThrownBy(
            () -> run("ChangeVectorAnalysis", "beforeCoverage", coverage(0), "afterCoverage", one))
        .hasRootCauseMessage("afterCoverage must have 2 bands as beforeCoverage has, had 1");
  }

  @Test
  void aPeriodIsTheSameSeasonBefore() {
    Object oneYear =
        run("ChangeVectorAnalysis", "cube", "fake", "before", "P1Y", "after", "2021-06")
            .get("threshold");
    Object named =
        run("ChangeVectorAnalysis", "cube", "fake", "before", "2020-06", "after", "2021-06")
            .get("threshold");
    assertThat(oneYear).isEqualTo(named);
    assertThatThrownBy(
            () -> run("ChangeVectorAnalysis", "cube", "fake", "before", "P0D", "after", "2021"))
        .hasRootCauseMessage("before must be a time or a period of more than 0, was P0D");
  }

  @Test
  void theReportTellsWhatItWasMadeOf() throws Exception {
    String report =
        (String)
            run("ChangeVectorAnalysis", "cube", "fake", "before", "2020", "after", "2021")
                .get("report");
    JsonNode item = new ObjectMapper().readTree(report);
    assertThat(item.get("stac_version").asText()).isEqualTo("1.0.0");
    assertThat(item.get("bbox")).hasSize(4);
    assertThat(item.at("/links/0/rel").asText()).isEqualTo("derived_from");
    JsonNode p = item.get("properties");
    assertThat(p.get("start_datetime").asText()).isEqualTo("2020-06-01T10:00:00.000Z");
    assertThat(p.at("/chronocube:parameters/threshold").asText()).isEqualTo("otsu");
    assertThat(p.at("/chronocube:sources/1/scenes/0").asText())
        .isEqualTo("fake/2021-06-01T10:00:00Z");
    assertThat(p.at("/chronocube:change/changedPixels").asInt()).isEqualTo(36);
    assertThat(p.at("/chronocube:change/pixels").asInt()).isEqualTo(40 * 59);
  }

  @Test
  void anEstimateComesBeforeTheRunAndTheLimitRefuses() throws Exception {
    Object[] inputs = {
      "process", "ChangeVectorAnalysis", "cube", "fake", "before", "2020", "after", "2021"
    };
    JsonNode estimate =
        new ObjectMapper().readTree((String) run("Estimate", inputs).get("estimate"));
    assertThat(estimate.get("pixels").asInt()).isEqualTo(2400);
    assertThat(estimate.get("dates").asInt()).isEqualTo(2);
    assertThat(estimate.get("samples").asInt()).isEqualTo(2400 * 2 * 2);
    assertThat(estimate.get("allowed").asBoolean()).isTrue();

    RunLimits small = RunLimits.DEFAULT.withPixels(2399);
    JsonNode refused =
        new ObjectMapper().readTree((String) run(small, "Estimate", inputs).get("estimate"));
    assertThat(refused.get("allowed").asBoolean()).isFalse();
    assertThat(refused.get("reason").asText())
        .isEqualTo("area must have at most 2399 pixels, had 2400");
    assertThatThrownBy(
            () ->
                run(
                    small,
                    "ChangeVectorAnalysis",
                    "cube",
                    "fake",
                    "before",
                    "2020",
                    "after",
                    "2021"))
        .hasRootCauseMessage("area must have at most 2399 pixels, had 2400");
    assertThatThrownBy(
            () ->
                run(
                    new RunLimits(1_000_000, 1000, 10),
                    "ChangeVectorAnalysis",
                    "cube",
                    "fake",
                    "before",
                    "2020",
                    "after",
                    "2021"))
        .rootCause()
        .hasMessageStartingWith("area must have at most 1000 bytes of result, had ");
  }

  @Test
  void aCoarserResolutionIsAnotherGrid() {
    assertThatThrownBy(
            () ->
                run(
                    "ChangeVectorAnalysis",
                    "cube",
                    "fake",
                    "before",
                    "2020",
                    "after",
                    "2021",
                    "resolution",
                    0.0))
        .hasRootCauseMessage("resolution must be > 0, was 0.0");
  }
}
