// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chronocube.index.SceneFilters;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.Scenes;
import org.chronocube.scene.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several processes on one index, and processes that die. */
class ProcessesTest {

  private static final int BATCHES = 12;

  @TempDir Path directory;

  private String url(String database) {
    return database.equals("sqlite")
        ? "jdbc:sqlite:" + directory.resolve("scenes.sqlite")
        : EmbeddedPostgresServer.newSchema();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void a_killed_process_leaves_every_reported_batch_and_no_half_batch(String database)
      throws Exception {
    String url = url(database);
    List<String> reported = new ArrayList<>();
    try (ChildJvm child = new ChildJvm(BatchInserter.class, url, "x", "1", "100000")) {
      assertThat(child.line()).isEqualTo("ready");
      child.go();
      while (reported.size() < 7) {
        reported.add(child.line());
      }
      reported.addAll(child.kill());
    }

    try (SceneIndex index = JdbcSceneIndexes.open(url, Options.forWriting())) {
      long scenes = index.count(SceneQuery.ALL);
      assertThat(scenes % BatchInserter.BATCH_SIZE).as("half batch of %s", scenes).isZero();
      assertThat(scenes / BatchInserter.BATCH_SIZE)
          .isBetween((long) reported.size(), reported.size() + 1L);
      for (String batch : reported) {
        assertThat(
                index.count(
                    SceneQuery.ALL.withFilter(SceneFilters.parse("id LIKE 'x-" + batch + "-%'"))))
            .isEqualTo(BatchInserter.BATCH_SIZE);
      }
      index.insert(BatchInserter.batch("y", "2", 0));
      assertThat(index.count(SceneQuery.ALL)).isEqualTo(scenes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void two_processes_that_insert_the_same_acquisitions_lose_nothing(String database)
      throws Exception {
    String url = url(database);
    try (ChildJvm child = new ChildJvm(BatchInserter.class, url, "child", "2", "" + BATCHES)) {
      assertThat(child.line()).isEqualTo("ready");
      try (SceneIndex index = JdbcSceneIndexes.open(url, Options.forWriting())) {
        long before = index.generation();
        child.go();
        for (int batch = BATCHES - 1; batch >= 0; batch--) {
          index.insert(BatchInserter.batch("parent", "1", batch));
        }
        assertThat(child.exitCode()).isZero();

        assertThat(index.generation()).isEqualTo(before + 2 * BATCHES);
        int acquisitions = BATCHES * BatchInserter.BATCH_SIZE;
        assertThat(index.count(SceneQuery.ALL.withSuperseded(true))).isEqualTo(2L * acquisitions);
        try (Stream<Scene> current = index.find(SceneQuery.ALL)) {
          assertThat(current.map(Scene::id))
              .hasSize(acquisitions)
              .allMatch(id -> id.startsWith("child-"));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void processes_that_create_the_index_at_once_agree(String database) throws Exception {
    String url = url(database);
    List<ChildJvm> children = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        children.add(new ChildJvm(BatchInserter.class, url, "p" + i, "" + i, "1"));
      }
      for (ChildJvm child : children) {
        assertThat(child.line()).isEqualTo("ready");
        child.go();
      }
      for (ChildJvm child : children) {
        assertThat(child.exitCode()).isZero();
      }
    } finally {
      children.forEach(ChildJvm::close);
    }
    try (SceneIndex index = JdbcSceneIndexes.open(url, Options.forReading())) {
      assertThat(index.count(SceneQuery.ALL)).isEqualTo(BatchInserter.BATCH_SIZE);
      assertThat(index.count(SceneQuery.ALL.withSuperseded(true)))
          .isEqualTo(3L * BatchInserter.BATCH_SIZE);
    }
  }

  @Test
  void a_reader_sees_what_another_process_has_committed() throws Exception {
    String url = url("postgresql");
    try (ChildJvm child = new ChildJvm(BatchInserter.class, url, "x", "1", "2")) {
      assertThat(child.line()).isEqualTo("ready");
      try (SceneIndex reader = JdbcSceneIndexes.open(url, Options.forReading())) {
        long before = reader.generation();
        assertThat(reader.count(SceneQuery.ALL)).isZero();
        child.go();
        child.line();
        assertThat(reader.generation()).isGreaterThan(before);
        assertThat(reader.scene(Scenes.PRODUCT, "x-0-0")).isPresent();
        assertThat(child.exitCode()).isZero();
      }
    }
  }
}
