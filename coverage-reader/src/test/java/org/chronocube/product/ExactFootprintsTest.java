// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.RasterOpener;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.algorithm.distance.DiscreteHausdorffDistance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/** Rasters are drawn: a hash is valid, a dot is not. Areas are counted by hand, in pixels. */
class ExactFootprintsTest {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final CrsRegistry CRS = new CrsRegistry();

  // ---- what is outlined, in pixels ----

  private static ValidCells drawn(String... rows) {
    Shape shape = new Shape(rows.length, rows[0].length());
    return cells(shape, new Shape(2, 3), (row, col) -> rows[row].charAt(col) == '#' ? 1 : 0);
  }

  private static ValidCells cells(Shape shape, Shape block, IntBinaryOperator values) {
    return ValidCells.read(raster("file:/x.tif", shape, block, values), 0, NoData.of(0));
  }

  private static Geometry exact(ValidCells cells) {
    Geometry outline = CellOutline.trace(cells, Integer.MAX_VALUE).orElseThrow();
    assertThat(outline.isValid()).isTrue();
    return outline;
  }

  private static boolean isInside(Geometry outline, double col, double row) {
    return outline.intersects(GEOMETRIES.createPoint(new Coordinate(col, row)));
  }

  /** Pixel by pixel: the middle of each is inside exactly when it is valid. */
  private static void assertExact(Geometry outline, ValidCells cells) {
    for (int row = 0; row < cells.shape().height(); row++) {
      for (int col = 0; col < cells.shape().width(); col++) {
        assertThat(isInside(outline, col + 0.5, row + 0.5))
            .as("row %d, column %d", row, col)
            .isEqualTo(cells.isSet(row, col));
      }
    }
    assertThat(outline.getArea()).isCloseTo(cells.cells().cardinality(), within(1e-9));
  }

  @Test
  void the_diagonal_edge_of_a_swath_is_followed_pixel_by_pixel() {
    ValidCells cells = drawn("####..", "#####.", "######", ".#####", "..####");
    Geometry outline = exact(cells);

    assertExact(outline, cells);
    // Corners by hand: (0,0) (4,0) (4,1) (5,1) (5,2) (6,2) (6,5) (2,5) (2,4) (1,4) (1,3) (0,3).
    assertThat(outline.getNumPoints()).isEqualTo(12 + 1);
    assertThat(outline.getNumGeometries()).isEqualTo(1);
  }

  @Test
  void holes_parts_and_slivers_of_one_pixel_stay() {
    ValidCells cells = drawn("####.#", "#..#.#", "#.##.#", "####.#", "......", "#.....");
    Geometry outline = exact(cells);

    assertExact(outline, cells);
    assertThat(outline.getNumGeometries()).isEqualTo(3);
    assertThat(outline.getNumPoints() - outline.getNumGeometries())
        .as("4 + 6 of the hole, 4, 4, and one that closes the hole")
        .isEqualTo(4 + 6 + 4 + 4 + 1);
  }

  @Test
  void cells_that_share_a_corner_and_islands_in_holes_are_told_apart() {
    for (String[] rows :
        new String[][] {
          {"#.#", ".#.", "#.#"},
          {"##.", "#.#", ".##"},
          {".##", "#.#", "##."},
          {"#####", "#...#", "#.#.#", "#...#", "#####"},
          {"###..", "#.#..", "#####", "..#.#", "..###"}
        }) {
      assertExact(exact(drawn(rows)), drawn(rows));
    }
  }

  @Test
  void any_mask_is_followed_exactly() {
    Random random = new Random(4);
    for (int i = 0; i < 50; i++) {
      Shape shape = new Shape(1 + random.nextInt(12), 1 + random.nextInt(12));
      int[] values = random.ints((long) shape.height() * shape.width(), 0, 3).toArray();
      ValidCells cells =
          cells(shape, new Shape(4, 4), (row, col) -> values[row * shape.width() + col]);
      assertExact(exact(cells), cells);
    }
  }

  // ---- what is made of it ----

  @Test
  void few_corners_are_only_grown_by_a_margin() {
    ValidCells cells = drawn("####..", "#####.", "######", ".#####", "..####");

    assertBound(cells, 1 / 8.0);
  }

  @ParameterizedTest
  @CsvSource({"3000, 1.7", "900, 0.3", "4100, 2.5"})
  void many_corners_are_simplified_outward_and_at_most_seven_cells(int size, double slope) {
    ValidCells cells =
        cells(
            new Shape(size, size),
            new Shape(512, 512),
            (row, col) -> col * slope + row > size && row % 700 != 3 ? 1 : 0);

    assertThat(cells.size()).isEqualTo(size > 4096 ? 2 : 1);
    assertThat(exact(cells).getNumPoints()).isGreaterThan(500);
    Geometry outline = assertBound(cells, 7 * cells.size());
    assertThat(outline.getNumPoints()).isLessThan(500);
  }

