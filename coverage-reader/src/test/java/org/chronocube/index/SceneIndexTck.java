// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chronocube.index.Scenes.OTHER_PRODUCT;
import static org.chronocube.index.Scenes.PRODUCT;
import static org.chronocube.index.Scenes.box;
import static org.chronocube.index.Scenes.product;
import static org.chronocube.index.Scenes.scene;
import static org.chronocube.index.Scenes.square;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;

/** What every scene index must do; one subclass per back end. */
public abstract class SceneIndexTck {

  protected SceneIndex index;

  /** An empty index of its own for each test, closed by the test. */
  protected abstract SceneIndex create();

  /** The index of the last {@link #create}, opened again. */
  protected abstract SceneIndex reopen(boolean readOnly);

  @BeforeEach
  void open() {
    index = create();
    index.putProduct(product(PRODUCT));
    index.putProduct(product(OTHER_PRODUCT));
  }

  @AfterEach
  void close() {
    index.close();
  }

  protected void insert(Scenes.Builder... scenes) {
    index.insert(Stream.of(scenes).map(Scenes.Builder::build).toList());
  }

  protected List<String> ids(SceneQuery query) {
    try (Stream<Scene> scenes = index.find(query)) {
      return scenes.map(Scene::id).toList();
    }
  }

  protected List<String> ids(String cql) {
    SceneQuery query = SceneQuery.ALL.withFilter(SceneFilters.parse(cql)).withSort(byId());
    List<String> ids = ids(query);
    assertThat(index.count(query)).as("count of %s", cql).isEqualTo(ids.size());
    return ids;
  }

  protected List<String> times(SceneQuery query) {
    try (Stream<Instant> times = index.times(query)) {
      return times.map(Instant::toString).toList();
    }
  }

  protected static List<SortKey> byId() {
    return List.of(SortKey.ascending(SortKey.ID));
  }

  protected static SceneQuery over(Geometry area) {
    return SceneQuery.ALL.withArea(area).withSort(byId());
  }

  @Nested
  class What_is_stored {

    @Test
    void a_scene_comes_back_as_it_was() {
      Granule odd =
          new Granule(
              "VV",
              URI.create("https://example.org/a%20b.tif?x=1"),
              3,
              new GeoBox(
                  new Shape(7, 5), new Affine(1e-5, 1e-7, 3.1, -1e-7, -1e-5, 50.2), "EPSG:4326"),
              DataType.FLOAT32,
              NoData.of(Double.NaN),
              Scaling.IDENTITY);
      Granule plain =
          new Granule(
              "angle",
              URI.create("s3://bucket/angle.tif"),
              0,
              odd.grid(),
              DataType.INT16,
              NoData.NONE,
              new Scaling(0.1, 1.0 / 3));
      Scene scene =
          scene("grüße-ß-日本-\uD83D\uDEF0")
              .at("1999-12-31T23:59:59.999Z")
              .over(
                  "POLYGON((3 50, 4 50, 4 51, 3 51, 3 50), (3.2 50.2, 3.4 50.2, 3.3 50.4, 3.2 50.2))")
              .revision("acq", "05.09")
              .with("platform", "Sentinel-2A")
              .with("view:sun_elevation", 46.1736453687612)
              .with("sat:relative_orbit", 51)
              .with("big", 12345678901L)
              .with("usable", true)
              .with("text \"with\" quotes", "and \\ more")
              .build();
      scene =
          new Scene(
              scene.id(),
              scene.product(),
              scene.time(),
              scene.footprint(),
              scene.acquisition(),
              scene.revision(),
              scene.properties(),
              List.of(odd, plain));
      index.insert(List.of(scene));

      Scene found = index.scene(PRODUCT, scene.id()).orElseThrow();

      assertThat(found).isEqualTo(scene);
    }

    @Test
    void a_product_comes_back_as_it_was_and_can_be_described_anew() {
      Product product =
          new Product(
              "vhr",
              "Very high",
              "Long",
              "© Someone",
              List.of(
                  new Band(
                      "pan",
                      "Panchromatic",
                      DataType.UINT16,
                      NoData.of(0),
                      new Scaling(0.01, 2),
                      "W.m-2",
                      650.5),
                  Band.of("nan", DataType.FLOAT32, NoData.of(Double.NaN)),
                  Band.of("none", DataType.INT8, NoData.NONE)));
      index.putProduct(product);
      assertThat(index.product("vhr")).contains(product);

      index.putProduct(product("vhr"));

      assertThat(index.product("vhr")).contains(product("vhr"));
      assertThat(index.products())
          .extracting(Product::id)
          .containsExactly(OTHER_PRODUCT, PRODUCT, "vhr");
      assertThat(index.product("unknown")).isEmpty();
    }

