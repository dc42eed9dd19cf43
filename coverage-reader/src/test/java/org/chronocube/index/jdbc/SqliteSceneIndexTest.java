// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.nio.file.Path;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneIndexTck;
import org.junit.jupiter.api.io.TempDir;

/** The contract over SQLite. */
class SqliteSceneIndexTest extends SceneIndexTck {

  @TempDir Path directory;

  private String url() {
    return "jdbc:sqlite:" + directory.resolve("scenes.sqlite");
  }

  @Override
  protected SceneIndex create() {
    return JdbcSceneIndexes.open(url(), Options.forWriting().withPoolSize(4));
  }

  @Override
  protected SceneIndex reopen(boolean readOnly) {
    return JdbcSceneIndexes.open(url(), readOnly ? Options.forReading() : Options.forWriting());
  }
}
