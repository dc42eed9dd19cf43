// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.io.BlockReader;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * WCS over the shipped archive. Expected numbers are GDAL 3.6.2's, read from the archive's files
 * ({@code ReadAsArray} of the window, {@code gdal.Warp(resampleAlg='near', errorThreshold=0)} onto
 * the answer's grid), summed with NumPy 1.24.2.
 */
class SampleArchiveWcsTest {

  @TempDir static Path folder;
  private static WcsServer server;

  @BeforeAll
  static void start() {
    server = WcsServer.start(Path.of("../data-dir/chronocube/catalog.yaml"), folder, Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_projected_subset_equals_the_window_of_the_file() {
    BlockReader raster =
        raster(
            "belgium_s2",
            "subset=E(643300,643400)&subset=N(5676000,5676100)&subset=time(\"2023-04-05\")");
    assertThat(raster.info().shape()).isEqualTo(new Shape(10, 10));
    assertThat(raster.info().grid().affine().c()).isEqualTo(643300);
    RasterBlock b08 = all(raster, 0);
    assertThat(sum(b08)).isEqualTo(394745);
    assertThat(b08.sample(0, 0)).isEqualTo(4885);
    assertThat(b08.sample(9, 9)).isEqualTo(4720);
  }

  @Test
  void a_geographic_subset_equals_the_window_of_the_file() {
    // Columns 100 to 163, rows 50 to 81, by their centres.
    double x = 0.050125122070 / 461;
    double y = 0.0562365545 / 517;
    String longs = (-0.600986480713 + 100.5 * x) + "," + (-0.600986480713 + 163.5 * x);
    String lats = (44.8668196756 - 81.5 * y) + "," + (44.8668196756 - 50.5 * y);
    BlockReader raster =
        raster(
            "bordeaux",
            "rangeSubset=B04&subset=time(2017-10-26)&subset=Long("
                + longs
                + ")&subset=Lat("
                + lats
                + ")");
    assertThat(raster.info().shape()).isEqualTo(new Shape(32, 64));
    RasterBlock b04 = all(raster, 0);
    assertThat(sum(b04)).isEqualTo(1795086);
    assertThat(b04.sample(0, 0)).isEqualTo(925);
    assertThat(b04.sample(31, 63)).isEqualTo(601);
  }

  @Test
  void another_crs_equals_gdalwarp() {
    BlockReader raster =
        raster(
            "bordeaux",
            "rangeSubset=B04&subset=time(2017-10-26)&subset=Lat(44.82,44.86)"
                + "&subset=Long(-0.59,-0.56)&interpolation=nearest"
                + "&outputCrs=http://www.opengis.net/def/crs/EPSG/0/32630");
    GeoBox grid = raster.info().grid();
    assertThat(grid.shape()).isEqualTo(new Shape(446, 247));
    assertThat(grid.affine().c()).isCloseTo(690400.9304, within(0.001));
    assertThat(grid.affine().f()).isCloseTo(4970311.7219, within(0.001));
    assertThat(grid.affine().a()).isCloseTo(10.1946329, within(1e-6));
    RasterBlock b04 = all(raster, 0);
    assertThat(sum(b04)).isEqualTo(119289345);
    assertThat(b04.sample(100, 100)).isEqualTo(1155);
    assertThat(b04.sample(200, 150)).isEqualTo(1029);
    assertThat(b04.sample(300, 200)).isEqualTo(1116);
  }

  @Test
  void float_bands_come_as_they_are() {
    BlockReader raster = raster("slovenia_clouds", "subset=time(2016-08-04)&rangeSubset=CLM");
    assertThat(raster.info().shape()).isEqualTo(new Shape(101, 100));
    BlockReader ndvi = raster("slovenia_ndvi", "subset=time(\"2016-08-04T10:06:13Z\")");
    RasterBlock block = all(ndvi, 0);
    RasterBlock cloud = all(raster, 0);
    assertThat(cloud.sample(10, 20)).isZero();
    assertThat(block.sample(10, 20)).isEqualTo(0.7415585f);
    assertThat(block.sample(50, 60)).isEqualTo(0.73200876f);
  }

  @Test
  void a_month_as_netcdf_has_every_date() {
    HttpResponse<byte[]> response =
        server.getCoverage(
            "belgium_s2",
            "format=application/x-netcdf&rangeSubset=B08&subset=time(\"2023-04\")"
                + "&subset=E(643300,643400)&subset=N(5676000,5676100)");
    // The last variable is B08(time, y, x) of 12 x 10 x 10 shorts; 5 April is the second date.
    ByteBuffer file = ByteBuffer.wrap(response.body());
    int begin = response.body().length - 12 * 100 * 2;
    long sum = 0;
    for (int i = 0; i < 100; i++) {
      sum += file.getShort(begin + 2 * (100 + i)) & 0xffff;
    }
    assertThat(sum).isEqualTo(394745);
  }

  @Test
  void capabilities_and_descriptions_are_valid() {
    String capabilities = WcsServer.text(server.get("service=WCS&request=GetCapabilities"));
    OgcSchemas.assertValidWcs20(capabilities);
    String all =
        "test__belgium_s2,test__belgium_s2_clear,test__belgium_ndvi,test__belgium_s1,"
            + "test__bordeaux,test__slovenia_ndvi,test__slovenia_clouds,test__newyork_landsat";
    for (String id : all.split(",")) {
      assertThat(capabilities).contains("<wcs:CoverageId>" + id + "</wcs:CoverageId>");
    }
    OgcSchemas.assertValidWcs20(
        WcsServer.text(
            server.get("service=WCS&version=2.0.1&request=DescribeCoverage&coverageId=" + all)));
  }

  private static BlockReader raster(String id, String query) {
    HttpResponse<byte[]> response = server.getCoverage(id, query);
    assertThat(response.statusCode()).as(WcsServer.text(response)).isEqualTo(200);
    return server.raster(response.body());
  }

  private static RasterBlock all(BlockReader raster, int band) {
    return raster.read(0, band, raster.info().shape().window());
  }

  private static long sum(RasterBlock block) {
    long sum = 0;
    for (float sample : block.samples()) {
      sum += (long) sample;
    }
    return sum;
  }
}
