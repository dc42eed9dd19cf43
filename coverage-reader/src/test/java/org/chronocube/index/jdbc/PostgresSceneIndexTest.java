// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneIndexTck;

/** The contract over PostgreSQL. */
class PostgresSceneIndexTest extends SceneIndexTck {

  private String url;

  @Override
  protected SceneIndex create() {
    url = EmbeddedPostgresServer.newSchema();
    return JdbcSceneIndexes.open(url, Options.forWriting().withPoolSize(4));
  }

  @Override
  protected SceneIndex reopen(boolean readOnly) {
    return JdbcSceneIndexes.open(url, readOnly ? Options.forReading() : Options.forWriting());
  }
}
