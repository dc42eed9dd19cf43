// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.product.IndexProgress;
import org.chronocube.product.Indexer;
import org.chronocube.product.ProductParsers;
import org.chronocube.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tiles are kept, and never stale. */
class TileCacheTest {

  @TempDir Path root;

  private static TestServer.Answer tile(TestServer server, String... time) throws Exception {
    return server.get("wmts/rest/t:coords/rgb/EPSG:32632_10/13/5848/8387.png", time);
  }

  @Test
  void a_new_scene_shows_at_once() throws Exception {
    CoordinateArchive.write(root);
    Path index = root.resolve("index.sqlite");
    try (TestServer server = TestServer.start(root, index, List.of())) {
      int newest = CoordinateArchive.colour(0, 0, 4);
      assertThat(tile(server).image().getRGB(80, 64)).isEqualTo(newest);
      assertThat(tile(server).image().getRGB(80, 64)).isEqualTo(newest);
      String[] range = {"time", "2024-05-01/2024-05-09"};
      assertThat(tile(server, range).image().getRGB(80, 64)).isEqualTo(newest);

      CoordinateArchive.add(root, 7);
      DatacubeOptions options =
          new DatacubeOptions(null, 8L << 20, 1, false).withIndex("jdbc:sqlite:" + index);
      try (Datacube other = Datacubes.open(root.resolve("chronocube/catalog.yaml"), options)) {
        new Indexer(other, ProductParsers.discover())
            .indexProduct(other.catalog().products().get(0), IndexProgress.NONE);
      }

      int added = CoordinateArchive.colour(0, 0, 7);
      assertThat(tile(server).image().getRGB(80, 64)).isEqualTo(added);
      assertThat(tile(server, range).image().getRGB(80, 64)).isEqualTo(added);
      assertThat(tile(server, "time", "2024-05-04").image().getRGB(80, 64)).isEqualTo(newest);
    }
  }
}
