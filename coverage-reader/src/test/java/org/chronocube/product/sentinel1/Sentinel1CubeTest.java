// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.sentinel1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.Progress;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.io.sentinel1.Products;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.CubeRequest.FailurePolicy;
import org.chronocube.product.IndexProgress;
import org.chronocube.product.IndexReport;
import org.chronocube.product.Indexer;
import org.chronocube.product.ProductParsers;
import org.chronocube.raster.RasterBlock;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a product's zip to backscatter on a UTM grid, against SciPy ({@code geocoded.csv}). */
class Sentinel1CubeTest {

  private static final String CATALOG =
      """
      version: 1
      index: jdbc:sqlite:index.sqlite
      products:
        - id: s1
          parser: sentinel1-grd
          location: archive
          OPTIONS
          bands:
            - {name: VV, type: float32, nodata: .nan}
            - {name: incidence_angle, type: float32, nodata: .nan, unit: deg}
      cubes:
        - name: radar
          products: [s1]
          grid: {crs: "EPSG:32631", extent: [300000, 4900000, 720000, 5200000], resolution: 10}
          bands:
            - {name: VV, type: float32, nodata: .nan}
            - {name: VV_dB, expression: 10 * log10(VV), type: float32, nodata: .nan, unit: dB}
            - {name: angle, expression: incidence_angle, type: float32, nodata: .nan}
      """;

  @TempDir Path directory;
  private Datacube datacube;

  @BeforeEach
  void copy() throws IOException {
    Path archive = Files.createDirectory(directory.resolve("archive"));
    Files.copy(Products.zip(Products.NEW), archive.resolve(Products.NEW + ".zip"));
  }

  private void index(String options) throws IOException {
    Path file = directory.resolve("catalog.yaml");
    Files.writeString(file, CATALOG.replace("OPTIONS", options));
    datacube = Datacubes.open(file, DatacubeOptions.DEFAULTS);
    List<IndexReport> reports =
        new Indexer(datacube, ProductParsers.discover()).indexCatalog(IndexProgress.NONE);
    assertThat(reports).allSatisfy(r -> assertThat(r.skipped()).isEmpty());
  }

  @AfterEach
  void close() {
    datacube.close();
  }

  private CubeRaster read(GeoBox target, List<String> bands, Resampling resampling) {
    Cube cube = datacube.catalog().cubes().get(0);
    CubeRequest request =
        new CubeRequest(
            target,
            bands,
            List.of(
                new TimeInterval(
                    Instant.parse("2021-01-01T00:00:00Z"), Instant.parse("2022-01-01T00:00:00Z"))),
            MosaicRule.FIRST_VALID,
            resampling,
            Filter.INCLUDE,
            List.of(),
            FailurePolicy.FAIL);
    return datacube.engine().read(cube, request, Progress.NONE);
  }

  private static GeoBox around(double x, double y) {
    return new GeoBox(
        new Shape(5, 7), Affine.northUp(x - 35, y + 25, Resolution.of(10)), "EPSG:32631");
  }

  @Test
  void backscatter_is_where_and_what_scipy_says() throws IOException {
    index("");
    assertGeocoded(0);
  }

  @Test
  void a_height_moves_pixels_across_the_track() throws IOException {
    index("options: {height: '1000'}");
    assertGeocoded(1000);
  }

  private void assertGeocoded(double height) throws IOException {
    List<double[]> expected =
        Products.table("geocoded.csv").stream().filter(e -> e[2] == height).toList();
    assertThat(expected).hasSizeGreaterThan(2);
    for (double[] e : expected) {
      CubeRaster raster = read(around(e[0], e[1]), List.of("VV"), Resampling.NEAREST);
      RasterBlock block = raster.blocks().get(0);
      assertThat(block.isValid(2, 3)).isTrue();
      assertThat((double) block.sample(2, 3)).isCloseTo(e[5], within(1e-6 + 1e-5 * e[5]));
    }
  }

  @Test
  void bands_are_decibels_and_angles_too() throws IOException {
    index("");
    CubeRaster raster =
        read(around(418425, 4936645), List.of("VV", "VV_dB", "angle"), Resampling.NEAREST);
    assertThat(raster.blocks().get(1).sample(2, 3)).isCloseTo(-11.6074f, within(0.001f));
    // Near range is 30.5 degrees, 480 pixels farther 0.34 more.
    assertThat(raster.blocks().get(2).sample(2, 3)).isCloseTo(30.82f, within(0.02f));
  }

  @Test
  void a_coarse_map_reads_levels() throws IOException {
    index("");
    GeoBox map =
        GeoBox.fitting(
            new Extent(300000, 4900000, 720000, 5200000), new Shape(75, 105), "EPSG:32631");
    RasterBlock block = read(map, List.of("VV"), Resampling.AVERAGE).blocks().get(0);
    // Tiles of 5 km are pixels of 4 km: five of them, here and there on up to nine.
    assertThat(block.mask().count()).isBetween(12, 45);
    for (int i = 0; i < block.samples().length; i++) {
      if (block.mask().isValid(i)) {
        assertThat(block.samples()[i]).isBetween(0.1f, 0.25f);
      }
    }
  }
}
