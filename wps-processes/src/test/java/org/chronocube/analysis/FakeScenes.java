// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.jdbc.JdbcSceneIndexes;
import org.chronocube.index.jdbc.Options;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;

/** The scenes of {@link FakeEngine} in an index. */
final class FakeScenes {

  private static final CrsRegistry CRS = new CrsRegistry();

  private FakeScenes() {}

  static SceneIndex index(Path directory) {
    SceneIndex index =
        JdbcSceneIndexes.open(
            "jdbc:sqlite:" + directory.resolve("fake.sqlite"), Options.forWriting());
    index.putProduct(new Product("fake", "fake", "", "", List.of()));
    return index;
  }

  /** The scene of an instant; another note makes it another scene of the same acquisition. */
  static Scene scene(String time, String note) {
    return new Scene(
        "s" + time,
        "fake",
        Instant.parse(time),
        CRS.footprint(FakeEngine.GRID),
        "a" + time,
        note,
        Map.of("note", note),
        List.of());
  }
}
