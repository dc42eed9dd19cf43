// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.Datacubes;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Window;
import org.chronocube.product.IndexReport;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterDescriptor;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.parameter.DefaultParameterDescriptor;
import org.geotools.util.DateRange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From files on disk to coverages, on the archive the project ships.
 *
 * <p>Expected values are GDAL 3.6.2's and NumPy 1.24.2's: pixels and sums by {@code
 * rasterio.open(f).read(1)} (rasterio 1.3.5), decibels and NDVI computed from them in NumPy, the
 * reprojection by {@code gdal.Warp(..., dstSRS='EPSG:3857', xRes=16, yRes=16, outputBounds=(562400,
 * 6659600, 563360, 6660560), resampleAlg='near', errorThreshold=0)}.
 */
class SampleArchiveTest {

  @TempDir static Path directory;
  private static Datacube datacube;
  private static Map<Path, FileTime> before;
  private static List<IndexReport> reports;
  private static DatacubeReader reader;

  @BeforeAll
  static void index() throws IOException {
    before = filesBesideTheCatalog();
    datacube = Datacubes.open(SampleArchive.CATALOG, SampleArchive.options(directory));
    reports = SampleArchive.index(datacube);
    reader = new DatacubeReader(datacube, SampleArchive.CATALOG.toFile());
  }

  @AfterAll
  static void close() {
    reader.dispose();
    datacube.close();
  }

  private static <T> GeneralParameterValue value(ParameterDescriptor<T> descriptor, Object value) {
    ParameterValue<T> parameter = descriptor.createValue();
    parameter.setValue(value);
    return parameter;
  }

  private static GeneralParameterValue time(String instant) {
    return value(AbstractGridFormat.TIME, List.of(Date.from(Instant.parse(instant))));
  }

  private static Raster pixels(String cube, GeneralParameterValue... parameters)
      throws IOException {
    return reader.read(cube, parameters).getRenderedImage().getData();
  }