    @Test
    void ids_are_unique_within_a_product_only() {
      insert(scene("a"), scene("a").of(OTHER_PRODUCT).at("2020-01-01T00:00:00Z"));

      assertThat(index.scene(PRODUCT, "a").orElseThrow().time())
          .isEqualTo(Instant.parse("2024-05-01T10:50:00Z"));
      assertThat(index.scene(OTHER_PRODUCT, "a").orElseThrow().time())
          .isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
      assertThat(index.scene("unknown", "a")).isEmpty();
      assertThat(index.scene(PRODUCT, "unknown")).isEmpty();
      assertThat(index.count(SceneQuery.ALL)).isEqualTo(2);
    }

    @Test
    void everything_is_there_after_reopening() {
      insert(scene("a"), scene("b"));
      long generation = index.generation();
      index.close();

      index = reopen(false);

      assertThat(ids(SceneQuery.ALL)).containsExactly("a", "b");
      assertThat(index.generation()).isEqualTo(generation);
      insert(scene("c"));
      assertThat(ids(SceneQuery.ALL)).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void a_number_that_cannot_be_stored_is_refused(double value) {
      assertThatThrownBy(() -> insert(scene("a"), scene("b").with("x", value)))
          .isInstanceOf(IndexException.class)
          .hasMessageContaining("property x of scene b must be a text, a finite number")
          .hasMessageContaining(String.valueOf(value));
      assertThat(index.count(SceneQuery.ALL)).isZero();
    }

    @Test
    void text_that_cannot_be_stored_is_refused() {
      assertThatThrownBy(() -> insert(scene("a").with("x", "\0")))
          .isInstanceOf(IndexException.class)
          .hasMessageContaining("U+0000");
      assertThatThrownBy(() -> insert(scene("a").with("x", List.of("no"))))
          .isInstanceOf(IndexException.class)
          .hasMessageContaining("property x of scene a");
    }
  }

  @Nested
  class Inserting {

    @Test
    void reports_new_changed_and_unchanged_scenes() {
      insert(scene("same"), scene("other").cloud(10));

      InsertReport report =
          index.insert(
              List.of(
                  scene("new").build(), scene("other").cloud(20).build(), scene("same").build()));

      assertThat(report.inserted()).containsExactly("new");
      assertThat(report.updated()).containsExactly("other");
      assertThat(report.unchanged()).containsExactly("same");
      assertThat(report.superseded()).isEmpty();
      assertThat(index.scene(PRODUCT, "other").orElseThrow().cloudCover()).hasValue(20);
    }

    @Test
    void inserting_again_changes_nothing_not_even_the_generation() {
      List<Scene> scenes =
          IntStream.range(0, 2500).mapToObj(i -> scene("s" + i).with("n", i).build()).toList();
      assertThat(index.insert(scenes).inserted()).hasSize(2500);
      long generation = index.generation();

      assertThat(index.insert(scenes).unchanged()).hasSize(2500);
      assertThat(index.generation()).isEqualTo(generation);
      assertThat(index.count(SceneQuery.ALL)).isEqualTo(2500);
    }

    @Test
    void an_update_moves_the_scene_in_space_and_time() {
      insert(scene("a").over(square(3, 50)));

      insert(scene("a").over(square(-70, -20)).at("2020-02-02T00:00:00Z"));

      assertThat(ids(over(square(3.2, 50.2)))).isEmpty();
      assertThat(ids(over(square(-69.8, -20.2)))).containsExactly("a");
      assertThat(times(SceneQuery.ALL)).containsExactly("2020-02-02T00:00:00Z");
    }

    @Test
    void an_unknown_product_refuses_the_whole_batch() {
      long generation = index.generation();
      assertThatThrownBy(() -> insert(scene("a"), scene("b").of("unknown")))
          .isInstanceOf(IndexException.class)
          .hasMessage("product of scene b must be in the index, was unknown");
      assertThat(index.count(SceneQuery.ALL)).isZero();
      assertThat(index.generation()).isEqualTo(generation);
    }

    @Test
    void of_two_scenes_with_one_id_the_later_is_taken() {
      InsertReport report =
          index.insert(List.of(scene("a").cloud(1).build(), scene("a").cloud(2).build()));

      assertThat(report.inserted()).containsExactly("a");
      assertThat(index.scene(PRODUCT, "a").orElseThrow().cloudCover()).hasValue(2);
    }

    @Test
    void an_empty_batch_does_nothing() {
      long generation = index.generation();
      assertThat(index.insert(List.of()).inserted()).isEmpty();
      assertThat(index.generation()).isEqualTo(generation);
    }

    @Test
    void the_generation_grows_with_every_change() {
      long before = index.generation();
      insert(scene("a"));
      long inserted = index.generation();
      index.delete(PRODUCT, List.of("unknown"));
      assertThat(index.generation()).isEqualTo(inserted);
      index.delete(PRODUCT, List.of("a"));
      long deleted = index.generation();
      index.putProduct(product("third"));

      assertThat(inserted).isGreaterThan(before);
      assertThat(deleted).isGreaterThan(inserted);
      assertThat(index.generation()).isGreaterThan(deleted);
    }
  }

