// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.ChunkLayout;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeStorage;
import org.chronocube.cube.SliceStore;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.RasterOpener;
import org.chronocube.io.array.ArrayView;
import org.chronocube.io.array.zarr.ZarrFormat;
import org.chronocube.io.range.FileByteSources;

/** The contract of stores, by cubes that are ingested as a whole. */
class PersistentStoreTest extends SliceStoreContract {

  private static final CrsRegistry CRS = new CrsRegistry();

  private int stores;
  private final RasterOpener zarr =
      new BlockReaders(
          FileByteSources.anywhere(),
          List.of(),
          List.of(new ArrayView("zarr", new ZarrFormat(), new BlockCache(1 << 24))));

  @Override
  CubeStorage storage() {
    return new CubeStorage.Persistent(
        directory.resolve("kept" + stores++ + ".zarr"),
        new ChunkLayout(2, 3, 40, 64, 1, ChunkLayout.Codec.ZSTD, 1, Optional.empty()));
  }

  @Override
  RasterOpener opener() {
    return zarr;
  }

  @Override
  SliceStore open(Cube cube) {
    refresh(cube);
    return new PersistentStore(CRS::searchArea);
  }

  @Override
  void refresh(Cube cube) {
    RasterOpener any = uri -> isArchive(uri) ? archive.open(uri) : zarr.open(uri);
    IngestReport report =
        new Ingest(index, any, CRS, 2, 1 << 24).run(cube, List.of(), false, IngestProgress.NONE);
    assertThat(report.failures()).isEmpty();
  }
}
