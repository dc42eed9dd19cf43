// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SortKey;
import org.chronocube.io.RasterReadException;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterDescriptor;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.parameter.DefaultParameterDescriptor;
import org.geotools.referencing.CRS;
import org.geotools.util.DateRange;
import org.geotools.util.NumberRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes to the engine and what comes of its pixels, which encode their coordinates. */
class DatacubeReaderTest {

  private static final Cube SMALL =
      TestCubes.cube(
          "small",
          TestCubes.grid(300, 250),
          TestCubes.band("B1", DataType.FLOAT32, -1),
          new Band("B2", "Two", DataType.FLOAT32, NoData.of(-1), new Scaling(0.5, 3), "1", null),
          new Band("B3", "", DataType.FLOAT32, NoData.of(-1), Scaling.IDENTITY, "m", null));
  private static final Cube LARGE =
      TestCubes.cube("large", TestCubes.grid(4000, 3000), TestCubes.band("B1", DataType.INT32, -9));

  @TempDir Path directory;
  private SceneIndex index;
  private final CoordinateEngine engine = new CoordinateEngine();
  private DatacubeReader reader;

  @BeforeEach
  void open() throws IOException {
    index = TestScenes.index(directory);
    index.insert(
        List.of(
            TestScenes.scene("old", "2024-05-01T10:00:00Z", SMALL.grid(), Map.of()),
            TestScenes.scene("new", "2024-05-09T10:00:00Z", SMALL.grid(), Map.of())));
    reader = new DatacubeReader(TestScenes.datacube(index, engine, SMALL, LARGE), "test");
  }

  @AfterEach
  void close() {
    reader.dispose();
    index.close();
  }

  private static <T> GeneralParameterValue value(ParameterDescriptor<T> descriptor, Object value) {
    ParameterValue<T> parameter = descriptor.createValue();
    parameter.setValue(value);
    return parameter;
  }

  private static GeneralParameterValue grid(GeoBox grid) {
    return value(
        AbstractGridFormat.READ_GRIDGEOMETRY2D,
        new GridGeometries(new CrsRegistry()).geometry(grid));
  }

  private CubeRequest asked() {
    return engine.requests.get(engine.requests.size() - 1);
  }

  private static float sample(GridCoverage2D coverage, int row, int col, int band) {
    return coverage.getRenderedImage().getData().getSampleFloat(col, row, band);
  }