  @Nested
  class Supersession {

    private final Scenes.Builder old = scene("old").revision("acq", "02.14");
    private final Scenes.Builder middle = scene("middle").revision("acq", "04.00");
    private final Scenes.Builder latest = scene("latest").revision("acq", "05.09");

    @Test
    void the_greater_revision_is_current_and_says_so() {
      insert(old);
      InsertReport report = index.insert(List.of(latest.build()));

      assertThat(report.inserted()).containsExactly("latest");
      assertThat(report.superseded()).containsExactly(Map.entry("old", "latest"));
      assertThat(ids(SceneQuery.ALL)).containsExactly("latest");
      assertThat(ids(SceneQuery.ALL.withSuperseded(true))).containsExactly("latest", "old");
      assertThat(index.count(SceneQuery.ALL.withSuperseded(true))).isEqualTo(2);
    }

    @Test
    void an_older_revision_that_comes_late_is_kept_but_not_current() {
      insert(latest);
      InsertReport report = index.insert(List.of(old.build()));

      assertThat(report.inserted()).containsExactly("old");
      assertThat(report.superseded()).containsExactly(Map.entry("old", "latest"));
      assertThat(ids(SceneQuery.ALL)).containsExactly("latest");
      assertThat(index.scene(PRODUCT, "old")).isPresent();
    }

    @Test
    void all_orders_of_arrival_end_the_same() {
      List<Scene> scenes = new ArrayList<>(List.of(old.build(), middle.build(), latest.build()));
      Random random = new Random(1);
      for (int i = 0; i < 6; i++) {
        Collections.shuffle(scenes, random);
        index.delete(PRODUCT, List.of("old", "middle", "latest"));
        if (i % 2 == 0) {
          index.insert(scenes);
        } else {
          scenes.forEach(s -> index.insert(List.of(s)));
        }
        assertThat(ids(SceneQuery.ALL)).containsExactly("latest");
      }
    }

    @Test
    void deleting_the_newer_makes_the_older_current_again() {
      insert(old, middle, latest);

      assertThat(index.delete(PRODUCT, List.of("latest", "unknown"))).isEqualTo(1);
      assertThat(ids(SceneQuery.ALL)).containsExactly("middle");
      assertThat(index.delete(PRODUCT, List.of("middle", "middle"))).isEqualTo(1);
      assertThat(ids(SceneQuery.ALL)).containsExactly("old");
      assertThat(index.delete("unknown", List.of("old"))).isZero();
    }

    @Test
    void a_batch_with_an_unchanged_and_a_newer_scene_flips_the_unchanged() {
      insert(old);
      InsertReport report = index.insert(List.of(old.build(), latest.build()));

      assertThat(report.unchanged()).containsExactly("old");
      assertThat(report.superseded()).containsExactly(Map.entry("old", "latest"));
      assertThat(ids(SceneQuery.ALL)).containsExactly("latest");
    }

    @Test
    void a_scene_that_leaves_its_acquisition_frees_the_one_it_replaced() {
      insert(old, latest);

      insert(scene("latest").revision("another", "05.09"));

      assertThat(ids(SceneQuery.ALL.withSort(byId()))).containsExactly("latest", "old");
    }

    @Test
    void a_lowered_revision_gives_way() {
      insert(old, latest);

      InsertReport report = index.insert(List.of(scene("latest").revision("acq", "01.00").build()));

      assertThat(report.superseded()).containsExactly(Map.entry("latest", "old"));
      assertThat(ids(SceneQuery.ALL)).containsExactly("old");
    }

    @Test
    void acquisitions_of_two_products_are_apart() {
      insert(old, scene("x").of(OTHER_PRODUCT).revision("acq", "99"));

      assertThat(index.count(SceneQuery.ALL)).isEqualTo(2);
    }

    @Test
    void revisions_compare_by_bytes_in_both_databases() {
      insert(scene("lower").revision("acq", "a"), scene("upper").revision("acq", "B"));
      assertThat(ids(SceneQuery.ALL)).containsExactly("lower");
      insert(scene("umlaut").revision("acq", "ä"));
      assertThat(ids(SceneQuery.ALL)).containsExactly("umlaut");
    }
  }

  @Nested
  class Order_and_pages {

    @Test
    void newest_first_then_by_id() {
      insert(
          scene("b"),
          scene("a"),
          scene("newer").at("2024-05-02T00:00:00Z"),
          scene("older").at("1969-07-20T20:17:40Z"));

      assertThat(ids(SceneQuery.ALL)).containsExactly("newer", "a", "b", "older");
      assertThat(ids(SceneQuery.ALL.withSort(List.of(SortKey.OLDEST_FIRST))))
          .containsExactly("older", "a", "b", "newer");
    }

