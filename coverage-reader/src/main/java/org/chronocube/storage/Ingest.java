// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeStorage;
import org.chronocube.index.SceneIndex;
import org.chronocube.io.RasterOpener;
import org.chronocube.time.TimeInterval;

/**
 * Writes the dates of persistent cubes into their stores.
 *
 * <p>Running it again writes what is new: dates after the last are added to the store as it is. For
 * dates that are earlier, or whose scenes have changed, a new generation is made, in which all
 * pixels that stay are taken over from the one before, whole files of them as hard links. A changed
 * definition of the cube makes all pixels anew. An ingest that is stopped, however, loses at most
 * the part of the grid that was being written: the next one goes on from there.
 */
public final class Ingest {

  private final SceneIndex index;
  private final RasterOpener rasters;
  private final CrsRegistry crs;
  private final int threads;
  private final long memoryBytes;
  private final Steps steps;

  /**
   * @param index where scenes are found
   * @param rasters opens files
   * @param crs coordinate reference systems
   * @param threads that read and write at once, ≥ 1
   * @param memoryBytes most memory for what is being written; a single file of a store is held
   *     whatever it takes
   */
  public Ingest(
      SceneIndex index, RasterOpener rasters, CrsRegistry crs, int threads, long memoryBytes) {
    this(index, rasters, crs, threads, memoryBytes, Steps.UNWATCHED);
  }

  Ingest(
      SceneIndex index,
      RasterOpener rasters,
      CrsRegistry crs,
      int threads,
      long memoryBytes,
      Steps steps) {
    this.index = index;
    this.rasters = rasters;
    this.crs = crs;
    this.threads = threads;
    this.memoryBytes = memoryBytes;
    this.steps = steps;
  }

  /**
   * Brings what is kept of a cube to what the index has now.
   *
   * @param cube persistent
   * @param times which dates; empty for all. What is kept of others stays
   * @param rebuild true to make all pixels anew
   * @throws IllegalArgumentException when the cube is not persistent
   * @throws StorageException when another ingest of the cube is under way, or the store cannot be
   *     read or written
   */
  public IngestReport run(
      Cube cube, List<TimeInterval> times, boolean rebuild, IngestProgress progress) {
    ZarrCube zarr = ZarrCube.of(cube);
    Generations generations = new Generations(((CubeStorage.Persistent) cube.storage()).location());
    try (FileChannel lock = generations.lock()) {
      return new IngestRun(this, zarr, generations, times, rebuild, progress).run();
    } catch (IOException e) {
      throw new StorageException("cannot unlock " + generations.location(), e);
    }
  }

  SceneIndex index() {
    return index;
  }

  RasterOpener rasters() {
    return rasters;
  }

  CrsRegistry crs() {
    return crs;
  }

  int threads() {
    return threads;
  }

  long memoryBytes() {
    return memoryBytes;
  }

  Steps steps() {
    return steps;
  }
}
