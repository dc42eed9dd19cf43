// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.chronocube.index.IndexException;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.Scenes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening indexes, and what is refused. */
class JdbcSceneIndexesTest {

  @TempDir Path directory;

  private String sqlite() {
    return "jdbc:sqlite:" + directory.resolve("scenes.sqlite");
  }

  private String url(String database) {
    return database.equals("sqlite") ? sqlite() : EmbeddedPostgresServer.newSchema();
  }

  private static void fill(String url) {
    try (SceneIndex index = JdbcSceneIndexes.open(url, Options.forWriting())) {
      index.putProduct(Scenes.product(Scenes.PRODUCT));
      index.insert(List.of(Scenes.scene("a").build()));
    }
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:mysql://root:secret@host/x | index URL must start with jdbc:sqlite: or",
        "nonsense | index URL must start with",
        "jdbc:sqlite:relative.sqlite | path of SQLite index must be absolute, was relative.sqlite",
        "jdbc:sqlite::memory: | SQLite index must be the path of a file",
        "jdbc:sqlite:/x.sqlite?mode=ro | SQLite index must be the path of a file",
        "jdbc:postgresql://h:port/x?password=secret | index URL is not one of PostgreSQL's driver",
      })
  void other_urls_are_refused(String url, String message) {
    assertThatThrownBy(() -> JdbcSceneIndexes.open(url, Options.forWriting()))
        .isInstanceOf(IndexException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("secret");
  }

  @Test
  void passwords_are_in_no_message() {
    String url = EmbeddedPostgresServer.newSchema();
    Options wrong = Options.forWriting().withCredentials("nobody-knows", "secret-1");
    String secretUrl = url + "&password=secret-2&options=-c%20nonsense=1";

    for (Throwable failure :
        List.of(failure(url, wrong), failure(secretUrl, Options.forWriting()))) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      assertThat(failure).isInstanceOf(IndexException.class);
      assertThat(trace.toString()).contains("cannot be opened").doesNotContain("secret-");
    }
    assertThat(wrong.toString()).contains("nobody-knows").doesNotContain("secret-");
    try (SceneIndex index =
        JdbcSceneIndexes.open(url + "&password=secret-3", Options.forWriting())) {
      assertThat(index.toString()).contains("jdbc:postgresql://").doesNotContain("secret-");
    }
  }

  private static Throwable failure(String url, Options options) {
    try (SceneIndex index = JdbcSceneIndexes.open(url, options)) {
      throw new AssertionError("opened " + index);
    } catch (IndexException e) {
      return e;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void an_index_of_a_newer_schema_is_refused(String database) throws SQLException {
    String url = url(database);
    fill(url);
    execute(url, "INSERT INTO schema_version (version) VALUES (99)");

    for (Options options : List.of(Options.forWriting(), Options.forReading())) {
      assertThatThrownBy(() -> JdbcSceneIndexes.open(url, options))
          .isInstanceOf(IndexException.class)
          .hasMessageContaining("must have schema version " + Migrations.latest() + " or older")
          .hasMessageContaining("was 99")
          .hasMessageContaining("newer Chronocube");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void an_older_schema_is_not_migrated_by_a_reader(String database) throws SQLException {
    String url = url(database);
    fill(url);
    execute(url, "UPDATE schema_version SET version = version - 1");

    String message = Migrations.latest() == 1 ? "holds no scene index" : "open it for writing once";
    assertThatThrownBy(() -> JdbcSceneIndexes.open(url, Options.forReading()))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void a_reader_does_not_create_an_index(String database) throws SQLException {
    String url = url(database);
    execute(url, "CREATE TABLE something_else (x integer)");

    assertThatThrownBy(() -> JdbcSceneIndexes.open(url, Options.forReading()))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("holds no scene index");
  }

  @Test
  void a_reader_does_not_create_a_file() {
    assertThatThrownBy(() -> JdbcSceneIndexes.open(sqlite(), Options.forReading()))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("does not exist");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void a_file_that_is_no_database_is_refused() throws Exception {
    Files.writeString(directory.resolve("scenes.sqlite"), "not a database, ".repeat(100));

    for (Options options : List.of(Options.forWriting(), Options.forReading())) {
      assertThatThrownBy(() -> JdbcSceneIndexes.open(sqlite(), options))
          .isInstanceOf(IndexException.class)
          .hasMessageContaining("scenes.sqlite")
          .hasMessageContaining("not a database");
    }
  }

  @Test
  void directories_of_a_new_index_are_made() {
    String url = "jdbc:sqlite:" + directory.resolve("a b/ü/scenes.sqlite");
    fill(url);
    try (SceneIndex index = JdbcSceneIndexes.open(url, Options.forReading())) {
      assertThat(index.count(SceneQuery.ALL)).isEqualTo(1);
    }
  }

  /** A directory in place of the shared-memory file stands for one that cannot be written to. */
  @Test
  void a_reader_needs_no_write_permission_beside_the_file() throws Exception {
    fill(sqlite());
    Files.createDirectory(directory.resolve("scenes.sqlite-shm"));

    try (SceneIndex index = JdbcSceneIndexes.open(sqlite(), Options.forReading())) {
      assertThat(index.count(SceneQuery.ALL)).isEqualTo(1);
      assertThat(index.scene(Scenes.PRODUCT, "a")).isPresent();
    }
  }

  @Test
  void a_closed_index_says_so() {
    SceneIndex index = JdbcSceneIndexes.open(sqlite(), Options.forWriting());
    index.close();
    index.close();

    assertThatThrownBy(() -> index.count(SceneQuery.ALL))
        .isInstanceOf(IndexException.class)
        .hasMessageContaining("has no connection");
  }

  @Test
  void a_pool_has_at_least_one_connection() {
    assertThatThrownBy(() -> Options.forReading().withPoolSize(0))
        .hasMessage("pool size must be >= 1, was 0");
  }
}
