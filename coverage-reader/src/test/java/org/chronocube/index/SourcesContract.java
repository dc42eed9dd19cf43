// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chronocube.index.Scenes.OTHER_PRODUCT;
import static org.chronocube.index.Scenes.PRODUCT;
import static org.chronocube.index.Scenes.scene;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is remembered of where scenes came from. */
abstract class SourcesContract extends FilterContract {

  private static SceneSources.Entry entry(String uri, String stamp, Scenes.Builder... scenes) {
    return new SceneSources.Entry(
        new SceneSource(uri, stamp, scenes.length, Optional.empty()),
        Stream.of(scenes).map(Scenes.Builder::build).toList());
  }

  private void put(SceneSources.Entry... entries) {
    index.sources().put(PRODUCT, List.of(entries));
  }

  private List<String> complete(String... uris) {
    return index.sources().complete(PRODUCT, List.of(uris)).keySet().stream().sorted().toList();
  }

  @Nested
  class Sources {

    @Test
    void scenes_are_inserted_with_where_they_came_from() {
      SceneSource empty = new SceneSource("file:///a/empty.zip", "3", 0, Optional.of("file:///b"));
      InsertReport report =
          index
              .sources()
              .put(
                  PRODUCT,
                  List.of(
                      entry("file:///a/one", "1", scene("one")),
                      entry("file:///a/two.zip", "2", scene("two"), scene("three")),
                      new SceneSources.Entry(empty, List.of())));

      assertThat(report.inserted()).containsExactly("one", "two", "three");
      assertThat(complete("file:///a/one", "file:///a/two.zip", "file:///unknown"))
          .containsExactly("file:///a/one", "file:///a/two.zip");
      assertThat(index.sources().complete(PRODUCT, List.of(empty.uri())))
          .containsEntry(empty.uri(), empty);
      assertThat(index.sources().complete(OTHER_PRODUCT, List.of("file:///a/one"))).isEmpty();
      assertThat(index.sources().complete("unknown", List.of("file:///a/one"))).isEmpty();
      assertThat(index.sources().holders(PRODUCT, List.of("two", "three", "four")))
          .containsOnlyKeys("two", "three")
          .containsValue("file:///a/two.zip");
    }

    @Test
    void a_source_that_lost_a_scene_is_not_complete() {
      put(entry("u", "1", scene("a"), scene("b")), entry("v", "1", scene("c"), scene("d")));

      index.delete(PRODUCT, List.of("a"));
      put(entry("w", "1", scene("d")));

      assertThat(complete("u", "v", "w")).containsExactly("w");
      assertThat(index.sources().holders(PRODUCT, List.of("c", "d")))
          .containsEntry("c", "v")
          .containsEntry("d", "w");
    }

    @Test
    void a_source_that_was_read_wholly_no_longer_has_what_it_does_not_give() {
      put(entry("u", "1", scene("a"), scene("b")));

      put(entry("u", "", scene("b")));
      assertThat(ids(SceneQuery.ALL.withSort(byId()))).containsExactly("a", "b");

      put(entry("u", "2", scene("b")));
      assertThat(ids(SceneQuery.ALL.withSort(byId()))).containsExactly("b");
      assertThat(index.sources().complete(PRODUCT, List.of("u")).get("u").stamp()).isEqualTo("2");
    }

    @Test
    void sources_are_listed_by_where_they_begin_and_deleted_with_their_scenes() {
      put(
          entry("file:///a/", "1", scene("a")),
          entry("file:///a/ü", "1", scene("b").revision("acq", "1")),
          entry("file:///b/\uD83D\uDEF0", "1", scene("c").revision("acq", "2")),
          entry("file:///ab/", "1", scene("d")));
      insert(scene("without"));

      assertThat(index.sources().uris(PRODUCT, "file:///a/"))
          .containsExactly("file:///a/", "file:///a/ü");
      assertThat(index.sources().uris(PRODUCT, "file:///b/"))
          .containsExactly("file:///b/\uD83D\uDEF0");
      assertThat(index.sources().uris("unknown", "")).isEmpty();

      int deleted =
          index.sources().delete(PRODUCT, List.of("file:///b/\uD83D\uDEF0", "file:///ab/", "none"));

      assertThat(deleted).isEqualTo(2);
      assertThat(ids(SceneQuery.ALL.withSort(byId()))).containsExactly("a", "b", "without");
      assertThat(index.sources().uris(PRODUCT, "")).hasSize(2);
    }

    @Test
    void what_a_search_answers_changes_only_with_scenes() {
      put(entry("u", "1", scene("a")));
      long generation = index.generation();

      put(entry("u", "2", scene("a")));

      assertThat(index.generation()).isEqualTo(generation);
      assertThat(index.sources().complete(PRODUCT, List.of("u")).get("u").stamp()).isEqualTo("2");
    }

    @Test
    void a_source_is_of_a_product_that_is_known_and_says_how_many_scenes_it_has() {
      assertThatThrownBy(() -> index.sources().put("unknown", List.of(entry("u", "1"))))
          .isInstanceOf(IndexException.class)
          .hasMessage("product of a source must be in the index, was unknown");
      assertThatThrownBy(
              () ->
                  new SceneSources.Entry(
                      new SceneSource("u", "1", 2, Optional.empty()), List.of(scene("a").build())))
          .hasMessage("scenes of source must be 2, were 1");
    }
  }
}
