// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.Encoded;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.server.encode.tiff.GeoTiffEncoder;
import org.chronocube.server.encode.tiff.TiffOptions;
import org.chronocube.time.TimeInterval;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Coverages that lie across ±180°, with scenes on both sides. A sample of the rasters in degrees is
 * the longitude of its pixel's western edge, −180 to 179, plus 200.
 */
class AntimeridianTest {

  @TempDir static Path folder;
  private static WcsServer server;

  @BeforeAll
  static void start() throws IOException {
    write("world", "all", -180, 360);
    write("sea", "west", 170, 10);
    write("sea", "east", -180, 10);
    Path zone = folder.resolve("zone").resolve("20230401_all_B.tif");
    Files.createDirectories(zone.getParent());
    write(
        zone,
        new GeoBox(
            new Shape(60, 60), Affine.northUp(800000, 60000, Resolution.of(1000)), "EPSG:32660"));
    Path catalog = folder.resolve("catalog.yaml");
    Files.writeString(
        catalog,
        "version: 1\nindex: jdbc:sqlite:index.sqlite\nproducts:\n"
            + product("world")
            + product("sea")
            + product("zone")
            + "cubes:\n"
            + cube("world", "\"EPSG:4326\"", "10, 360", "-180, -5, 180, 5")
            + cube("sea", "\"EPSG:4326\"", "10, 20", "170, -5, 190, 5")
            + cube("zone", "\"EPSG:32660\"", "60, 60", "800000, 0, 860000, 60000"));
    server = WcsServer.start(catalog, folder, Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String product(String id) {
    return """
          - id: %1$s
            parser: geotiff
            location: %1$s
            options:
              pattern: '(?<scene>(?<time>\\d{8})_\\w+)_(?<band>B)\\.tif'
              time-format: yyyyMMdd
            bands:
              - {name: B, type: uint16, nodata: 65535, unit: "1"}
        """
        .formatted(id);
  }

  private static String cube(String name, String crs, String shape, String extent) {
    return """
          - name: %1$s
            products: [%1$s]
            bands: [B]
            grid: {crs: %2$s, shape: [%3$s], extent: [%4$s]}
            time: instant
            mosaic: most-recent
            resampling: nearest
        """
        .formatted(name, crs, shape, extent);
  }

  private static void write(String product, String scene, int west, int degrees)
      throws IOException {
    Path file = folder.resolve(product).resolve("20230401_" + scene + "_B.tif");
    Files.createDirectories(file.getParent());
    write(
        file,
        new GeoBox(new Shape(10, degrees), Affine.northUp(west, 5, Resolution.of(1)), "EPSG:4326"));
  }

  private static void write(Path file, GeoBox grid) throws IOException {
    try (Encoded encoded = new GeoTiffEncoder(TiffOptions.DEFAULT).encode(new Edges(grid));
        OutputStream out = Files.newOutputStream(file)) {
      encoded.writeTo(out);
    }
  }

  /** Pixels that are their western edge plus 200, or their column in metres. */
  private record Edges(GeoBox grid) implements RasterSource {

    @Override
    public List<Band> bands() {
      return List.of(Band.of("B", DataType.UINT16, NoData.of(65535)));
    }

    @Override
    public List<TimeInterval> times() {
      return List.of();
    }

    @Override
    public List<RasterBlock> read(int slice, Window window) {
      RasterBlock block = RasterBlock.allocate(window.shape());
      for (int row = 0; row < window.height(); row++) {
        for (int col = 0; col < window.width(); col++) {
          int i = block.index(row, col);
          int column = window.colStart() + col;
          block.samples()[i] =
              grid.crs().equals("EPSG:4326")
                  ? Math.round(grid.affine().x(column, 0)) + 200
                  : column;
          block.mask().setValid(i);
        }
      }
      return List.of(block);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sea | Long(175,-175) | 175 | 185",
        "sea | Long(175,185) | 175 | 185",
        "sea | Long(-185,-175) | 175 | 185",
        "sea | Long(-179,-178) | 181 | 182",
        "sea | Long(*,-179) | 170 | 181",
        "sea | Long(-1.8e308,1.8e308) | 170 | 190",
        "world | Long(175,-175) | 175 | 185",
        "world | Long(-185,-175) | -185 | -175",
        "world | Long(-10,10) | -10 | 10",
        "world | Long(350,10) | -10 | 10",
        "world | Long(-180,180) | -180 | 180",
        "world | Long(10,-10) | 10 | 350"
      })
  void a_range_of_longitudes_runs_on_across_the_antimeridian(
      String id, String subset, double west, double east) {
    BlockReader raster =
        server.raster(server.getCoverage(id, "subset=" + subset + "&subset=Lat(0,2)").body());
    assertThat(raster.info().grid().extent()).isEqualTo(new Extent(west, 0, east, 2));
    assertLongitudes(raster, (int) west);
  }

  @Test
  void scaling_and_formats_know_nothing_of_it() {
    BlockReader raster =
        server.raster(
            server
                .getCoverage(
                    "world", "subset=Long(170,-170)&subset=Lat(0,2)&scaleSize=Long(10),Lat(1)")
                .body());
    RasterBlock block = raster.read(0, 0, raster.info().shape().window());
    assertThat(block.mask().isAllValid()).isTrue();
    // The centre of a pixel of two degrees lies on the edge between two pixels.
    for (int col = 0; col < 10; col++) {
      int east = 170 + 2 * col + 1;
      int wrapped = (east >= 180 ? east - 360 : east) + 200;
      assertThat(block.sample(0, col)).isBetween((float) wrapped - 1, (float) wrapped);
    }
  }

  @ParameterizedTest
  @CsvSource({"world", "sea"})
  void older_versions_know_boxes_across_it(String id) {
    HttpResponse<byte[]> old =
        server.get(
            "service=WCS&version=1.0.0&request=GetCoverage&format=GeoTIFF&coverage=test:"
                + id
                + "&crs=EPSG:4326&bbox=175,0,-175,2&width=10&height=2");
    assertLongitudes(server.raster(old.body()), 175);
    HttpResponse<byte[]> newer =
        server.get(
            "service=WCS&version=1.1.1&request=GetCoverage&format=image/tiff&identifier=test:"
                + id
                + "&boundingBox=0,175,2,-175,urn:ogc:def:crs:EPSG::4326");
    String text = new String(newer.body(), StandardCharsets.ISO_8859_1);
    int start = text.indexOf("\r\n\r\n", text.indexOf("Content-ID: <theCoverage>")) + 4;
    BlockReader raster =
        server.raster(Arrays.copyOfRange(newer.body(), start, text.lastIndexOf("\r\n--wcs--")));
    assertThat(raster.info().grid().extent()).isEqualTo(new Extent(175, 0, 185, 2));
    assertLongitudes(raster, 175);
  }

  @Test
  void a_projected_coverage_is_cut_in_degrees_on_both_sides() {
    // 180 degrees is 833 978.6 m east at the equator of zone 60, a degree about 111 km.
    BlockReader raster =
        server.raster(
            server
                .getCoverage(
                    "zone", "subsettingCrs=EPSG:4326&subset=Long(179.9,-179.9)&subset=Lat(0.1,0.2)")
                .body());
    Extent extent = raster.info().grid().extent();
    assertThat(extent.minX()).isBetween(822000.0, 823000.0);
    assertThat(extent.maxX()).isBetween(845000.0, 846000.0);
    RasterBlock block = raster.read(0, 0, raster.info().shape().window());
    assertThat(block.sample(0, 0)).isEqualTo((float) ((extent.minX() - 800000) / 1000));
  }

  @Test
  void a_projected_coverage_in_degrees_runs_on_across_it() {
    BlockReader raster = server.raster(server.getCoverage("zone", "outputCrs=EPSG:4326").body());
    Extent extent = raster.info().grid().extent();
    assertThat(extent.minX()).isBetween(179.6, 179.75);
    assertThat(extent.maxX()).isBetween(180.2, 180.3);
    RasterBlock block = raster.read(0, 0, raster.info().shape().window());
    int middle = raster.info().shape().height() / 2;
    for (double longitude : new double[] {179.9, 180.1}) {
      int col = (int) ((longitude - extent.minX()) / raster.info().grid().resolution().x());
      assertThat(block.isValid(middle, col)).isTrue();
      // 111.4 columns of a kilometre a degree, 180 degrees at column 33.98.
      assertThat((double) block.sample(middle, col))
          .isBetween(
              33.98 + (longitude - 180) * 111.4 - 1.5, 33.98 + (longitude - 180) * 111.4 + 1);
    }
  }

  private static void assertLongitudes(BlockReader raster, int west) {
    RasterBlock block = raster.read(0, 0, raster.info().shape().window());
    for (int row = 0; row < block.shape().height(); row++) {
      for (int col = 0; col < block.shape().width(); col++) {
        int longitude = Math.floorMod(west + col + 180, 360) - 180;
        assertThat(block.isValid(row, col)).isTrue();
        assertThat(block.sample(row, col)).isEqualTo(longitude + 200);
      }
    }
  }
}
