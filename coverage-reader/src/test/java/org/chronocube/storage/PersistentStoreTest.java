// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.ChunkLayout;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeStorage;
import org.chronocube.cube.DefaultCubeEngine;
import org.chronocube.cube.SliceStore;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.RasterOpener;
import org.chronocube.io.array.ArrayView;
import org.chronocube.io.array.zarr.ZarrFormat;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.Test;

/** The contract of stores, by cubes that are ingested as a whole. */
class PersistentStoreTest extends SliceStoreContract {

  private static final CrsRegistry CRS = new CrsRegistry();

  private final BlockCache cache = new BlockCache(1 << 24);
  private int stores;
  private final RasterOpener zarr =
      new BlockReaders(
          FileByteSources.anywhere(),
          List.of(),
          List.of(new ArrayView("zarr", new ZarrFormat(), cache)));

  @Override
  CubeStorage storage() {
    return new CubeStorage.Persistent(
        directory.resolve("kept" + stores++ + ".zarr"),
        new ChunkLayout(2, 3, 40, 64, 1, codec(), 1, Optional.empty()));
  }

  ChunkLayout.Codec codec() {
    return ChunkLayout.Codec.ZSTD;
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

  @Test
  void a_series_decodes_each_chunk_once() {
    Cube cube = cube(TimeGrouping.SOLAR_DAY, MosaicRule.MOST_RECENT, true);
    DefaultCubeEngine kept = engine(open(cube));
    long before = cache.statistics().misses();
    // Rows 0 to 39 and columns 64 to 127 are one chunk; seven dates are in three.
    CubeRequest request =
        new CubeRequest(
            GRID.crop(Window.at(5, 70, 30, 40)),
            List.of("raw"),
            List.of(TimeInterval.ALL),
            MosaicRule.MOST_RECENT,
            Resampling.NEAREST,
            Filter.INCLUDE,
            List.of(),
            CubeRequest.FailurePolicy.FAIL);
    archive.reads.clear();
    assertThat(WholeDates.of(kept, cube, request)).hasSize(7);
    assertThat(archive.reads).isEmpty();
    assertThat(cache.statistics().misses() - before).isEqualTo(3);
  }
}