  @Test
  void every_cube_is_a_coverage_and_the_first_is_the_default() {
    assertThat(reader.getGridCoverageNames()).containsExactly("small", "large");
    assertThat(reader.getGridCoverageCount()).isEqualTo(2);
    assertThat(reader.cube(null)).isEqualTo(SMALL);
    assertThat(reader.getOriginalGridRange().getSpan(0)).isEqualTo(250);
    assertThat(reader.getOriginalGridRange("large").getSpan(1)).isEqualTo(4000);
    assertThatThrownBy(() -> reader.getOriginalEnvelope("other"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("coverage name must be one of [small, large], was other");
  }

  @Test
  void a_cube_says_where_it_is() throws Exception {
    assertThat(reader.getOriginalEnvelope("small").getMinimum(0)).isEqualTo(500000);
    assertThat(reader.getOriginalEnvelope("small").getMaximum(0)).isEqualTo(502500);
    assertThat(reader.getOriginalEnvelope("small").getMinimum(1)).isEqualTo(4997000);
    assertThat(CRS.lookupEpsgCode(reader.getCoordinateReferenceSystem("small"), true))
        .isEqualTo(32631);
    double[] point = {0, 0};
    reader
        .getOriginalGridToWorld("small", PixelInCell.CELL_CENTER)
        .transform(point, 0, point, 0, 1);
    assertThat(point).containsExactly(500005, 4999995);
    assertThat(reader.getResolutionLevels("small")[0]).containsExactly(10, 10);
    assertThat(reader.getReadingResolutions("small", null, new double[] {3, 40}))
        .containsExactly(10, 40);
    assertThat(reader.getInfo("small").getTitle()).isEqualTo("Title of small");
  }

  @Test
  void layouts_are_each_cubes_own() throws Exception {
    assertThat(reader.getImageLayout("small").getSampleModel(null).getNumBands()).isEqualTo(3);
    assertThat(reader.getImageLayout("large").getWidth(null)).isEqualTo(3000);
    assertThat(reader.getImageLayout("large").getSampleModel(null).getDataType())
        .isEqualTo(DataBuffer.TYPE_INT);
    assertThat(reader.getImageLayout().getHeight(null)).isEqualTo(300);
  }

  @Test
  void without_parameters_it_is_all_of_the_cube_with_every_pixel_in_its_place() throws Exception {
    GridCoverage2D coverage = reader.read("small");

    assertThat(asked().target()).isEqualTo(SMALL.grid());
    assertThat(coverage.getEnvelope2D().getMinX()).isEqualTo(500000);
    Raster pixels = coverage.getRenderedImage().getData();
    for (int row = 0; row < 200; row += 13) {
      for (int col = 0; col < 200; col += 17) {
        assertThat(pixels.getSampleFloat(col, row, 0)).isEqualTo(1000 * row + col);
        assertThat(pixels.getSampleFloat(col, row, 1)).isEqualTo(1000 * row + col + 100_000);
      }
    }
    assertThat(pixels.getSampleFloat(200, 0, 0)).isEqualTo(-1);
  }

  @Test
  void a_point_evaluates_to_the_pixel_it_lies_in() throws Exception {
    GridCoverage2D coverage = reader.read("small");

    // The middle of row 7, column 3, and just inside its corners.
    for (double d : new double[] {0.01, 5, 9.99}) {
      float[] found =
          coverage.evaluate(
              new java.awt.geom.Point2D.Double(500030 + d, 5000000 - 70 - d), (float[]) null);
      assertThat(found[0]).isEqualTo(7003);
    }
  }

  @Test
  void a_part_is_the_same_pixels_as_in_the_whole() throws Exception {
    GridCoverage2D part = reader.read("small", grid(SMALL.grid().crop(Window.at(40, 50, 6, 5))));

    assertThat(part.getRenderedImage().getWidth()).isEqualTo(5);
    assertThat(sample(part, 0, 0, 0)).isEqualTo(40050);
    assertThat(sample(part, 5, 4, 0)).isEqualTo(45054);
  }

  @Test
  void beyond_the_cube_an_answer_ends_where_the_cube_does() throws Exception {
    GridCoverage2D part = reader.read("small", grid(SMALL.grid().crop(Window.at(-4, -3, 10, 10))));

    assertThat(part.getRenderedImage().getWidth()).isEqualTo(7);
    assertThat(part.getRenderedImage().getHeight()).isEqualTo(6);
    assertThat(part.getEnvelope2D().getMinX()).isEqualTo(500000);
    assertThat(sample(part, 0, 0, 0)).isEqualTo(0);
  }

  @Test
  void outside_the_cube_there_is_no_coverage() throws Exception {
    assertThat(reader.read("small", grid(SMALL.grid().crop(Window.at(0, 250, 5, 5))))).isNull();
    assertThat(engine.requests).isEmpty();
  }

  @Test
  void inside_the_cube_where_no_scene_is_there_is_nodata() throws Exception {
    GridCoverage2D empty = reader.read("small", grid(SMALL.grid().crop(Window.at(210, 210, 5, 5))));

    assertThat(sample(empty, 2, 2, 0)).isEqualTo(-1);
    assertThat(empty.getProperty("GC_NODATA")).isNotNull();
  }

  @Test
  void another_crs_is_read_straight_onto_its_grid() throws Exception {
    GeoBox asked = new GeoBox(new Shape(40, 40), SMALL.grid().affine().scale(5, 5), "EPSG:32631");
    GeoBox degrees =
        GeoBox.fitting(
            new CrsRegistry().transform(asked.extent(), "EPSG:32631", "EPSG:4326"),
            new Shape(60, 60),
            "EPSG:4326");

    reader.read("small", grid(degrees));

    assertThat(asked().target().crs()).isEqualTo("EPSG:4326");
    assertThat(asked().target().resolution().x())
        .isCloseTo(degrees.resolution().x(), within(1e-15));
  }

  @Test
  void bands_are_chosen_by_number_in_any_order_also_twice() throws Exception {
    GridCoverage2D coverage =
        reader.read("small", value(AbstractGridFormat.BANDS, new int[] {1, 0, 1}));

    assertThat(asked().bands()).containsExactly("B2", "B1");
    assertThat(coverage.getNumSampleDimensions()).isEqualTo(3);
    assertThat(sample(coverage, 1, 2, 0)).isEqualTo(101002);
    assertThat(sample(coverage, 1, 2, 1)).isEqualTo(1002);
    assertThat(sample(coverage, 1, 2, 2)).isEqualTo(101002);
    assertThatThrownBy(() -> reader.read("small", value(AbstractGridFormat.BANDS, new int[] {3})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("band number must be in 0..2, was 3");
  }

  @Test
  void sample_dimensions_say_what_samples_mean() throws Exception {
    GridCoverage2D coverage = reader.read("small");
    GridSampleDimension second = coverage.getSampleDimension(1);

    assertThat(second.getDescription().toString()).isEqualTo("B2");
    assertThat(second.getScale()).isEqualTo(0.5);
    assertThat(second.getOffset()).isEqualTo(3);
    assertThat(coverage.getSampleDimension(2).getUnits().toString()).isEqualTo("m");
    assertThat(second.getNoDataValues()).containsExactly(-1);
    assertThat(second.getCategory(-1).getName().toString(java.util.Locale.ENGLISH))
        .isEqualToIgnoringCase("no data");
  }

  @Test
  void times_of_all_kinds_in_one_list_are_passed_on() throws Exception {
    Date instant = Date.from(Instant.parse("2024-05-01T10:00:00Z"));
    Date later = Date.from(Instant.parse("2024-05-02T23:59:59.999Z"));

    reader.read(
        "small",
        value(
            AbstractGridFormat.TIME,
            List.of(instant, new DateRange(instant, later), "2024-06-01T00:00:00Z")));

    assertThat(asked().times())
        .containsExactly(
            TimeInterval.at(instant.toInstant()),
            TimeInterval.ofClosed(instant.toInstant(), later.toInstant()),
            TimeInterval.at(Instant.parse("2024-06-01T00:00:00Z")));
  }

  @Test
  void what_is_not_asked_for_is_the_newest_time_and_the_cubes_own_rules() throws Exception {
    reader.read("small");

    assertThat(asked().times())
        .containsExactly(TimeInterval.at(Instant.parse("2024-05-09T10:00:00Z")));
    assertThat(asked().rule()).isEqualTo(MosaicRule.MOST_RECENT);
    assertThat(asked().resampling()).isEqualTo(Resampling.AVERAGE);
    assertThat(asked().filter()).isEqualTo(Filter.INCLUDE);
    assertThat(asked().failures()).isEqualTo(CubeRequest.FailurePolicy.FAIL);
  }

  @Test
  void filters_speak_of_granules_and_the_engine_of_scenes() throws Exception {
    reader.read(
        "small",
        value(DatacubeFormat.FILTER, ECQL.toFilter("cloud_cover < 20 AND scene = 'x'")),
        value(
            new DefaultParameterDescriptor<>("RELATIVE_ORBIT", List.class, null, null),
            List.of(88, new NumberRange<>(Integer.class, 100, 110))));

    assertThat(asked().filter())
        .isEqualTo(
            ECQL.toFilter(
                "\"eo:cloud_cover\" < 20 AND \"id\" = 'x' AND (\"sat:relative_orbit\" = 88.0 OR"
                    + " \"sat:relative_orbit\" BETWEEN 100 AND 110)"));
  }

  @Test
  void rule_sorting_failures_and_background_can_be_asked_for() throws Exception {
    GridCoverage2D coverage =
        reader.read(
            "small",
            value(DatacubeFormat.MOSAIC_RULE, "median"),
            value(DatacubeFormat.SORTING, "cloud_cover A, time D"),
            value(DatacubeFormat.FAILURES, "report"),
            value(DatacubeFormat.BACKGROUND_VALUES, new double[] {-7, -8, -9}));

    assertThat(asked().rule()).isEqualTo(MosaicRule.MEDIAN);
    assertThat(asked().sort())
        .containsExactly(SortKey.ascending("eo:cloud_cover"), SortKey.NEWEST_FIRST);
    assertThat(asked().failures()).isEqualTo(CubeRequest.FailurePolicy.REPORT);
    assertThat(sample(coverage, 299, 0, 0)).isEqualTo(-7);
    assertThat(sample(coverage, 299, 0, 1)).isEqualTo(-8);
    assertThatThrownBy(() -> reader.read("small", value(DatacubeFormat.MOSAIC_RULE, "best")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mosaic rule must be one of");
  }

  /** Stand-ins: the real classes belong to the image library of the GeoTools at hand. */
  static final class InterpolationNearest {}

  static final class InterpolationBilinear {}

  static final class InterpolationBicubic2 {}

  @Test
  void interpolation_is_known_by_the_name_of_its_class() throws Exception {
    ParameterDescriptor<Object> interpolation =
        new DefaultParameterDescriptor<>("Interpolation", Object.class, null, null);

    reader.read("small", value(interpolation, new InterpolationNearest()));
    assertThat(asked().resampling()).isEqualTo(Resampling.NEAREST);
    reader.read("small", value(interpolation, new InterpolationBilinear()));
    assertThat(asked().resampling()).isEqualTo(Resampling.BILINEAR);
    reader.read("small", value(interpolation, new InterpolationBicubic2()));
    assertThat(asked().resampling()).isEqualTo(Resampling.CUBIC);
  }

  @Test
  void parameters_of_other_formats_and_null_values_are_ignored() throws Exception {
    GridCoverage2D coverage =
        reader.read(
            "small",
            value(AbstractGridFormat.OVERVIEW_POLICY, null),
            value(AbstractGridFormat.TIME, null),
            value(
                new DefaultParameterDescriptor<>("USE_JAI_IMAGEREAD", Boolean.class, null, null),
                true),
            value(AbstractGridFormat.BACKGROUND_COLOR, java.awt.Color.RED));

    assertThat(coverage.getRenderedImage().getWidth()).isEqualTo(250);
  }

  @Test
  void a_large_coverage_is_read_tile_by_tile_when_it_is_looked_at() throws Exception {
    RenderedImage image = reader.read("large").getRenderedImage();

    assertThat(engine.requests).isEmpty();
    assertThat(image.getTileWidth()).isEqualTo(512);
    Raster tile = image.getTile(0, 0);
    assertThat(tile.getSample(199, 199, 0)).isEqualTo(199199);
    assertThat(tile.getSample(200, 199, 0)).isEqualTo(-9);
    assertThat(engine.requests).hasSize(1);
    image.getTile(0, 0);
    assertThat(engine.requests).as("a tile is kept").hasSize(1);
    Raster corner = image.getTile(5, 7);
    assertThat(corner.getMinX()).isEqualTo(2560);
    assertThat(asked().target()).isEqualTo(LARGE.grid().crop(Window.at(3584, 2560, 416, 440)));
    Raster across = image.getData(new java.awt.Rectangle(150, 190, 700, 30));
    assertThat(across.getSample(199, 190, 0)).isEqualTo(190199);
    assertThat(across.getSample(849, 219, 0)).isEqualTo(-9);
  }

  @Test
  void all_tiles_of_a_coverage_are_of_one_time() throws Exception {
    RenderedImage image = reader.read("large").getRenderedImage();
    image.getTile(0, 0);
    index.insert(
        List.of(TestScenes.scene("newest", "2024-06-01T10:00:00Z", SMALL.grid(), Map.of())));
    image.getTile(1, 0);

    assertThat(engine.requests)
        .extracting(CubeRequest::times)
        .containsOnly(List.of(TimeInterval.at(Instant.parse("2024-05-09T10:00:00Z"))));
  }

  @Test
  void a_coverage_tells_what_it_is_made_of() throws Exception {
    CoverageReport report =
        (CoverageReport) reader.read("small").getProperty(CoverageReport.PROPERTY);

    assertThat(report.soFar().scenes()).containsExactly("p/1");
    assertThat(report.soFar().failures()).extracting(f -> f.message()).containsExactly("broken");
  }

  @Test
  void failures_reach_the_caller_as_geotools_has_them() {
    engine.failure = new RasterReadException("scene x, band B1, file y: truncated");
    assertThatThrownBy(() -> reader.read("small"))
        .isInstanceOf(IOException.class)
        .hasMessage("scene x, band B1, file y: truncated");
    engine.failure = new InvalidParameterException("bands", "bands must be few");
    assertThatThrownBy(() -> reader.read("small"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bands must be few");
  }

  @Test
  void many_threads_read_at_once() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      RenderedImage large = reader.read("large").getRenderedImage();
      List<Future<Float>> results = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        int n = i;
        results.add(
            pool.submit(
                () -> {
                  if (n % 2 == 0) {
                    return large.getTile(0, 0).getSampleFloat(n, n, 0);
                  }
                  Window window = Window.at(n, n, 3, 3);
                  return sample(reader.read("small", grid(SMALL.grid().crop(window))), 0, 0, 0);
                }));
      }
      for (int i = 0; i < 64; i++) {
        assertThat(results.get(i).get()).isEqualTo(1001f * i);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void it_is_read_only() {
    assertThat(reader.isReadOnly()).isTrue();
    assertThatThrownBy(() -> reader.getGranules("small", false))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("read-only");
    assertThatThrownBy(() -> reader.harvest(null, directory, null))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
