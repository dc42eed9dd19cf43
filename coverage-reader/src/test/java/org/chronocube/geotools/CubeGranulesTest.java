// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.DataType;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.index.SceneIndex;
import org.chronocube.scene.Scene;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.coverage.grid.io.GranuleSource;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.visitor.MaxVisitor;
import org.geotools.feature.visitor.MinVisitor;
import org.geotools.feature.visitor.NearestVisitor;
import org.geotools.feature.visitor.UniqueVisitor;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTReader;

/**
 * The queries GeoServer makes, on ten scenes: s1 to s8, a day apart from 2024-05-01 10:00, all over
 * the cube, of 10, 20, … 80 % cloud; {@code corner}, on the cube's upper left tenth, the day after,
 * without cloud cover; and one far away, which is not the cube's.
 */
class CubeGranulesTest {

  private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();
  private static final GeoBox GRID = TestCubes.grid(100, 100);
  private static final Cube CUBE =
      TestCubes.cube("cube", GRID, TestCubes.band("B1", DataType.UINT16, 0));

  @TempDir Path directory;
  private SceneIndex index;
  private RecordingIndex recording;
  private GranuleSource granules;

  @BeforeEach
  void fill() throws IOException {
    index = TestScenes.index(directory);
    List<Scene> scenes = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      scenes.add(
          TestScenes.scene(
              "s" + i, "2024-05-0" + i + "T10:00:00Z", GRID, Map.of("eo:cloud_cover", 10.0 * i)));
    }
    scenes.add(
        TestScenes.scene(
            "corner", "2024-05-09T10:00:00Z", GRID.crop(Window.at(0, 0, 10, 10)), Map.of()));
    scenes.add(
        TestScenes.scene(
            "far", "2024-05-10T10:00:00Z", GRID.crop(Window.at(5000, 0, 10, 10)), Map.of()));
    index.insert(scenes);
    recording = new RecordingIndex(index);
    granules =
        new DatacubeReader(
                TestScenes.datacube(recording.index(), new CoordinateEngine(), CUBE), "test")
            .getGranules("cube", true);
    recording.calls.clear();
  }

  @AfterEach
  void close() {
    index.close();
  }

  private static Date date(String instant) {
    return Date.from(Instant.parse(instant));
  }

  private static Query query(String cql) throws Exception {
    return new Query(null, ECQL.toFilter(cql));
  }

  private List<String> scenes(Query query) throws IOException {
    return scenes(granules.getGranules(query));
  }

  private static List<String> scenes(SimpleFeatureCollection features) {
    List<String> ids = new ArrayList<>();
    try (SimpleFeatureIterator each = features.features()) {
      while (each.hasNext()) {
        ids.add((String) each.next().getAttribute("scene"));
      }
    }
    return ids;
  }

  @Test
  void they_come_newest_first_and_only_the_cubes_own() throws Exception {
    List<String> all = List.of("corner", "s8", "s7", "s6", "s5", "s4", "s3", "s2", "s1");

    assertThat(scenes((Query) null)).isEqualTo(all);
    assertThat(scenes(Query.ALL)).isEqualTo(all);
  }

  /** WCS 2.0 without a time: an empty sort array and one feature. */
  @Test
  void the_first_one_of_an_unsorted_query_is_the_newest_and_the_only_one_read() throws Exception {
    Query one = new Query(null, Filter.INCLUDE);
    one.setMaxFeatures(1);
    one.setSortBy(new SortBy[0]);

    assertThat(scenes(one)).containsExactly("corner");
    assertThat(recording.calls).containsExactly("find 1");
  }

  @Test
  void a_granule_has_place_time_product_and_properties() throws Exception {
    try (SimpleFeatureIterator features = granules.getGranules(query("scene = 's3'")).features()) {
      SimpleFeature s3 = features.next();

      assertThat(s3.getID()).isEqualTo("p:s3");
      assertThat(s3.getAttribute("time")).isEqualTo(date("2024-05-03T10:00:00Z"));
      assertThat(s3.getAttribute("product")).isEqualTo("p");
      assertThat(s3.getAttribute("location")).isEqualTo("file:/archive/s3.tif");
      assertThat(s3.getAttribute("cloud_cover")).isEqualTo(30.0);
      ReferencedEnvelope bounds = ReferencedEnvelope.reference(s3.getBounds());
      assertThat(bounds.getMinX()).isCloseTo(500000, within(0.01));
      assertThat(bounds.getMaxY()).isCloseTo(5000000, within(0.01));
      assertThat(CRS.lookupEpsgCode(bounds.getCoordinateReferenceSystem(), false)).isEqualTo(32631);
      assertThat(features.hasNext()).isFalse();
    }
  }

  @Test
  void filters_on_time_and_properties_reach_the_index() throws Exception {
    assertThat(scenes(query("time >= 2024-05-07T10:00:00Z"))).containsExactly("corner", "s8", "s7");
    assertThat(scenes(query("time = 2024-05-07T10:00:00.000Z"))).containsExactly("s7");
    assertThat(scenes(query("cloud_cover < 25"))).containsExactly("s2", "s1");
    assertThat(scenes(query("cloud_cover < 25 AND NOT scene = 's2'"))).containsExactly("s1");
    Filter between =
        FILTERS.between(
            FILTERS.property("time"),
            FILTERS.literal(date("2024-05-02T00:00:00Z")),
            FILTERS.literal(date("2024-05-03T23:59:59.999Z")));
    assertThat(scenes(new Query(null, between))).containsExactly("s3", "s2");
  }

  @Test
  void spatial_filters_are_in_the_cubes_crs() throws Exception {
    // The last pixel of the cube: the corner scene is not there.
    assertThat(scenes(query("BBOX(footprint, 500991, 4999001, 500999, 4999009)")))
        .doesNotContain("corner")
        .hasSize(8);
    assertThat(
            scenes(query("INTERSECTS(footprint, POINT(500050 4999950)) AND cloud_cover IS NULL")))
        .containsExactly("corner");
    assertThat(scenes(query("BBOX(footprint, 0, 0, 10, 10)"))).isEmpty();
  }

  /** QGIS sends a bounding box of 1.8e308. */
  @Test
  void a_box_of_the_whole_plane_finds_everything() throws Exception {
    ReferencedEnvelope plane =
        new ReferencedEnvelope(
            -Double.MAX_VALUE,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Double.MAX_VALUE,
            CRS.decode("EPSG:32631", true));

    assertThat(scenes(new Query(null, FILTERS.bbox(FILTERS.property(""), plane)))).hasSize(9);
  }

  @Test
  void a_box_may_be_in_another_crs_in_its_own_axis_order() throws Exception {
    var lonLat =
        new CrsRegistry()
            .transform(GRID.crop(Window.at(95, 95, 5, 5)).extent(), GRID.crs(), CrsRegistry.WGS84);
    ReferencedEnvelope latLon =
        new ReferencedEnvelope(
            lonLat.minY(),
            lonLat.maxY(),
            lonLat.minX(),
            lonLat.maxX(),
            CRS.decode("EPSG:4326", false));

    assertThat(scenes(new Query(null, FILTERS.bbox(FILTERS.property("footprint"), latLon))))
        .hasSize(8)
        .doesNotContain("corner");
  }

  @Test
  void granules_are_found_by_feature_id() throws Exception {
    Filter ids = FILTERS.id(Set.of(FILTERS.featureId("p:s4"), FILTERS.featureId("p:corner")));

    assertThat(scenes(new Query(null, ids))).containsExactly("corner", "s4");
    assertThat(scenes(new Query(null, FILTERS.id(Set.of(FILTERS.featureId("nothing")))))).isEmpty();
  }

  @Test
  void sorting_and_paging_are_the_indexes_work() throws Exception {
    Query query = new Query(null, Filter.INCLUDE);
    query.setSortBy(
        FILTERS.sort("cloud_cover", SortOrder.ASCENDING),
        FILTERS.sort("time", SortOrder.DESCENDING));
    query.setStartIndex(2);
    query.setMaxFeatures(3);

    assertThat(scenes(query)).containsExactly("s3", "s4", "s5");
    assertThat(recording.calls).containsExactly("find 3");
    query.setSortBy(SortBy.REVERSE_ORDER);
    assertThat(scenes(query)).containsExactly("s3", "s4", "s5");
  }

  @Test
  void counts_respect_offset_and_limit() throws Exception {
    Query query = new Query(null, Filter.INCLUDE);
    assertThat(granules.getCount(query)).isEqualTo(9);
    query.setMaxFeatures(4);
    assertThat(granules.getCount(query)).isEqualTo(4);
    query.setStartIndex(7);
    assertThat(granules.getCount(query)).isEqualTo(2);
    assertThat(granules.getGranules(query).size()).isEqualTo(2);
    query.setStartIndex(70);
    assertThat(granules.getCount(query)).isZero();
    assertThat(recording.calls).allMatch(c -> c.startsWith("count"));
  }

  @Test
  void bounds_of_all_are_the_cubes_and_cost_nothing() throws Exception {
    assertThat(granules.getBounds(Query.ALL).getMinX()).isEqualTo(500000);
    assertThat(recording.calls).isEmpty();
    assertThat(granules.getBounds(query("scene = 'corner'")).getMaxX())
        .isCloseTo(500100, within(0.01));
  }

  /** Nearest match: {@code time <= t} and {@code time >= t}, unsorted, without limit. */
  @Test
  void the_latest_and_earliest_of_a_query_are_look_ups() throws Exception {
    MaxVisitor max = new MaxVisitor(FILTERS.property("time"));
    granules.getGranules(query("time <= 2024-05-06T00:00:00Z")).accepts(max, null);
    MinVisitor min = new MinVisitor(FILTERS.property("time"));
    granules.getGranules(query("time >= 2024-05-06T00:00:00Z")).accepts(min, null);

    assertThat(max.getResult().getValue()).isEqualTo(date("2024-05-05T10:00:00Z"));
    assertThat(min.getResult().getValue()).isEqualTo(date("2024-05-06T10:00:00Z"));
    assertThat(recording.calls).containsExactly("times 1", "times 1");
  }

  // Ten o'clock each day: 03:00 is nearer to the same day's scene, 20:00 and 21:59 too, 22:01 not.
  @ParameterizedTest
  @CsvSource({
    "2024-05-06T03:00:00Z, 2024-05-06T10:00:00Z",
    "2024-05-05T20:00:00Z, 2024-05-05T10:00:00Z",
    "2024-05-05T21:59:00Z, 2024-05-05T10:00:00Z",
    "2024-05-05T22:01:00Z, 2024-05-06T10:00:00Z",
    "2020-01-01T00:00:00Z, 2024-05-01T10:00:00Z",
    "2030-01-01T00:00:00Z, 2024-05-09T10:00:00Z",
  })
  void the_nearest_time_is_looked_up_on_both_sides(String wanted, String found) throws Exception {
    NearestVisitor nearest = new NearestVisitor(FILTERS.property("time"), date(wanted));
    granules.getGranules(Query.ALL).accepts(nearest, null);

    assertThat(nearest.getResult().getValue()).isEqualTo(date(found));
    assertThat(recording.calls).containsExactly("times 1", "times 1");
  }

  /** GeoServer's WCS 2.0 sends the cube's coordinates as if they were degrees. */
  @Test
  void an_area_beyond_the_earth_meets_no_granule() throws Exception {
    Geometry beyond =
        new WKTReader().read("POLYGON((1e7 1e8, 2e7 1e8, 2e7 2e8, 1e7 2e8, 1e7 1e8))");
    Filter filter = FILTERS.intersects(FILTERS.property("footprint"), FILTERS.literal(beyond));

    assertThat(scenes(new Query(null, filter))).isEmpty();
  }

  @Test
  void a_visitor_of_nothing_finds_nothing() throws Exception {
    MaxVisitor max = new MaxVisitor(FILTERS.property("time"));
    granules.getGranules(query("time <= 2000-01-01T00:00:00Z")).accepts(max, null);

    assertThat(max.getResult().getValue()).isNull();
  }

  @Test
  void other_visitors_walk_over_the_features() throws Exception {
    UniqueVisitor unique = new UniqueVisitor("time");
    granules.getGranules(query("cloud_cover >= 70")).accepts(unique, null);

    assertThat(unique.getUnique())
        .isEqualTo(Set.of(date("2024-05-07T10:00:00Z"), date("2024-05-08T10:00:00Z")));
  }

  @Test
  void what_is_not_indexed_cannot_be_filtered_by() throws Exception {
    Query query = query("location LIKE 'file%'");

    assertThatThrownBy(() -> granules.getGranules(query))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("must not use location");
  }
}
