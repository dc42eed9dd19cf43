// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chronocube.index.Scenes.OTHER_PRODUCT;
import static org.chronocube.index.Scenes.PRODUCT;
import static org.chronocube.index.Scenes.product;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.chronocube.scene.Scene;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.locationtech.jts.geom.Geometry;

/** What the contracts share: an index to fill, and short ways to ask it. */
abstract class TckFixture {

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
}
