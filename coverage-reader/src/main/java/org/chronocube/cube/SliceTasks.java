// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.chronocube.grid.Window;
import org.chronocube.kernel.PolygonMask;
import org.chronocube.plan.Planner;
import org.chronocube.plan.ReadPlan;
import org.chronocube.plan.ReadTask;
import org.chronocube.plan.SliceRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;

/**
 * What is to be done for the slices of one request: tile by tile, and inside a tile every instant.
 * Tiles are looked at when they are come to, so that those ahead take no memory.
 */
final class SliceTasks implements Iterator<Supplier<SliceTasks.Made>> {

  private final Job job;
  private final SliceRequest request;
  private final List<Moment> moments;
  private final List<Window> tiles;
  private final SharedBlocks shared;
  private SharedBlocks sharedOnTile;
  private Tile tile;
  private int nextTile;
  private int nextMoment;

  /** An instant and what is read for it on the whole target. */
  record Moment(Instant instant, ReadPlan plan) {}

  /**
   * What a task gives.
   *
   * @param slice null when no scene meets the tile
   * @param done share of the tasks up to this one
   */
  record Made(Slice slice, double done) {}

  private record Tile(Window window, ValidMask inside, Planner planner) {}

  /**
   * @param moments ascending, those that have a scene on the target
   */
  SliceTasks(Job job, SliceRequest request, List<Moment> moments, List<Window> tiles) {
    this.job = job;
    this.request = request;
    this.moments = moments;
    this.tiles = tiles;
    this.shared = SharedBlocks.of(job, moments);
    this.nextMoment = moments.size();
  }

  @Override
  public boolean hasNext() {
    while (nextMoment == moments.size() && nextTile < tiles.size() && !moments.isEmpty()) {
      Window window = tiles.get(nextTile++);
      ValidMask inside = inside(window);
      if (!inside.isNoneValid()) {
        tile = new Tile(window, inside, job.planner(window));
        nextMoment = 0;
        sharedOnTile = shared.again();
      }
    }
    return nextMoment < moments.size();
  }

  @Override
  public Supplier<Made> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Tile at = tile;
    ReadTask blocks = sharedOnTile.next(nextMoment, tile.planner);
    if (blocks != null) {
      return () -> {
        job.decode(blocks);
        return null;
      };
    }
    Moment moment = moments.get(nextMoment++);
    double done = (nextTile - 1 + (double) nextMoment / moments.size()) / tiles.size();
    return () -> new Made(slice(at, moment), done);
  }

  private ValidMask inside(Window window) {
    return request.area() == null
        ? ValidMask.allValid(Math.toIntExact(window.pixels()))
        : PolygonMask.of(
            request.area(), request.request().target().affine(), window, request.allTouched());
  }

  private Slice slice(Tile at, Moment moment) {
    ReadPlan plan = at.planner.part(moment.plan);
    if (plan.scenes().isEmpty()) {
      return null;
    }
    List<RasterBlock> blocks = job.make(plan);
    blocks.forEach(block -> block.mask().and(at.inside));
    return new Slice(moment.instant, at.window, blocks, at.inside);
  }
}
