// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plan;

import java.util.List;
import java.util.Optional;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.PixelTransform;
import org.chronocube.grid.Reduction;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.kernel.Resampler;
import org.chronocube.scene.Granule;

/**
 * One granule to read for one window of the target.
 *
 * @param granule the raster
 * @param use why, and how it is resampled
 * @param target pixels of the target grid to make
 * @param source pixels of the granule at full resolution under them, without kernel margin; may
 *     reach beyond the granule
 * @param reduction full-resolution pixels per target pixel
 */
public record ReadTask(
    Granule granule, BandUse use, Window target, Window source, Reduction reduction) {

  // An overview whose pixel exceeds the target's by up to a tenth of a source pixel still counts,
  // as in gdalwarp -ovr AUTO: odd sizes make overviews a little coarser than their factor.
  private static final double SLACK = 0.1;

  /**
   * The same task for a part of its target window; empty when the granule does not reach it.
   *
   * @param part inside {@link #target()}
   * @param toSource target to full-resolution pixels
   * @param toTarget the other way
   */
  public Optional<ReadTask> crop(Window part, PixelTransform toSource, PixelTransform toTarget) {
    return Reach.of(toSource, toTarget, part, granule.grid().shape(), use.resampling())
        .map(r -> new ReadTask(granule, use, part, r.source(), reduction));
  }

  /**
   * Settles the level: the coarsest whose pixel is not larger than the target's.
   *
   * @param levels shapes of the file's levels, full resolution first, then by decreasing size
   */
  public LevelRead at(List<Shape> levels) {
    Shape full = levels.get(0);
    int best = 0;
    for (int i = 1; i < levels.size(); i++) {
      double factorX = (double) full.width() / levels.get(i).width();
      double factorY = (double) full.height() / levels.get(i).height();
      if (factorX <= reduction.x() + SLACK && factorY <= reduction.y() + SLACK) {
        best = i;
      }
    }
    Shape shape = levels.get(best);
    double factorX = (double) full.width() / shape.width();
    double factorY = (double) full.height() / shape.height();
    GeoBox grid = best == 0 ? granule.grid() : granule.grid().resample(shape);
    Reduction rest = reduction.divide(factorX, factorY);
    int marginX = Resampler.margin(use.resampling(), rest.x());
    int marginY = Resampler.margin(use.resampling(), rest.y());
    Window window =
        new Window(
            (int) Math.floor(source.rowStart() / factorY) - marginY,
            (int) Math.ceil(source.rowStop() / factorY) + marginY,
            (int) Math.floor(source.colStart() / factorX) - marginX,
            (int) Math.ceil(source.colStop() / factorX) + marginX);
    Window used = window.intersect(shape.window());
    return new LevelRead(best, grid, used, padded(used, factorX, factorY, shape), rest);
  }

  /**
   * A level's read of a window alone: where its pixels are the target's, none beyond it has weight.
   *
   * @param window inside the level, not empty
   * @param level what {@link #at} gave
   */
  public LevelRead only(Window window, LevelRead level) {
    Shape full = granule.grid().shape();
    Shape shape = level.grid().shape();
    double factorX = (double) full.width() / shape.width();
    double factorY = (double) full.height() / shape.height();
    return new LevelRead(
        level.level(),
        level.grid(),
        window,
        padded(window, factorX, factorY, shape),
        level.reduction());
  }

  private Window padded(Window used, double factorX, double factorY, Shape shape) {
    if (used.isEmpty()) {
      return used;
    }
    return used.pad(use.neighbourhood().margin(factorY), use.neighbourhood().margin(factorX))
        .intersect(shape.window());
  }
}
