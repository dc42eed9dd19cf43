// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.cube.ChunkLayout;
import org.chronocube.cube.ChunkLayout.Codec;
import org.chronocube.cube.ChunkLayout.Shard;
import org.chronocube.cube.CubeStorage;

/**
 * The {@code storage} of a cube: {@code in-place}, or a mapping with {@code mode: persistent} or
 * {@code mode: hybrid}.
 *
 * @param directory what relative locations are relative to
 * @param anywhere false when locations must stay below the directory, since others than the owner
 *     of {@code catalog.yaml} may have written them
 */
record CubeStorageNodes(Path directory, boolean anywhere) {

  private static final Set<String> PERSISTENT_KEYS =
      Set.of("mode", "location", "zarr", "chunks", "codec", "level", "shard");
  private static final Set<String> HYBRID_KEYS = Set.of("mode", "location", "limit", "block");
  private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(K|M|G|T)?B?");
  private static final Map<String, Long> UNITS =
      Map.of("K", 1L << 10, "M", 1L << 20, "G", 1L << 30, "T", 1L << 40);

  CubeStorage storage(YamlNode node) {
    if (!node.isPresent()) {
      return CubeStorage.IN_PLACE;
    }
    if (!node.isMap()) {
      if (!node.text().equals("in-place")) {
        throw node.error("in-place, or a mapping");
      }
      return CubeStorage.IN_PLACE;
    }
    return switch (node.get("mode").text()) {
      case "in-place" -> {
        node.mapping(Set.of("mode"));
        yield CubeStorage.IN_PLACE;
      }
      case "persistent" -> persistent(node.mapping(PERSISTENT_KEYS));
      case "hybrid" -> hybrid(node.mapping(HYBRID_KEYS));
      default -> throw node.get("mode").error("in-place, persistent or hybrid");
    };
  }

  private CubeStorage persistent(YamlNode node) {
    ChunkLayout d = ChunkLayout.DEFAULT;
    YamlNode chunks = node.get("chunks");
    if (chunks.isPresent()) {
      chunks.mapping(Set.of("time", "band", "y", "x"));
    }
    Path location = location(node.get("location"));
    Codec codec =
        node.get("codec").isPresent() ? node.get("codec").parsed(Codec::parse) : d.codec();
    return node.checked(
        () ->
            new CubeStorage.Persistent(
                location,
                new ChunkLayout(
                    whole(node.get("zarr"), d.version()),
                    chunk(chunks, "time", d.time()),
                    chunk(chunks, "y", d.height()),
                    chunk(chunks, "x", d.width()),
                    chunk(chunks, "band", d.bands()),
                    codec,
                    whole(node.get("level"), d.level()),
                    shard(node.get("shard")))));
  }

  private static Optional<Shard> shard(YamlNode node) {
    if (!node.isPresent()) {
      return Optional.empty();
    }
    node.mapping(Set.of("y", "x"));
    return Optional.of(new Shard((int) node.get("y").whole(), (int) node.get("x").whole()));
  }

  private CubeStorage hybrid(YamlNode node) {
    Path location = location(node.get("location"));
    long limit = bytes(node.get("limit"));
    return node.checked(
        () ->
            new CubeStorage.Hybrid(
                location, limit, whole(node.get("block"), CubeStorage.Hybrid.DEFAULT_BLOCK)));
  }

  private static int chunk(YamlNode chunks, String key, int other) {
    return chunks.isPresent() ? whole(chunks.get(key), other) : other;
  }

  private static int whole(YamlNode node, int other) {
    return node.isPresent() ? Math.toIntExact(node.whole()) : other;
  }

  /** {@code 20 GB}, {@code 512M}: powers of 1024. */
  private static long bytes(YamlNode node) {
    Matcher size = SIZE.matcher(node.scalar().strip().toUpperCase(Locale.ROOT));
    if (!size.matches()) {
      throw node.error("a size such as 20 GB");
    }
    long unit = size.group(2) == null ? 1 : UNITS.get(size.group(2));
    return (long) (Double.parseDouble(size.group(1)) * unit);
  }

  private Path location(YamlNode node) {
    try {
      Path path = directory.resolve(node.text()).normalize();
      if (!anywhere && (!path.startsWith(directory) || path.equals(directory))) {
        throw node.error("a path below the catalog's directory");
      }
      return path;
    } catch (InvalidPathException e) {
      throw node.error("a path");
    }
  }
}
