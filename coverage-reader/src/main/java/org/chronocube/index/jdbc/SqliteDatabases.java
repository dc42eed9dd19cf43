// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.chronocube.index.IndexException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** Opens SQLite files: write-ahead log, one writer at a time, readers that never wait. */
final class SqliteDatabases {

  static final String PREFIX = "jdbc:sqlite:";

  private static final int BUSY_MS = 60_000;
  private static final int CACHE_KIB = 16 * 1024;

  private SqliteDatabases() {}

  static Database connect(String url, Options options) {
    Path file = file(url);
    return options.readOnly() ? openReadOnly(file, options) : openReadWrite(file, options);
  }

  private static Path file(String url) {
    String path = url.substring(PREFIX.length());
    if (path.isEmpty() || path.contains("?") || path.startsWith(":")) {
      throw new IndexException("SQLite index must be the path of a file, was " + path);
    }
    Path file = Path.of(path);
    if (!file.isAbsolute()) {
      throw new IndexException("path of SQLite index must be absolute, was " + path);
    }
    return file;
  }

  private static Database openReadWrite(Path file, Options options) {
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new IndexException("index " + file + " cannot be created: " + e, e);
    }
    SQLiteConfig writing = config();
    writing.setJournalMode(JournalMode.WAL);
    writing.setSynchronous(SynchronousMode.FULL);
    writing.setTransactionMode(TransactionMode.IMMEDIATE);
    HikariDataSource writers =
        Pools.open(Pools.config("writer", source(file.toString(), writing), 1), file.toString());
    boolean opened = false;
    try {
      HikariConfig readers =
          Pools.config("readers", source(file.toString(), config()), options.poolSize());
      Database database =
          new Database(
              file.toString(), new SqliteDialect(), Pools.open(readers, file.toString()), writers);
      opened = true;
      return database;
    } finally {
      if (!opened) {
        writers.close();
      }
    }
  }

  private static Database openReadOnly(Path file, Options options) {
    if (!Files.isRegularFile(file)) {
      throw new IndexException("index " + file + " does not exist");
    }
    SQLiteConfig reading = config();
    reading.setReadOnly(true);
    HikariConfig readers =
        Pools.config("readers", source(readableName(file, reading), reading), options.poolSize());
    readers.setReadOnly(true);
    return new Database(
        file.toString(), new SqliteDialect(), Pools.open(readers, file.toString()), null);
  }

  /**
   * What to open for reading. The write-ahead log needs a file beside the index even for readers;
   * where none can be made and no log waits, the index cannot change and is opened as immutable.
   */
  private static String readableName(Path file, SQLiteConfig config) {
    SQLiteDataSource plain = source(file.toString(), config);
    try (Connection connection = plain.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT count(*) FROM sqlite_master");
      return file.toString();
    } catch (SQLException e) {
      if (hasLog(file)) {
        throw new IndexException("index " + file + " cannot be opened: " + e.getMessage(), e);
      }
      return "file:" + file.toUri().getRawPath() + "?immutable=1";
    }
  }

  private static boolean hasLog(Path file) {
    try {
      Path log = file.resolveSibling(file.getFileName() + "-wal");
      return Files.exists(log) && Files.size(log) > 0;
    } catch (IOException e) {
      throw new IndexException("index " + file + " cannot be opened: " + e, e);
    }
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MS);
    config.setCacheSize(-CACHE_KIB);
    return config;
  }

  private static SQLiteDataSource source(String name, SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(PREFIX + name);
    return source;
  }
}
