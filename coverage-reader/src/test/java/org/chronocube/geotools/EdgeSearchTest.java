// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two scenes a day, {@code a} in the morning and {@code b} ten minutes later, from 2024-01-01 to
 * 2024-01-05 over the area; then more than a probe's worth of newer ones far away.
 */
class EdgeSearchTest {

  private static final GeoBox AREA = TestCubes.grid(100, 100);
  private static final Instant FIRST = Instant.parse("2024-01-01T10:00:00Z");
  private static final Instant LAST_A = Instant.parse("2024-01-05T10:00:00Z");
  private static final Instant LAST_B = Instant.parse("2024-01-05T10:10:00Z");

  @TempDir Path directory;
  private SceneIndex index;
  private RecordingIndex recording;
  private EdgeSearch search;
  private SceneQuery query;

  @BeforeEach
  void fill() {
    index = TestScenes.index(directory);
    List<Scene> scenes = new ArrayList<>();
    for (int day = 1; day <= 5; day++) {
      scenes.add(TestScenes.scene("a" + day, "2024-01-0" + day + "T10:00:00Z", AREA, Map.of()));
      scenes.add(TestScenes.scene("b" + day, "2024-01-0" + day + "T10:10:00Z", AREA, Map.of()));
    }
    index.insert(scenes);
    recording = new RecordingIndex(index);
    search = new EdgeSearch(recording.index());
    query =
        SceneQuery.of(List.of("p"))
            .withArea(new CrsRegistry().searchArea(AREA))
            .withTimes(List.of(), TimeGrouping.SOLAR_DAY);
  }

  @AfterEach
  void close() {
    index.close();
  }

  private void hideBehindNewerOnes() {
    GeoBox far = AREA.crop(Window.at(9000, 0, 10, 10));
    List<Scene> scenes = new ArrayList<>();
    for (int i = 0; i < EdgeSearch.PROBE + 10; i++) {
      String time = Instant.parse("2024-06-01T00:00:00Z").plusSeconds(60L * i).toString();
      scenes.add(TestScenes.scene("far" + i, time, far, Map.of()));
    }
    index.insert(scenes);
  }

  private List<String> find(SceneQuery q) {
    try (Stream<Scene> found = search.find(q)) {
      return found.map(Scene::id).toList();
    }
  }

  @Test
  void the_first_and_the_last_time_are_found_without_searching_the_area() {
    SceneQuery instants = query.withTimes(List.of(), TimeGrouping.INSTANT);

    assertThat(search.time(instants, SortKey.OLDEST_FIRST)).contains(FIRST);
    assertThat(search.time(instants, SortKey.NEWEST_FIRST)).contains(LAST_B);
    assertThat(recording.calls).containsExactly("find 64", "find 64", "times 1");
  }

  @Test
  void a_day_goes_by_its_earliest_scene_from_either_end() {
    assertThat(search.time(query, SortKey.OLDEST_FIRST)).contains(FIRST);
    assertThat(search.time(query, SortKey.NEWEST_FIRST)).contains(LAST_A);
  }

  @Test
  void behind_any_number_of_scenes_elsewhere_the_same_is_found() {
    hideBehindNewerOnes();

    assertThat(search.time(query, SortKey.NEWEST_FIRST)).contains(LAST_A);
    assertThat(find(query.withPage(0, 3))).containsExactly("b5", "a5", "b4");
  }

  @Test
  void the_first_few_scenes_are_those_the_index_gives() {
    assertThat(find(query.withPage(0, 3))).containsExactly("b5", "a5", "b4");
    assertThat(recording.calls).containsExactly("find 64");
    assertThat(find(query.withPage(1, 3))).containsExactly("a5", "b4", "a4");
    assertThat(find(query.withPage(0, 50))).hasSize(10);
    assertThat(find(query)).hasSize(10);
  }

  @Test
  void of_nothing_there_is_no_time() {
    assertThat(search.time(query.withProducts(List.of("none")), SortKey.NEWEST_FIRST)).isEmpty();
  }
}
