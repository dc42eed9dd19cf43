// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.chronocube.catalog.Datacube;
import org.chronocube.cube.ChunkLayout;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.CubeStorage;
import org.chronocube.cube.DefaultCubeEngine;
import org.chronocube.cube.SliceStore;
import org.chronocube.grid.GeoBox;
import org.chronocube.io.RasterOpener;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.CubeRequest.FailurePolicy;
import org.chronocube.raster.RasterBlock;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/**
 * A cube that is kept below a directory, and two engines to read it: with what is kept and without.
 */
final class IngestedCube {

  final Datacube datacube;
  final Cube cube;
  final Path location;
  final List<URI> opened = Collections.synchronizedList(new ArrayList<>());
  final CubeEngine kept;
  final CubeEngine inPlace;

  IngestedCube(Datacube datacube, Cube cube, Path location, ChunkLayout layout) {
    this.datacube = datacube;
    this.location = location;
    this.cube = cube.withStorage(new CubeStorage.Persistent(location, layout));
    RasterOpener watched =
        uri -> {
          opened.add(uri);
          return datacube.rasters().open(uri);
        };
    this.kept = engine(watched, new PersistentStore(datacube.crs()::searchArea));
    this.inPlace = engine(datacube.rasters(), SliceStore.NONE);
  }

  private CubeEngine engine(RasterOpener rasters, SliceStore store) {
    return new DefaultCubeEngine(
        datacube.index(), rasters, datacube.crs(), ForkJoinPool.commonPool(), 2, 64 << 20, store);
  }

  /** Small chunks, so that small cubes have many. */
  static ChunkLayout layout(int version, int time, int bands) {
    return new ChunkLayout(
        version,
        time,
        32,
        48,
        bands,
        version == 2 ? ChunkLayout.Codec.BLOSC_ZSTD : ChunkLayout.Codec.ZSTD,
        3,
        java.util.Optional.empty());
  }

  IngestReport ingest() {
    return ingest(Steps.UNWATCHED, List.of(), false);
  }

  IngestReport ingest(Steps steps, List<TimeInterval> times, boolean rebuild) {
    return new Ingest(datacube.index(), datacube.rasters(), datacube.crs(), 2, 64 << 20, steps)
        .run(cube, times, rebuild, IngestProgress.NONE);
  }

  CubeRequest request(GeoBox target, List<String> bands, List<TimeInterval> times) {
    return new CubeRequest(
        target,
        bands,
        times,
        cube.rule(),
        cube.resampling(),
        Filter.INCLUDE,
        List.of(),
        FailurePolicy.FAIL);
  }

  /**
   * Every date of a request: its instant, then its samples and masks, as text that can be compared.
   */
  static List<String> slices(CubeEngine engine, Cube cube, CubeRequest request) {
    List<String> all = new ArrayList<>();
    WholeDates.of(engine, cube, request)
        .forEach((instant, blocks) -> all.add(instant + " " + texts(blocks)));
    return all;
  }

  static List<String> texts(List<RasterBlock> blocks) {
    return blocks.stream()
        .map(b -> samples(b) + "/" + b.mask().count() + b.mask().hashCode())
        .toList();
  }

  // Of invalid pixels the samples mean nothing.
  private static int samples(RasterBlock block) {
    int hash = 1;
    for (int i = 0; i < block.samples().length; i++) {
      int sample = block.mask().isValid(i) ? Float.floatToIntBits(block.samples()[i]) : 0;
      hash = 31 * hash + sample;
    }
    return hash;
  }

  /** All dates of all bands on the whole grid. */
  List<String> all(CubeEngine engine) {
    return slices(engine, cube, request(cube.grid(), List.of(), List.of(TimeInterval.ALL)));
  }

  /** True when nothing but the store has been opened since the last call. */
  boolean readFromStoreOnly() {
    boolean only =
        !opened.isEmpty()
            && opened.stream().allMatch(u -> String.valueOf(u.getFragment()).startsWith("zarr="));
    opened.clear();
    return only;
  }
}
