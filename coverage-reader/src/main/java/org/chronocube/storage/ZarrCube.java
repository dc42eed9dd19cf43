// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.chronocube.band.Band;
import org.chronocube.band.NoData;
import org.chronocube.cube.ChunkLayout;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.cube.CubeStorage;
import org.chronocube.io.array.zarr.write.ChunkShape;
import org.chronocube.io.array.zarr.write.Compression;
import org.chronocube.io.array.zarr.write.StoreDescription;
import org.chronocube.io.array.zarr.write.StoreLayout;
import org.chronocube.io.array.zarr.write.StoreWriter;
import org.chronocube.scene.Granule;

/**
 * A persistent cube as a Zarr store.
 *
 * @param cube it shows
 * @param layout of the store
 */
record ZarrCube(Cube cube, StoreLayout layout) {

  /**
   * @throws IllegalArgumentException when the cube is not persistent
   */
  static ZarrCube of(Cube cube) {
    if (!(cube.storage() instanceof CubeStorage.Persistent persistent)) {
      throw new IllegalArgumentException(
          "storage of cube " + cube.name() + " must be persistent, was " + cube.storage());
    }
    return new ZarrCube(cube, layout(persistent.layout()));
  }

  private static StoreLayout layout(ChunkLayout l) {
    ChunkShape shard =
        l.shard().map(s -> new ChunkShape(l.time(), s.height(), s.width())).orElse(null);
    Compression compression =
        switch (l.codec()) {
          case NONE -> new Compression.None();
          case ZSTD -> new Compression.Zstd(l.level());
          case BLOSC_ZSTD -> new Compression.Blosc(Compression.Blosc.Codec.ZSTD, l.level(), true);
          case BLOSC_LZ4 -> new Compression.Blosc(Compression.Blosc.Codec.LZ4, l.level(), true);
        };
    ChunkShape chunk = new ChunkShape(l.time(), l.height(), l.width());
    return new StoreLayout(l.version(), chunk, shard, l.bands(), compression);
  }

  StoreDescription description() {
    return new StoreDescription(
        cube.title(),
        "products " + cube.products().stream().collect(Collectors.joining(", ")),
        "written by chronocube ingest " + cube.name(),
        Map.of(),
        cube.grid(),
        cube.bands().stream().map(CubeBand::band).toList());
  }

  /** The array of a band in a store. */
  URI uri(Path folder, Band band) {
    String root = folder.toUri().toString();
    String slash = root.endsWith("/") ? "" : "/";
    return URI.create(root + slash + "#zarr=" + StoreWriter.array(layout, band));
  }

  /**
   * A date of a band.
   *
   * @param number of the band in the cube
   * @param date number of the date in the store
   */
  Granule granule(Band band, int number, URI uri, int date) {
    int inFile = layout.isStacked() ? date * cube.bands().size() + number : date;
    // What a cube band says of saturation is of the samples it was made from.
    NoData noData = band.noData().isDeclared() ? NoData.of(band.noData().value()) : NoData.NONE;
    return new Granule(band.name(), uri, inFile, cube.grid(), band.type(), noData, band.scaling());
  }
}
