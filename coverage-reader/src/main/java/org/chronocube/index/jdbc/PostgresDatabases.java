// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.regex.Pattern;
import org.chronocube.index.IndexException;
import org.postgresql.ds.PGSimpleDataSource;

/** Connects to PostgreSQL. */
final class PostgresDatabases {

  static final String PREFIX = "jdbc:postgresql:";

  private static final int WRITERS = 2;
  private static final int CONNECT_SECONDS = 15;
  private static final Pattern CREDENTIALS = Pattern.compile("//[^/@]*@");

  /**
   * Every search is planned for its own parameters (how many scenes a box or a month holds differs
   * by orders of magnitude), and none is worth compiling.
   */
  private static final String SESSION = "SET plan_cache_mode = force_custom_plan; SET jit = off";

  private PostgresDatabases() {}

  static Database connect(String url, Options options) {
    String name = name(url);
    HikariConfig readers = Pools.config("readers", source(url, name, options), options.poolSize());
    readers.setReadOnly(true);
    readers.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    readers.setConnectionInitSql(SESSION);
    HikariDataSource readPool = Pools.open(readers, name);
    if (options.readOnly()) {
      return new Database(name, new PostgresDialect(), readPool, null);
    }
    HikariConfig writers = Pools.config("writers", source(url, name, options), WRITERS);
    writers.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    writers.setConnectionInitSql(SESSION);
    boolean opened = false;
    try {
      Database database =
          new Database(name, new PostgresDialect(), readPool, Pools.open(writers, name));
      opened = true;
      return database;
    } finally {
      if (!opened) {
        readPool.close();
      }
    }
  }

  /** The URL without parameters and credentials. */
  static String name(String url) {
    return CREDENTIALS.matcher(url.replaceFirst("\\?.*", "")).replaceFirst("//");
  }

  private static PGSimpleDataSource source(String url, String name, Options options) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      source.setUrl(url);
    } catch (IllegalArgumentException e) {
      // The driver's message repeats the URL, password and all.
      throw new IndexException("index URL is not one of PostgreSQL's driver, was " + name);
    }
    if (options.user() != null) {
      source.setUser(options.user());
    }
    if (options.password() != null) {
      source.setPassword(options.password());
    }
    source.setReWriteBatchedInserts(true);
    source.setApplicationName("chronocube");
    source.setConnectTimeout(CONNECT_SECONDS);
    return source;
  }
}
