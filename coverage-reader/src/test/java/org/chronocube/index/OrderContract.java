// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chronocube.index.Scenes.PRODUCT;
import static org.chronocube.index.Scenes.product;
import static org.chronocube.index.Scenes.scene;
import static org.chronocube.index.Scenes.square;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.scene.Scene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** In what order and how scenes are handed out. */
abstract class OrderContract extends StorageContract {

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
