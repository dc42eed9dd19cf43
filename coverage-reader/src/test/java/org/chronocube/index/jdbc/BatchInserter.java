// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.Scenes;
import org.chronocube.scene.Scene;

/**
 * A process that inserts batches: scenes {@code name-BATCH-N} of acquisitions {@code BATCH-N}. Says
 * "ready", waits for a line, then says the number of each batch that is committed.
 */
final class BatchInserter {

  static final int BATCH_SIZE = 200;

  private BatchInserter() {}

  /**
   * @param arguments URL, name, revision, number of batches
   */
  public static void main(String... arguments) throws IOException {
    try (SceneIndex index = JdbcSceneIndexes.open(arguments[0], Options.forWriting())) {
      index.putProduct(Scenes.product(Scenes.PRODUCT));
      System.out.println("ready");
      System.in.read();
      for (int batch = 0; batch < Integer.parseInt(arguments[3]); batch++) {
        index.insert(batch(arguments[1], arguments[2], batch));
        System.out.println(batch);
      }
    }
  }

  static List<Scene> batch(String name, String revision, int batch) {
    return IntStream.range(0, BATCH_SIZE)
        .mapToObj(i -> batch + "-" + i)
        .map(a -> Scenes.scene(name + "-" + a).revision(a, revision).build())
        .toList();
  }
}