    @Test
    void ids_sort_by_bytes() {
      insert(scene("a"), scene("B"), scene("_"), scene("ä"), scene("10"), scene("9"));

      assertThat(ids(SceneQuery.ALL.withSort(byId())))
          .containsExactly("10", "9", "B", "_", "a", "ä");
      assertThat(ids(SceneQuery.ALL.withSort(List.of(SortKey.descending(SortKey.ID)))))
          .containsExactly("ä", "a", "_", "B", "9", "10");
    }

    @Test
    void numbers_sort_as_numbers_and_missing_ones_last() {
      insert(
          scene("ten").cloud(10).with("n", 10),
          scene("nine").cloud(9.5).with("n", 9.5),
          scene("none"),
          scene("hundred").cloud(100).with("n", 100L));
      for (String property : List.of(Scene.CLOUD_COVER, "n")) {
        assertThat(ids(SceneQuery.ALL.withSort(List.of(SortKey.ascending(property)))))
            .containsExactly("nine", "ten", "hundred", "none");
        assertThat(ids(SceneQuery.ALL.withSort(List.of(SortKey.descending(property)))))
            .containsExactly("hundred", "ten", "nine", "none");
      }
    }

    @Test
    void several_keys_in_order_of_importance() {
      insert(
          scene("a").with("platform", "S2B").cloud(5),
          scene("b").with("platform", "S2A").cloud(7),
          scene("c").with("platform", "S2A").cloud(9),
          scene("d").with("platform", "S2B").cloud(1));

      assertThat(
              ids(
                  SceneQuery.ALL.withSort(
                      List.of(
                          SortKey.ascending("platform"), SortKey.descending(Scene.CLOUD_COVER)))))
          .containsExactly("c", "b", "a", "d");
    }

    @Test
    void an_order_that_sql_has_not_is_refused() {
      assertThatThrownBy(
              () -> ids(SceneQuery.ALL.withSort(List.of(SortKey.ascending("a\"; DROP")))))
          .isInstanceOf(InvalidParameterException.class)
          .hasMessageContaining("scenes must be sorted by");
      assertThatThrownBy(
              () -> ids(SceneQuery.ALL.withSort(List.of(SortKey.ascending("footprint")))))
          .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void pages_follow_each_other_without_gap_or_overlap() {
      IntStream.range(0, 130).forEach(i -> insert(scene("s%03d".formatted(i))));
      List<SceneQuery> queries =
          List.of(
              SceneQuery.ALL,
              SceneQuery.ALL.withArea(square(2.5, 50.5)),
              SceneQuery.ALL.withFilter(SceneFilters.parse("id ILIKE 'S%'")));
      for (SceneQuery query : queries) {
        List<String> pages = new ArrayList<>();
        for (int offset = 0; offset < 140; offset += 20) {
          pages.addAll(ids(query.withPage(offset, 20)));
        }
        assertThat(pages).hasSize(130).doesNotHaveDuplicates().isSorted();
        assertThat(ids(query.withPage(125, SceneQuery.UNLIMITED))).hasSize(5);
        assertThat(ids(query.withPage(0, 0))).isEmpty();
        assertThat(ids(query.withPage(1000, 10))).isEmpty();
        assertThat(index.count(query.withPage(125, 2))).isEqualTo(130);
      }
    }
  }

  @Nested
  class Time {

    @BeforeEach
    void scenes() {
      insert(
          scene("may1a").at("2024-05-01T10:50:00Z"),
          scene("may1b").at("2024-05-01T10:50:14.500Z"),
          scene("may6").at("2024-05-06T10:50:00Z").of(OTHER_PRODUCT),
          scene("june").at("2024-06-01T00:00:00Z"));
    }

    private SceneQuery in(TimeInterval... intervals) {
      return SceneQuery.ALL.withTimes(List.of(intervals), TimeGrouping.INSTANT).withSort(byId());
    }

    private TimeInterval between(String start, String end) {
      return new TimeInterval(Instant.parse(start), Instant.parse(end));
    }

    @Test
    void intervals_include_their_start_and_exclude_their_end() {
      assertThat(ids(in(between("2024-05-01T10:50:00Z", "2024-06-01T00:00:00Z"))))
          .containsExactly("may1a", "may1b", "may6");
      assertThat(ids(in(between("2024-05-01T10:50:00.001Z", "2024-06-01T00:00:00.001Z"))))
          .containsExactly("june", "may1b", "may6");
    }

    @Test
    void any_of_several_intervals_and_instants() {
      assertThat(
              ids(
                  in(
                      TimeInterval.at(Instant.parse("2024-05-01T10:50:14.500Z")),
                      between("2024-05-20T00:00:00Z", "2024-07-01T00:00:00Z"),
                      TimeInterval.at(Instant.parse("2024-05-06T10:50:00Z")))))
          .containsExactly("june", "may1b", "may6");
      assertThat(ids(in(TimeInterval.ALL))).hasSize(4);
    }