  private static Geometry assertBound(ValidCells cells, double bound) {
    Geometry exact = exact(cells);
    Geometry outward = ExactFootprints.outward(cells);
    assertThat(outward.isValid()).isTrue();
    assertThat(outward.covers(exact)).as("nothing valid is missed").isTrue();
    double distance = new DiscreteHausdorffDistance(outward, exact).orientedDistance();
    assertThat(distance).isLessThanOrEqualTo(bound);
    return outward;
  }

  @Test
  void a_mask_broken_into_millions_of_holes_has_an_outline_that_can_be_kept() {
    ValidCells cells =
        cells(new Shape(1000, 1000), new Shape(500, 1000), (row, col) -> (row + col) % 2);

    Geometry outline = ExactFootprints.outward(cells);

    assertThat(outline.getNumPoints()).isLessThan(20);
    assertThat(outline.getArea()).isCloseTo(1e6, within(1e4));
  }

  // ---- on the ground ----

  private static final GeoBox UTM =
      new GeoBox(new Shape(60, 80), new Affine(60, 0, 399960, 0, -60, 5000040), "EPSG:32633");

  private static Granule granule(String band, URI uri, GeoBox grid) {
    return new Granule(band, uri, 0, grid, DataType.UINT16, NoData.of(0), Scaling.IDENTITY);
  }

  private static Geometry ground(GeoBox grid, IntBinaryOperator values) {
    URI uri = URI.create("file:/x.tif");
    RasterOpener rasters = u -> raster(u.toString(), grid.shape(), new Shape(16, 16), values);
    return new ExactFootprints(rasters, CRS).ofValidData(granule("B04", uri, grid)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"EPSG:32633, 399960, 5000040, 60", "EPSG:3035, 4321000, 3210000, 1000"})
  void a_search_finds_every_valid_pixel_and_no_place_a_quarter_pixel_beside(
      String crs, double x, double y, double size) {
    GeoBox grid = new GeoBox(new Shape(60, 80), new Affine(size, 0, x, 0, -size, y), crs);
    IntBinaryOperator swath = (row, col) -> col > row + 7 && col < row + 41 ? 1 : 0;

    PreparedGeometry outline = PreparedGeometryFactory.prepare(ground(grid, swath));

    for (double row = -0.875; row < 61; row += 0.25) {
      for (double col = -0.875; col < 81; col += 0.25) {
        boolean near = isValidWithin(swath, row, col, 0.2);
        boolean valid = isValidWithin(swath, row, col, 0);
        if (near == valid) {
          Geometry point =
              CRS.transform(
                  GEOMETRIES.createPoint(
                      new Coordinate(grid.affine().x(col, row), grid.affine().y(col, row))),
                  crs,
                  CrsRegistry.WGS84);
          assertThat(outline.intersects(point)).as("row %s, column %s", row, col).isEqualTo(valid);
        }
      }
    }
  }