  private static long sum(Raster raster, int band) {
    float[] samples =
        raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), band, (float[]) null);
    double sum = 0;
    for (float sample : samples) {
      sum += sample;
    }
    return Math.round(sum);
  }

  @Test
  void every_scene_of_every_product_is_found() {
    assertThat(reports)
        .extracting(IndexReport::product)
        .containsExactly(
            "belgium-s2-l2a",
            "belgium-s1-grd",
            "bordeaux-s2-l1c",
            "slovenia-s2-l1c",
            "newyork-landsat8");
    assertThat(reports).extracting(IndexReport::inserted).containsExactly(12, 10, 2, 68, 19);
    assertThat(reports).allSatisfy(r -> assertThat(r.skipped()).isEmpty());
  }

  @Test
  void indexing_again_changes_nothing() {
    long before = datacube.index().generation();

    List<IndexReport> again = SampleArchive.index(datacube);

    assertThat(again).extracting(IndexReport::unchanged).containsExactly(12, 10, 2, 68, 19);
    assertThat(again).extracting(IndexReport::inserted).containsOnly(0);
    assertThat(datacube.index().generation()).isEqualTo(before);
  }

  /** No hidden half pixel: corners and middle are the file's, and so is the sum of all. */
  @Test
  void on_its_own_grid_a_cube_is_exactly_its_files() throws Exception {
    Raster belgium = pixels("belgium_s2", time("2023-04-15T00:00:00Z"));

    assertThat(belgium.getWidth()).isEqualTo(64);
    assertThat(belgium.getHeight()).isEqualTo(66);
    // Bands are B08, B04, B11, B01, SCL.
    assertThat(belgium.getPixel(0, 0, (int[]) null)).containsExactly(3984, 347, 1693, 382, 4);
    assertThat(belgium.getPixel(63, 0, (int[]) null)).containsExactly(3816, 439, 1642, 355, 4);
    assertThat(belgium.getPixel(0, 65, (int[]) null)).containsExactly(3860, 521, 1958, 373, 4);
    assertThat(belgium.getPixel(63, 65, (int[]) null)).containsExactly(1504, 462, 1444, 401, 2);
    assertThat(belgium.getPixel(31, 30, (int[]) null)).containsExactly(5264, 284, 1589, 277, 4);
    assertThat(sum(belgium, 0)).isEqualTo(18105384);
    assertThat(sum(belgium, 1)).isEqualTo(1866274);
  }

  @Test
  void a_grid_in_degrees_is_exactly_its_files_too() throws Exception {
    Raster bordeaux = pixels("bordeaux", time("2016-05-04T00:00:00Z"));

    assertThat(bordeaux.getSample(0, 0, 0)).isEqualTo(1200);
    assertThat(bordeaux.getSample(460, 516, 0)).isEqualTo(1356);
    assertThat(bordeaux.getSample(200, 258, 0)).isEqualTo(1570);
    assertThat(sum(bordeaux, 0)).isEqualTo(282368977L);
    // B01 (60 m) and B05 (20 m) under the corners of the 10 m grid.
    assertThat(bordeaux.getSample(0, 0, 4)).isEqualTo(1402);
    assertThat(bordeaux.getSample(460, 516, 4)).isEqualTo(1571);
    assertThat(bordeaux.getSample(0, 0, 5)).isEqualTo(1202);
    assertThat(bordeaux.getSample(460, 516, 5)).isEqualTo(1501);
  }

  @Test
  void a_grid_of_odd_resolution_is_exactly_its_files_too() throws Exception {
    Raster slovenia = pixels("slovenia_ndvi", time("2015-07-11T10:00:08Z"));

    assertThat(slovenia.getSampleFloat(0, 0, 0)).isEqualTo(0.7600579261779785f);
    assertThat(slovenia.getSampleFloat(99, 100, 0)).isEqualTo(0.7997270822525024f);
    assertThat(slovenia.getSampleFloat(50, 50, 0)).isEqualTo(0.8225765824317932f);
  }

  @Test
  void an_expression_is_computed_from_physical_values_where_the_mask_lets_it() throws Exception {
    Raster ndvi = pixels("belgium_ndvi", time("2023-04-15T00:00:00Z"));
    float[] all = ndvi.getSamples(0, 0, 64, 66, 0, (float[]) null);
    double sum = 0;
    int valid = 0;
    for (float v : all) {
      if (!Float.isNaN(v)) {
        sum += v;
        valid++;
      }
    }

    assertThat(ndvi.getSampleFloat(0, 0, 0)).isCloseTo(0.83975987f, within(1e-6f));
    assertThat(ndvi.getSampleFloat(31, 30, 0)).isCloseTo(0.89762076f, within(1e-6f));
    // SCL is 2 here, "dark area": masked.
    assertThat(ndvi.getSampleFloat(63, 65, 0)).isNaN();
    assertThat(valid).isEqualTo(4200);
    assertThat(sum / valid).isCloseTo(0.8003689880415783, within(1e-6));
  }

  @Test
  void backscatter_is_in_decibels() throws Exception {
    Raster sar = pixels("belgium_s1", time("2023-04-15T00:00:00Z"));

    assertThat(sar.getSampleDouble(0, 0, 0)).isCloseTo(-12.872605658, within(1e-4));
    assertThat(sar.getSampleDouble(31, 30, 0)).isCloseTo(-13.022766220, within(1e-4));
    assertThat(sar.getSampleDouble(0, 0, 1)).isCloseTo(-27.096308206, within(1e-4));
    assertThat(sar.getSampleDouble(31, 30, 1)).isCloseTo(-19.466601346, within(1e-4));
  }

  @Test
  void a_reprojected_read_is_what_gdalwarp_makes() throws Exception {
    GeoBox mercator =
        GeoBox.covering(
            new Extent(562400, 6659600, 563360, 6660560), Resolution.of(16), "EPSG:3857");
    GridCoverage2D coverage =
        reader.read(
            "belgium_s2",
            time("2023-04-15T00:00:00Z"),
            value(AbstractGridFormat.BANDS, new int[] {0}),
            value(
                AbstractGridFormat.READ_GRIDGEOMETRY2D,
                new GridGeometries(new CrsRegistry()).geometry(mercator)));
    Raster warped = coverage.getRenderedImage().getData();

    assertThat(warped.getWidth()).isEqualTo(60);
    assertThat(warped.getSample(30, 30, 0)).isEqualTo(5445);
    assertThat(warped.getSample(40, 20, 0)).isEqualTo(3820);
    assertThat(warped.getSample(20, 40, 0)).isEqualTo(4544);
    int[] samples = warped.getSamples(0, 0, 60, 60, 0, (int[]) null);
    assertThat(Arrays.stream(samples).filter(s -> s != 65535).count()).isEqualTo(3513);
    assertThat(Arrays.stream(samples).filter(s -> s != 65535).sum()).isEqualTo(15253176);
  }

  @Test
  void scenes_of_a_day_stand_side_by_side_and_outside_their_footprints_is_nodata()
      throws Exception {
    GridCoverage2D coverage = reader.read("newyork_landsat", time("2018-04-28T00:00:00Z"));
    CoverageReport report = (CoverageReport) coverage.getProperty(CoverageReport.PROPERTY);
    Raster mosaic = coverage.getRenderedImage().getData();

    assertThat(report.soFar().scenes()).hasSize(2);
    // The centres of the two files' pixels at row 38, column 38.
    assertThat(sampleAt(mosaic, 430485 + 38.5 * 3012.0779220779223, 4740615 - 38.5 * 3019.6153846))
        .isEqualTo(12226);
    assertThat(sampleAt(mosaic, 392385 + 38.5 * 3012.0779220779223, 4582215 - 38.5 * 3023.4615385))
        .isEqualTo(9542);
    assertThat(mosaic.getSample(0, 0, 0)).isZero();
  }

  private static int sampleAt(Raster newYork, double x, double y) {
    return newYork.getSample((int) ((x - 390000) / 3000), (int) ((4743000 - y) / 3000), 0);
  }

  @Test
  void a_day_may_be_asked_for_by_one_of_its_scenes_or_as_a_range() throws Exception {
    Date morning = Date.from(Instant.parse("2015-12-08T00:00:00Z"));
    Date night = Date.from(Instant.parse("2015-12-08T23:59:59.999Z"));
    GridCoverage2D byInstant = reader.read("slovenia_clouds", time("2015-12-08T10:04:09Z"));
    GridCoverage2D byRange =
        reader.read(
            "slovenia_clouds",
            value(AbstractGridFormat.TIME, List.of(new DateRange(morning, night))));

    float[] one =
        byInstant.getRenderedImage().getData().getSamples(0, 0, 100, 101, 0, (float[]) null);
    float[] other =
        byRange.getRenderedImage().getData().getSamples(0, 0, 100, 101, 0, (float[]) null);
    assertThat(one).isEqualTo(other);
  }

  @Test
  void a_filter_chooses_scenes() throws Exception {
    GridCoverage2D coverage =
        reader.read("belgium_s2", value(DatacubeFormat.FILTER, ECQL.toFilter("cloud_cover < 1")));
    CoverageReport report = (CoverageReport) coverage.getProperty(CoverageReport.PROPERTY);

    assertThat(report.soFar().scenes()).containsExactly("belgium-s2-l2a/belgium-s2-l2a_20230415");
  }

  @Test
  void a_custom_dimension_chooses_scenes() throws Exception {
    ParameterDescriptor<?> orbit =
        DefaultParameterDescriptor.create("RELATIVE_ORBIT", "", List.class, null, false);
    GridCoverage2D coverage = reader.read("belgium_s1", value(orbit, List.of(88)));
    CoverageReport report = (CoverageReport) coverage.getProperty(CoverageReport.PROPERTY);

    assertThat(report.soFar().scenes()).containsExactly("belgium-s1-grd/belgium-s1-grd_20230427");
  }

  @Test
  void a_time_without_a_scene_is_nodata_not_nothing() throws Exception {
    GridCoverage2D coverage = reader.read("belgium_s2", time("2023-04-16T00:00:00Z"));

    assertThat(coverage.getRenderedImage().getData().getSample(30, 30, 0)).isEqualTo(65535);
    assertThat(coverage.getProperty("GC_NODATA")).isNotNull();
  }

  /** What GeoServer does when a layer is configured; it must not look at the whole archive. */
  @Test
  void a_probe_of_five_by_five_pixels_uses_one_scene() throws Exception {
    GeoBox probe = reader.cube("belgium_s2").grid();
    GridCoverage2D coverage =
        reader.read(
            "belgium_s2",
            value(
                AbstractGridFormat.READ_GRIDGEOMETRY2D,
                new GridGeometries(new CrsRegistry())
                    .geometry(probe.crop(Window.at(30, 30, 5, 5)))));
    CoverageReport report = (CoverageReport) coverage.getProperty(CoverageReport.PROPERTY);

    assertThat(report.soFar().scenes()).hasSize(1);
    assertThat(coverage.getNumSampleDimensions()).isEqualTo(5);
  }

  // A server that was run here has left its index; the tests must not touch that either.
  @Test
  void nothing_is_written_into_the_archive() throws IOException {
    assertThat(filesBesideTheCatalog()).isEqualTo(before);
  }

  private static Map<Path, FileTime> filesBesideTheCatalog() throws IOException {
    Map<Path, FileTime> files = new HashMap<>();
    try (var entries = Files.list(SampleArchive.CATALOG.toAbsolutePath().getParent())) {
      for (Path file : entries.toList()) {
        files.put(file, Files.getLastModifiedTime(file));
      }
    }
    return files;
  }
}