    @Test
    void a_great_many_intervals() {
      TimeInterval[] intervals =
          IntStream.range(0, 3000)
              .mapToObj(i -> Instant.parse("2024-05-01T10:40:00Z").plusSeconds(2L * i))
              .map(t -> new TimeInterval(t, t.plusSeconds(1)))
              .toArray(TimeInterval[]::new);
      assertThat(ids(in(intervals))).containsExactly("may1a", "may1b");
      TimeInterval[] instants =
          IntStream.range(0, 3000)
              .mapToObj(i -> Instant.parse("2024-05-01T10:40:00Z").plusSeconds(i))
              .map(TimeInterval::at)
              .toArray(TimeInterval[]::new);
      assertThat(ids(in(instants))).containsExactly("may1a");
    }

    @Test
    void distinct_times_ascend_unless_newest_first_is_asked_for() {
      insert(scene("again").at("2024-05-01T10:50:00Z"));

      assertThat(times(SceneQuery.ALL))
          .containsExactly(
              "2024-05-01T10:50:00Z",
              "2024-05-01T10:50:14.500Z",
              "2024-05-06T10:50:00Z",
              "2024-06-01T00:00:00Z");
      assertThat(times(SceneQuery.ALL.withSort(List.of(SortKey.NEWEST_FIRST)).withPage(1, 2)))
          .containsExactly("2024-05-06T10:50:00Z", "2024-05-01T10:50:14.500Z");
      assertThat(times(SceneQuery.of(List.of(OTHER_PRODUCT))))
          .containsExactly("2024-05-06T10:50:00Z");
      assertThat(times(SceneQuery.of(List.of("unknown")))).isEmpty();
    }

    @Test
    void bounds_hold_all_times_of_a_query() {
      assertThat(index.timeBounds(SceneQuery.ALL))
          .contains(
              TimeInterval.ofClosed(
                  Instant.parse("2024-05-01T10:50:00Z"), Instant.parse("2024-06-01T00:00:00Z")));
      assertThat(index.timeBounds(SceneQuery.of(List.of(OTHER_PRODUCT))))
          .contains(TimeInterval.at(Instant.parse("2024-05-06T10:50:00Z")));
      assertThat(index.timeBounds(SceneQuery.ALL.withFilter(SceneFilters.parse("id LIKE 'may1_'"))))
          .contains(
              TimeInterval.ofClosed(
                  Instant.parse("2024-05-01T10:50:00Z"),
                  Instant.parse("2024-05-01T10:50:14.500Z")));
      assertThat(index.timeBounds(SceneQuery.of(List.of("unknown")))).isEmpty();
      assertThat(index.timeBounds(SceneQuery.ALL.withArea(square(100, 0)))).isEmpty();
    }

    @Test
    void bounds_leave_superseded_scenes_out() {
      insert(
          scene("r1").revision("r", "1").at("2030-01-01T00:00:00Z"),
          scene("r2").revision("r", "2").at("2029-01-01T00:00:00Z"));
      assertThat(index.timeBounds(SceneQuery.ALL).orElseThrow().last())
          .isEqualTo(Instant.parse("2029-01-01T00:00:00Z"));
      assertThat(index.timeBounds(SceneQuery.ALL.withSuperseded(true)).orElseThrow().last())
          .isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
    }
  }

  @Nested
  class Solar_days {

    // Two tiles of one pass at 179° E: the solar day of both is 2 May, UTC has two dates.
    @BeforeEach
    void scenes() {
      insert(
          scene("a").at("2024-05-01T23:59:50Z").over(square(178, -17)),
          scene("b").at("2024-05-02T00:00:05Z").over(square(178, -18)),
          scene("c").at("2024-05-06T23:59:50Z").over(square(178, -17)),
          scene("d").at("2024-05-07T00:00:05Z").over(square(178, -18)));
    }

    private SceneQuery at(String instant) {
      return SceneQuery.ALL
          .withTimes(List.of(TimeInterval.at(Instant.parse(instant))), TimeGrouping.SOLAR_DAY)
          .withSort(byId());
    }

    private final SceneQuery byDay = SceneQuery.ALL.withTimes(List.of(), TimeGrouping.SOLAR_DAY);

    @Test
    void tiles_of_one_pass_are_one_instant() {
      assertThat(times(byDay)).containsExactly("2024-05-01T23:59:50Z", "2024-05-06T23:59:50Z");
      assertThat(times(byDay.withSort(List.of(SortKey.NEWEST_FIRST))))
          .containsExactly("2024-05-06T23:59:50Z", "2024-05-01T23:59:50Z");
      assertThat(times(byDay.withSort(List.of(SortKey.NEWEST_FIRST)).withPage(1, 1)))
          .containsExactly("2024-05-01T23:59:50Z");
    }

    @Test
    void an_instant_stands_for_its_solar_day() {
      assertThat(ids(at("2024-05-01T23:59:50Z"))).containsExactly("a", "b");
      assertThat(ids(at("2024-05-07T00:00:05Z"))).containsExactly("c", "d");
      assertThat(ids(at("2024-05-03T00:00:00Z"))).isEmpty();
      assertThat(ids(at("2024-05-01T23:59:50Z").withArea(square(178.2, -17.8))))
          .containsExactly("a", "b");
    }