  private static boolean isValidWithin(
      IntBinaryOperator values, double row, double col, double distance) {
    for (double dy : new double[] {-distance, distance}) {
      for (double dx : new double[] {-distance, distance}) {
        int r = (int) Math.floor(row + dy);
        int c = (int) Math.floor(col + dx);
        boolean inside = r >= 0 && c >= 0 && r < 60 && c < 80;
        if (inside && values.applyAsInt(r, c) != 0) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void a_tile_over_the_antimeridian_is_cut_there_with_what_is_valid_on_both_sides() {
    // 180 degrees runs near easting 183 km at 17 degrees south in UTM zone 1.
    GeoBox fiji =
        new GeoBox(new Shape(40, 40), new Affine(3000, 0, 123000, 0, -3000, 8120000), "EPSG:32701");

    Geometry both = ground(fiji, (row, col) -> row < 30 ? 1 : 0);
    assertThat(both.getNumGeometries()).isEqualTo(2);
    assertThat(both.getEnvelopeInternal().getWidth()).isEqualTo(360);
    assertThat(both.getArea()).isLessThan(1.5);

    Geometry east = ground(fiji, (row, col) -> col >= 30 ? 1 : 0);
    assertThat(east.getNumGeometries()).isEqualTo(1);
    assertThat(east.getEnvelopeInternal().getMaxX()).isLessThan(-179);
  }

  @Test
  void long_edges_of_a_whole_tile_stay_straight_in_its_own_grid() {
    GeoBox north =
        new GeoBox(new Shape(1830, 1830), new Affine(60, 0, 499980, 0, -60, 9000000), "EPSG:32633");

    Geometry outline = ground(north, (row, col) -> 1);

    assertThat(outline.getNumPoints()).isBetween(20, 400);
    // What 81 degrees north bends: the middle of the upper edge is further north than its ends.
    Coordinate middle = new Coordinate(499980 + 60 * 915, 9000000 - 1);
    Geometry point = CRS.transform(GEOMETRIES.createPoint(middle), "EPSG:32633", CrsRegistry.WGS84);
    assertThat(outline.intersects(point)).isTrue();
  }

  // ---- as an option of a product ----

  private static final URI LEFT = URI.create("file:/left.tif");
  private static final URI RIGHT = URI.create("file:/right.tif");

  private static ProductDefinition product(Map<String, String> options) {
    List<Band> bands = new ArrayList<>();
    for (String name : List.of("left", "right")) {
      bands.add(Band.of(name, DataType.UINT16, NoData.of(0)));
    }
    return new ProductDefinition(
        new Product("p", "P", "", "", bands), "sentinel2-safe", "/x", options);
  }

  private static Envelope footprint(Map<String, String> options) {
    Scene scene =
        new Scene(
            "s",
            "p",
            Instant.EPOCH,
            GEOMETRIES.toGeometry(new Envelope(1, 2, 3, 4)),
            "s",
            "",
            Map.of(),
            List.of(granule("left", LEFT, GRID), granule("right", RIGHT, GRID)));
    RasterOpener rasters =
        uri ->
            raster(
                uri.toString(),
                GRID.shape(),
                GRID.shape(),
                (row, col) -> (col < 2) == uri.equals(LEFT) ? 1 : 0);
    return new ExactFootprints(rasters, CRS)
        .apply(product(options), scene)
        .footprint()
        .getEnvelopeInternal();
  }

  private static final GeoBox GRID =
      new GeoBox(new Shape(4, 8), new Affine(1, 0, 10, 0, -1, 50), "EPSG:4326");

  @Test
  void a_product_says_whether_and_of_which_bands() {
    assertThat(footprint(Map.of())).isEqualTo(new Envelope(1, 2, 3, 4));
    assertThat(footprint(Map.of("footprint", "grid"))).isEqualTo(new Envelope(10, 18, 46, 50));
    assertNear(footprint(Map.of("footprint", "valid-data")), 10, 12);
    assertNear(footprint(Map.of("footprint", "valid-data", "footprint-bands", "right")), 12, 18);
    assertNear(footprint(Map.of("footprint", "valid-data", "footprint-bands", "all")), 10, 18);
  }

  private static void assertNear(Envelope envelope, double west, double east) {
    assertThat(envelope.getMinX()).isCloseTo(west, within(0.1));
    assertThat(envelope.getMaxX()).isCloseTo(east, within(0.1));
  }

  @Test
  void options_that_mean_nothing_are_refused_for_every_parser() {
    for (Map<String, String> wrong :
        List.of(
            Map.of("footprint", "hull"),
            Map.of("footprint", "valid-data", "footprint-bands", "left,middle"))) {
      assertThatThrownBy(() -> Options.checkNames(product(wrong), java.util.Set.of()))
          .isInstanceOf(InvalidParameterException.class)
          .hasMessageContaining(" must be ");
    }
  }

  @Test
  void a_scene_without_a_valid_pixel_is_none() {
    RasterOpener empty = uri -> raster("file:/x", UTM.shape(), UTM.shape(), (row, col) -> 0);
    Scene scene =
        new Scene(
            "s",
            "p",
            Instant.EPOCH,
            GEOMETRIES.toGeometry(new Envelope(1, 2, 3, 4)),
            "s",
            "",
            Map.of(),
            List.of(granule("left", LEFT, UTM)));

    assertThatThrownBy(
            () ->
                new ExactFootprints(empty, CRS)
                    .apply(product(Map.of("footprint", "valid-data")), scene))
        .isInstanceOf(SceneParseException.class)
        .hasMessage("scene s must have valid pixels, has none");
  }

  /** A file that declares no nodata and gives only one block at a time. */
  private static BlockReader raster(
      String uri, Shape shape, Shape block, IntBinaryOperator values) {
    RasterInfo info =
        new RasterInfo(
            URI.create(uri),
            null,
            DataType.UINT16,
            1,
            NoData.NONE,
            List.of(Scaling.IDENTITY),
            List.of(new RasterInfo.Level(shape, block)));
    return new BlockReader() {
      @Override
      public RasterInfo info() {
        return info;
      }

      @Override
      public RasterBlock read(int level, int band, Window window) {
        info.checkRead(level, band, window);
        assertThat(window.height()).isLessThanOrEqualTo(block.height());
        assertThat(window.width()).isLessThanOrEqualTo(block.width());
        RasterBlock read = RasterBlock.allocate(window.shape());
        for (int i = 0; i < window.height() * window.width(); i++) {
          read.samples()[i] =
              values.applyAsInt(
                  window.rowStart() + i / window.width(), window.colStart() + i % window.width());
          read.mask().setValid(i);
        }
        return read;
      }
    };
  }
}
