// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.geolocation.GeolocationException;
import org.chronocube.geolocation.ImageCrs;
import org.chronocube.geolocation.SensorModel;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.io.RasterReadException;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.CubeRequest.FailurePolicy;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Footprints;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Images that only a sensor model places on Earth are read onto any grid. */
class SensorGeometryTest {

  private static final Shape IMAGE = new Shape(60, 100);
  private static final String CRS = crs("scan");

  /**
   * A scanner that flies south-west: columns lead north, rows lead west, and pixels grow along the
   * row. Longitude 3.1 − row/1000, latitude 45 + col/1000 + col²/100000.
   */
  private static final SensorModel SCANNER =
      new SensorModel() {
        @Override
        public void toGround(double[] points, int count) {
          for (int i = 0; i < 2 * count; i += 2) {
            double col = points[i];
            points[i] = 3.1 - points[i + 1] / 1000;
            points[i + 1] = 45 + col / 1000 + col * col / 1e5;
          }
        }

        @Override
        public void toImage(double[] points, int count) {
          for (int i = 0; i < 2 * count; i += 2) {
            double row = (3.1 - points[i]) * 1000;
            points[i] = 5e4 * (Math.sqrt(1e-6 + 4e-5 * (points[i + 1] - 45)) - 1e-3);
            points[i + 1] = row;
          }
          for (int i = 0; i < 2 * count; i += 2) {
            boolean near =
                points[i] > -20 && points[i] < 120 && points[i + 1] > -20 && points[i + 1] < 80;
            points[i] = near ? points[i] : Double.NaN;
            points[i + 1] = near ? points[i + 1] : Double.NaN;
          }
        }
      };

  private final CrsRegistry registry =
      new CrsRegistry(
          crs -> {
            if (crs.model().equals("scan")) {
              return SCANNER;
            }
            throw new GeolocationException(crs.metadata() + " must be readable");
          });
  private final MemoryRasters rasters = new MemoryRasters();
  private final MemoryIndex index = new MemoryIndex();
  private final Cube cube =
      new Cube(
          "cube",
          "",
          "",
          List.of("p"),
          List.of(new CubeBand(Band.of("B", DataType.FLOAT32, NoData.of(Double.NaN)), "B")),
          new GeoBox(new Shape(8, 8), Affine.northUp(3, 45.2, Resolution.of(0.1)), "EPSG:4326"),
          TimeGrouping.INSTANT,
          MosaicRule.MOST_RECENT,
          Resampling.BILINEAR,
          List.of());

  private static String crs(String model) {
    return new ImageCrs(model, URI.create("memory:model"), Map.of()).id();
  }

  // Pixels hold what they are: 1000 · row + column of their centre.
  private void scene(String id, String crs) {
    GeoBox grid = new GeoBox(IMAGE, Affine.IDENTITY, crs);
    URI uri =
        rasters.add(
            id,
            new MemoryRasters.Raster(
                grid,
                DataType.FLOAT32,
                NoData.NONE,
                List.of(),
                (row, col) -> 1000 * (row + 0.5) + col + 0.5));
    Granule granule =
        new Granule("B", uri, 0, grid, DataType.FLOAT32, NoData.NONE, Scaling.IDENTITY);
    index.insert(
        List.of(
            new Scene(
                id,
                "p",
                Instant.parse("2023-04-01T10:00:00Z"),
                Footprints.normalize(registry.footprint(new GeoBox(IMAGE, Affine.IDENTITY, CRS))),
                id,
                "",
                Map.of(),
                List.of(granule))));
  }

  @BeforeEach
  void image() {
    scene("a", CRS);
  }

  private CubeRaster read(GeoBox target, FailurePolicy failures) {
    CubeRequest request =
        new CubeRequest(
            target,
            List.of(),
            List.of(),
            MosaicRule.MOST_RECENT,
            Resampling.BILINEAR,
            Filter.INCLUDE,
            List.of(),
            failures);
    return new DefaultCubeEngine(index, rasters, registry, Runnable::run, 2, 1 << 26)
        .read(cube, request, Progress.NONE);
  }

  @Test
  void the_outline_follows_the_model() {
    var box = registry.footprint(new GeoBox(IMAGE, Affine.IDENTITY, CRS)).getEnvelopeInternal();
    assertThat(box.getMinX()).isCloseTo(3.04, within(1e-9));
    assertThat(box.getMaxX()).isEqualTo(3.1);
    assertThat(box.getMinY()).isEqualTo(45);
    assertThat(box.getMaxY()).isCloseTo(45.2, within(1e-9));
  }

  @Test
  void every_pixel_shows_the_place_the_model_gives_it() {
    GeoBox target =
        new GeoBox(
            new Shape(50, 40),
            Affine.northUp(3.05, 45.1, new Resolution(0.001, 0.001)),
            "EPSG:4326");
    RasterBlock block = read(target, FailurePolicy.FAIL).blocks().get(0);
    for (int row = 0; row < 50; row++) {
      for (int col = 0; col < 40; col++) {
        double[] at = {3.05 + (col + 0.5) / 1000, 45.1 - (row + 0.5) / 1000};
        SCANNER.toImage(at, 1);
        assertThat((double) block.sample(row, col))
            .as("row %d, column %d", row, col)
            .isCloseTo(1000 * at[1] + at[0], within(0.2));
      }
    }
  }

  @Test
  void other_crss_are_reached_through_longitude_latitude() {
    GeoBox target =
        new GeoBox(
            new Shape(20, 20), Affine.northUp(505_000, 4_990_000, Resolution.of(50)), "EPSG:32631");
    RasterBlock block = read(target, FailurePolicy.FAIL).blocks().get(0);
    double[] at = {10.5, 10.5};
    registry.pixelTransform(target, new GeoBox(IMAGE, Affine.IDENTITY, CRS)).transform(at, 1);
    assertThat((double) block.sample(10, 10)).isCloseTo(1000 * at[1] + at[0], within(0.2));
  }

  @Test
  void a_model_that_is_missing_is_a_failure_that_names_scene_and_metadata() {
    scene("b", crs("lost"));
    GeoBox target =
        new GeoBox(
            new Shape(2, 2), Affine.northUp(3.05, 45.1, new Resolution(0.001, 0.001)), "EPSG:4326");
    assertThatThrownBy(() -> read(target, FailurePolicy.FAIL))
        .isInstanceOf(RasterReadException.class)
        .hasMessage("scene p/b, band B, file memory:b: memory:model must be readable");
    CubeRaster answer = read(target, FailurePolicy.REPORT);
    assertThat(answer.report().failures()).hasSize(1);
    assertThat(answer.report().scenes()).containsExactly("p/a");
  }
}