    @Test
    void an_interval_that_is_no_instant_is_taken_by_its_times() {
      TimeInterval day =
          new TimeInterval(
              Instant.parse("2024-05-02T00:00:00Z"), Instant.parse("2024-05-03T00:00:00Z"));
      SceneQuery query = SceneQuery.ALL.withTimes(List.of(day), TimeGrouping.SOLAR_DAY);
      assertThat(ids(query)).containsExactly("b");
    }

    @Test
    void days_with_an_area_or_a_filter_are_those_of_the_matching_scenes() {
      SceneQuery southern = byDay.withArea(square(178.2, -18.9));
      assertThat(times(southern)).containsExactly("2024-05-02T00:00:05Z", "2024-05-07T00:00:05Z");
      assertThat(times(southern.withSort(List.of(SortKey.NEWEST_FIRST))))
          .containsExactly("2024-05-07T00:00:05Z", "2024-05-02T00:00:05Z");
      assertThat(times(byDay.withFilter(SceneFilters.parse("id > 'b'"))))
          .containsExactly("2024-05-06T23:59:50Z");
    }

    @Test
    void around_the_globe_days_are_told_by_their_earliest_instant_in_order() {
      Random random = new Random(7);
      List<Scene> scenes = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        scenes.add(
            scene("g" + i)
                .at(Instant.parse("2023-01-01T00:00:00Z").plusSeconds(random.nextInt(20 * 86400)))
                .over(square(random.nextInt(359) - 180, random.nextInt(20)))
                .of(OTHER_PRODUCT)
                .build());
      }
      index.insert(scenes);
      List<String> expected =
          scenes.stream()
              .collect(
                  Collectors.toMap(Scene::solarDay, Scene::time, (a, b) -> a.isBefore(b) ? a : b))
              .values()
              .stream()
              .sorted()
              .distinct()
              .map(Instant::toString)
              .toList();
      List<String> reversed = new ArrayList<>(expected);
      Collections.reverse(reversed);
      SceneQuery sql = byDay.withProducts(List.of(OTHER_PRODUCT));
      SceneQuery java = sql.withFilter(SceneFilters.parse("id ILIKE 'G%'"));
      for (SceneQuery query : List.of(sql, java)) {
        assertThat(times(query)).isEqualTo(expected);
        assertThat(times(query.withSort(List.of(SortKey.NEWEST_FIRST)))).isEqualTo(reversed);
      }
    }
  }

  @Nested
  class Area {

    private static final String TRIANGLE = "POLYGON((10 40, 20 40, 10 50, 10 40))";

    @Test
    void a_footprint_matches_by_its_shape_and_not_by_its_box() {
      insert(scene("triangle").over(TRIANGLE));

      assertThat(ids(over(box(11, 41, 12, 42)))).containsExactly("triangle");
      SceneQuery beside = over(box(18, 48, 19, 49));
      assertThat(ids(beside)).isEmpty();
      assertThat(index.count(beside)).isZero();
      assertThat(times(beside)).isEmpty();
      assertThat(index.timeBounds(beside)).isEmpty();
    }

    @Test
    void an_area_matches_by_its_shape_too() {
      insert(scene("square").over(box(18, 48, 19, 49)));

      assertThat(ids(over(Scenes.wkt(TRIANGLE)))).isEmpty();
    }

    @Test
    void sharing_a_border_or_a_corner_is_a_match() {
      insert(scene("a").over(square(3, 50)));

      assertThat(ids(over(square(4, 50)))).containsExactly("a");
      assertThat(ids(over(square(4, 51)))).containsExactly("a");
      assertThat(ids(over(square(4.0000001, 50)))).isEmpty();
    }

    @Test
    void points_lines_and_holes() {
      insert(scene("ring").over("POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (3 3, 6 3, 6 6, 3 6, 3 3))"));

      assertThat(ids(over(Scenes.wkt("POINT(1 1)")))).containsExactly("ring");
      assertThat(ids(over(Scenes.wkt("POINT(4 4)")))).isEmpty();
      assertThat(ids(over(box(4, 4, 5, 5)))).isEmpty();
      assertThat(ids(over(Scenes.wkt("LINESTRING(4 4, 4 20)")))).containsExactly("ring");
      assertThat(ids(over(Scenes.wkt("POLYGON EMPTY")))).isEmpty();
    }

    @Test
    void the_whole_world_and_more_finds_everything() {
      insert(scene("a"), scene("b").over(square(-180, -90)), scene("c").over(square(179, 89)));

      assertThat(ids(over(box(-180, -90, 180, 90)))).hasSize(3);
      assertThat(ids(over(box(-1000, -1000, 1000, 1000)))).hasSize(3);
      assertThat(ids(over(box(-170, -80, 170, 80)))).containsExactly("a");
    }

