// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import javax.sql.DataSource;
import org.chronocube.index.IndexException;

/** Connection pools that are filled on demand. */
final class Pools {

  private static final long WAIT_MS = 60_000;

  private Pools() {}

  static HikariConfig config(String role, DataSource source, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("scene-index-" + role);
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(WAIT_MS);
    return config;
  }

  /**
   * @throws IndexException when the first connection fails
   */
  static HikariDataSource open(HikariConfig config, String index) {
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw new IndexException(
          "index " + index + " cannot be opened: " + e.getCause().getMessage(), e.getCause());
    }
  }
}
