// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.PixelTransform;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two scenes of neighbouring UTM zones whose data overlap by three pixels along the border at 6°
 * East, and whose pixels hold their own longitude and latitude: any gap, shift or seam in the
 * mosaic shows.
 */
class ZoneBorderTest {

  private static final CrsRegistry CRS = new CrsRegistry();
  private static final double BORDER = 6;
  private static final double METRES = 60;

  /** Pixels count degrees: column + 180 is a longitude, 90 − row a latitude. */
  private static final GeoBox DEGREES =
      new GeoBox(
          new Shape(180, 360), Affine.northUp(-180, 90, Resolution.of(1)), CrsRegistry.WGS84);

  private final MemoryRasters rasters = new MemoryRasters();
  private final MemoryIndex index = new MemoryIndex();

  private static double[] degrees(PixelTransform toDegrees, double col, double row) {
    double[] point = {col, row};
    toDegrees.transform(point, 1);
    return new double[] {point[0] - 180, 90 - point[1]};
  }

  /** A scene of one zone, of which the part between two longitudes has data. */
  private void scene(String id, String crs, double west, double east, double latitude) {
    Extent box = new Extent(west, latitude - 0.05, east, latitude + 0.05);
    Extent extent = CRS.transform(box, CrsRegistry.WGS84, crs);
    GeoBox grid = GeoBox.covering(extent, Resolution.of(METRES), crs);
    PixelTransform toDegrees = CRS.pixelTransform(grid, DEGREES);
    List<Granule> granules = new ArrayList<>();
    for (int axis = 0; axis < 2; axis++) {
      int which = axis;
      MemoryRasters.Pixels pixels =
          (r, c) -> {
            double[] place = degrees(toDegrees, c + 0.5, r + 0.5);
            return place[0] < west || place[0] > east ? -9999 : encoded(place, which, latitude);
          };
      String band = axis == 0 ? "LON" : "LAT";
      URI uri =
          rasters.add(
              id + band,
              new MemoryRasters.Raster(
                  grid, DataType.FLOAT32, NoData.of(-9999), List.of(), pixels));
      granules.add(
          new Granule(band, uri, 0, grid, DataType.FLOAT32, NoData.of(-9999), Scaling.IDENTITY));
    }
    index.insert(
        List.of(
            new Scene(
                id,
                "s2",
                Instant.parse("2023-04-05T10:00:00Z"),
                CRS.footprint(grid),
                id,
                "",
                Map.of(),
                granules)));
  }

  // Counted from the middle: of whole degrees a float would have too few digits left.
  private static double encoded(double[] place, int axis, double latitude) {
    return 1e5 * (place[axis] - (axis == 0 ? BORDER : latitude));
  }

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (double latitude : new double[] {0, -33.9, 45, 59.9, 71.3}) {
      for (String crs : List.of("EPSG:32631", "EPSG:32632", "EPSG:3857", "EPSG:4326")) {
        for (Resampling resampling : Resampling.values()) {
          cases.add(Arguments.of(latitude, crs, resampling));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "at {0}° in {1}, {2}")
  @MethodSource("cases")
  void zonesMeetWithoutSeamsOrSlivers(double latitude, String crs, Resampling resampling) {
    double pixel = METRES / (111_320 * Math.cos(Math.toRadians(latitude)));
    scene("west", "EPSG:32631", BORDER - 0.15, BORDER + 1.5 * pixel, latitude);
    scene("east", "EPSG:32632", BORDER - 1.5 * pixel, BORDER + 0.15, latitude);
    Extent box = new Extent(BORDER - 0.05, latitude - 0.015, BORDER + 0.05, latitude + 0.015);
    Extent extent = CRS.transform(box, CrsRegistry.WGS84, crs);
    int width = (int) (0.1 / pixel);
    GeoBox target = GeoBox.fitting(extent, new Shape(60, width), crs);

    List<RasterBlock> blocks = read(target, resampling);

    PixelTransform toDegrees = CRS.pixelTransform(target, DEGREES);
    for (int axis = 0; axis < 2; axis++) {
      RasterBlock block = blocks.get(axis);
      assertThat(block.mask().isAllValid()).as("no sliver").isTrue();
      double step = 1e5 * (axis == 0 ? pixel : METRES / 110_570);
      for (int r = 0; r < target.height(); r++) {
        for (int c = 0; c < target.width(); c++) {
          double[] place = degrees(toDegrees, c + 0.5, r + 0.5);
          double off = block.sample(r, c) - encoded(place, axis, latitude);
          boolean beside = Math.abs(place[0] - BORDER) < 5 * pixel;
          assertThat(Math.abs(off) / step)
              .as("%s at row %d, column %d", axis == 0 ? "longitude" : "latitude", r, c)
              .isLessThan(most(resampling, beside));
        }
      }
    }
  }

  // Nearest may be half a diagonal off, a kernel only where a scene's data end. An average weighs
  // by
  // boxes around tilted pixels, and at the end of data takes a pixel by any part of it, as
  // gdalwarp.
  private static double most(Resampling resampling, boolean beside) {
    return switch (resampling) {
      case NEAREST -> 0.75;
      case AVERAGE -> beside ? 1.25 : 0.1;
      default -> beside ? 0.75 : 0.05;
    };
  }

  private List<RasterBlock> read(GeoBox target, Resampling resampling) {
    Band lon = Band.of("LON", DataType.FLOAT32, NoData.of(Double.NaN));
    Band lat = Band.of("LAT", DataType.FLOAT32, NoData.of(Double.NaN));
    Cube cube =
        new Cube(
            "cube",
            "",
            "",
            List.of("s2"),
            List.of(new CubeBand(lon, "LON"), new CubeBand(lat, "LAT")),
            target,
            TimeGrouping.SOLAR_DAY,
            MosaicRule.FIRST_VALID,
            resampling,
            List.of());
    CubeRequest request =
        new CubeRequest(
            target,
            List.of(),
            List.of(),
            MosaicRule.FIRST_VALID,
            resampling,
            Filter.INCLUDE,
            List.of(),
            CubeRequest.FailurePolicy.FAIL);
    CubeRaster raster =
        new DefaultCubeEngine(index, rasters, CRS, Runnable::run, 2, 1 << 26)
            .read(cube, request, Progress.NONE);
    assertThat(raster.report().scenes()).hasSize(2);
    return raster.blocks();
  }
}