    /** Box searches and walks along the time index must agree, whatever the size of the area. */
    @Test
    void every_way_through_the_index_gives_the_scenes_that_jts_finds() {
      Random random = new Random(42);
      List<Scene> scenes = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        double x = random.nextDouble() * 350 - 180;
        double y = random.nextDouble() * 170 - 90;
        String shape =
            "POLYGON((%1$s %2$s, %3$s %2$s, %1$s %4$s, %1$s %2$s))"
                .formatted(x, y, x + random.nextDouble() * 10, y + random.nextDouble() * 10);
        scenes.add(
            scene("s%03d".formatted(i))
                .over(shape)
                .at(Instant.parse("2024-01-01T00:00:00Z").plusSeconds(i * 3600L))
                .build());
      }
      index.insert(scenes);
      TimeInterval span =
          new TimeInterval(
              Instant.parse("2024-01-05T00:00:00Z"), Instant.parse("2024-01-12T00:00:00Z"));
      for (int i = 0; i < 60; i++) {
        double x = random.nextDouble() * 300 - 180;
        double y = random.nextDouble() * 120 - 90;
        double size = Math.pow(60, random.nextDouble());
        Geometry area =
            Scenes.wkt(
                "POLYGON((%1$s %2$s, %3$s %2$s, %3$s %4$s, %1$s %2$s))"
                    .formatted(x, y, x + size, y + size));
        SceneQuery query = SceneQuery.ALL.withArea(area);
        if (i % 2 == 0) {
          query = query.withTimes(List.of(span), TimeGrouping.INSTANT);
        }
        boolean timed = i % 2 == 0;
        List<Scene> expected =
            scenes.stream()
                .filter(s -> s.footprint().intersects(area))
                .filter(s -> !timed || span.contains(s.time()))
                .toList();
        List<String> oldest = expected.stream().map(Scene::id).toList();
        assertThat(ids(query.withSort(List.of(SortKey.OLDEST_FIRST)))).isEqualTo(oldest);
        assertThat(ids(query.withSort(byId()))).isEqualTo(oldest);
        assertThat(index.count(query)).isEqualTo(oldest.size());
        assertThat(times(query))
            .isEqualTo(expected.stream().map(s -> s.time().toString()).toList());
      }
    }
  }

  @Nested
  class Antimeridian_and_poles {

    // EXT_POS_LIST of S2A_MSIL2A_20230821T221941_N0509_R029_T01KAB, longitude first.
    private static final String T01KAB =
        "POLYGON((180 -16.259071119106963, -179.71545 -16.263411193996067,"
            + " -179.72957 -17.2548501440442, 180 -17.25048161178992,"
            + " 179.2392098262128 -17.238191708196563, 179.2586253225676 -16.24776292495267,"
            + " 180 -16.259071119106963))";

    @Test
    void a_tile_across_the_antimeridian_is_found_on_both_sides_and_nowhere_else() {
      insert(scene("t01kab").over(T01KAB));

      assertThat(ids(over(box(179.3, -17, 179.4, -16.9)))).containsExactly("t01kab");
      assertThat(ids(over(box(-179.9, -17, -179.8, -16.9)))).containsExactly("t01kab");
      assertThat(ids(over(box(-1, -17, 1, -16)))).isEmpty();
      assertThat(ids(over(box(178, -17, 179, -16)))).isEmpty();
      assertThat(ids(over(box(-179.7, -17, -178, -16)))).isEmpty();
      assertThat(ids(over(box(-180, -18, 180, -10)))).containsExactly("t01kab");
    }

    @ParameterizedTest
    @CsvSource({
      "179.5, 180.5",
      "-180.5, -179.5",
      "180.1, 180.2",
      "-180.6, -180.5",
    })
    void areas_may_run_over_the_antimeridian(double west, double east) {
      insert(
          scene("across").over(T01KAB),
          scene("elsewhere").over(square(0, -17)),
          scene("far").over(square(-170, -17)));

      assertThat(ids(over(box(west, -17, east, -16.5)))).containsExactly("across");
    }

    @Test
    void areas_may_jump_over_the_antimeridian() {
      insert(
          scene("east").over(square(178, -17)),
          scene("west").over(square(-179, -17)),
          scene("across").over(T01KAB),
          scene("greenwich").over(square(0, -17)));
      Geometry jump =
          Scenes.wkt("POLYGON((178.5 -18, -178.5 -17.5, -178.5 -16, 178.5 -16, 178.5 -18))");

      assertThat(ids(over(jump))).containsExactly("across", "east", "west");
    }

    @Test
    void the_solar_day_of_a_tile_across_the_antimeridian_is_that_of_its_centre() {
      insert(scene("t01kab").over(T01KAB).at("2023-08-21T22:19:41Z"));
      insert(scene("neighbour").over(square(178, -17)).at("2023-08-21T22:19:55Z"));

      SceneQuery days = SceneQuery.ALL.withTimes(List.of(), TimeGrouping.SOLAR_DAY);
      assertThat(times(days)).containsExactly("2023-08-21T22:19:41Z");
    }

