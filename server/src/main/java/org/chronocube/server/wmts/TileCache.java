// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.chronocube.server.ows.TimeParameter;
import org.chronocube.server.wms.TileMaps;

/**
 * Finished tiles in memory, up to a number of bytes, the least used given up first. A tile is known
 * by all that it shows, the versions of the indexes included, so that new scenes show at once.
 */
final class TileCache {

  /** What a tile takes beside its bytes. */
  private static final int OVERHEAD = 500;

  private final Cache<Key, TileMaps.Answer> tiles;

  /**
   * @param bytes to hold at most
   */
  TileCache(long bytes) {
    this.tiles =
        Caffeine.newBuilder()
            .maximumWeight(bytes)
            .weigher((Key key, TileMaps.Answer tile) -> OVERHEAD + tile.content().length())
            .executor(Runnable::run)
            .build();
  }

  /**
   * What a tile shows.
   *
   * @param layer full name of the layer or group
   * @param style as asked for
   * @param set id of the tile matrix set
   * @param matrix id in the set
   * @param row of the tile
   * @param column of the tile
   * @param format of the tile
   * @param asked the time as asked for: warnings tell of it
   * @param times drawn, of each member
   * @param versions of the index of each member
   */
  record Key(
      List<String> layer,
      String style,
      String set,
      String matrix,
      int row,
      int column,
      String format,
      Optional<TimeParameter> asked,
      List<String> times,
      List<Long> versions) {

    Key {
      layer = List.copyOf(layer);
      times = List.copyOf(times);
      versions = List.copyOf(versions);
    }
  }

  /** Draws a tile. */
  interface Drawing {
    TileMaps.Answer draw() throws IOException;
  }

  TileMaps.Answer get(Key key, Drawing drawing) throws IOException {
    TileMaps.Answer known = tiles.getIfPresent(key);
    if (known != null) {
      return known;
    }
    TileMaps.Answer drawn = drawing.draw();
    tiles.put(key, drawn);
    return drawn;
  }
}
