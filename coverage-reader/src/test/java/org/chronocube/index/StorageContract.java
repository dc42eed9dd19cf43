// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chronocube.index.Scenes.OTHER_PRODUCT;
import static org.chronocube.index.Scenes.PRODUCT;
import static org.chronocube.index.Scenes.product;
import static org.chronocube.index.Scenes.scene;
import static org.chronocube.index.Scenes.square;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an index keeps, and what inserting and deleting do. */
abstract class StorageContract extends TckFixture {

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
              NoData.NONE.withSaturated(32767),
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
}