    @Test
    void a_ring_around_the_pole_holds_the_pole() {
      insert(
          scene("north").over("POLYGON((0 80, 90 82, 180 80, -90 82, 0 80))"),
          scene("south").over("POLYGON((-30 -70, -150 -70, 90 -75, -30 -70))"));

      assertThat(ids(over(Scenes.wkt("POINT(45 90)")))).containsExactly("north");
      assertThat(ids(over(box(-135, 85, -134, 86)))).containsExactly("north");
      assertThat(ids(over(box(-180, 85, 180, 90)))).containsExactly("north");
      assertThat(ids(over(box(10, 70, 11, 75)))).isEmpty();
      assertThat(ids(over(box(170, -89, 175, -88)))).containsExactly("south");
      assertThat(ids(over(box(170, -60, 175, -50)))).isEmpty();
    }

    @Test
    void a_polar_tile_that_holds_no_pole_is_only_itself() {
      // Corner of T33XWJ at 80° N.
      insert(
          scene("t33xwj")
              .over(
                  "POLYGON((17.7331712786673 80.14220060199362,"
                      + " 17.379790197749358 80.13950663608307,"
                      + " 16.501790443577047 80.13063010563617,"
                      + " 14.998956468804682 80.10986307013093,"
                      + " 14.998951147316966 80.16533661794836,"
                      + " 17.7331712786673 80.14220060199362))"));
      assertThat(ids(over(box(15, 80.12, 15.5, 80.13)))).containsExactly("t33xwj");
      assertThat(ids(over(box(-180, 85, 180, 90)))).isEmpty();
    }

    @Test
    void a_footprint_that_is_none_is_refused() {
      assertThatThrownBy(() -> insert(scene("a").over("POLYGON((0 0, 1 0, 1 95, 0 0))")))
          .isInstanceOf(IndexException.class)
          .hasMessage("footprint of scene a: latitude must be in -90..90, was 95.0");
    }
  }

  @Nested
  class Streams {

    @Test
    void are_lazy_and_give_their_connection_back() {
      index.insert(IntStream.range(0, 3000).mapToObj(i -> scene("s" + i).build()).toList());

      // Far more often than there are connections.
      for (int i = 0; i < 40; i++) {
        try (Stream<Scene> scenes = index.find(SceneQuery.ALL)) {
          assertThat(scenes.iterator().next().id()).isEqualTo("s0");
        }
        assertThatThrownBy(
                () -> {
                  try (Stream<Scene> scenes = index.find(SceneQuery.ALL)) {
                    scenes.forEach(
                        s -> {
                          throw new IllegalStateException("consumer");
                        });
                  }
                })
            .hasMessage("consumer");
        assertThatThrownBy(
                () -> index.find(SceneQuery.ALL.withSort(List.of(SortKey.ascending("\"")))))
            .isInstanceOf(InvalidParameterException.class);
        // Read to the end, a stream gives back its connection even when it is not closed.
        Iterator<Instant> times = index.times(SceneQuery.ALL).iterator();
        while (times.hasNext()) {
          times.next();
        }
      }
      assertThat(index.count(SceneQuery.ALL)).isEqualTo(3000);
    }

    @Test
    void see_one_state_while_others_write() {
      index.insert(IntStream.range(0, 2000).mapToObj(i -> scene("s" + i).build()).toList());
      try (Stream<Scene> scenes = index.find(SceneQuery.ALL)) {
        Iterator<Scene> iterator = scenes.iterator();
        iterator.next();

        index.delete(PRODUCT, IntStream.range(0, 2000).mapToObj(i -> "s" + i).toList());
        insert(scene("zzz"));

        int rest = 0;
        while (iterator.hasNext()) {
          assertThat(iterator.next().granules()).hasSize(1);
          rest++;
        }
        assertThat(rest).isEqualTo(1999);
      }
      assertThat(ids(SceneQuery.ALL)).containsExactly("zzz");
    }
  }

  @Nested
  class Reading_only {

    @BeforeEach
    void readOnly() {
      insert(scene("a"));
      index.close();
      index = reopen(true);
    }

    @Test
    void answers_queries() {
      assertThat(index.isReadOnly()).isTrue();
      assertThat(ids(SceneQuery.ALL)).containsExactly("a");
      assertThat(index.generation()).isPositive();
      assertThat(times(SceneQuery.ALL)).hasSize(1);
    }

    @Test
    void refuses_every_write() {
      assertThatThrownBy(() -> insert(scene("b")))
          .isInstanceOf(IndexException.class)
          .hasMessageContaining("is open for reading only");
      assertThatThrownBy(() -> index.delete(PRODUCT, List.of("a")))
          .isInstanceOf(IndexException.class);
      assertThatThrownBy(() -> index.putProduct(product("x"))).isInstanceOf(IndexException.class);
      assertThat(ids(SceneQuery.ALL)).containsExactly("a");
    }
  }
}
