// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import org.chronocube.band.NoData;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.PixelMap;
import org.chronocube.grid.PixelTransform;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.RasterOpener;
import org.chronocube.io.RasterReadException;
import org.chronocube.kernel.Neighbourhood;
import org.chronocube.kernel.Resampler;
import org.chronocube.plan.LevelRead;
import org.chronocube.plan.ReadTask;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Granule;

/**
 * Reads granules onto one target grid. Pixel maps are kept, since the scenes of a series mostly
 * share their grid. Safe for concurrent use.
 */
final class GranuleReader {

  private static final int SMALLEST_PART = 8;
  private static final int MOST_MAPS = 512;

  private final RasterOpener opener;
  private final PixelTransform.Factory transforms;
  private final GeoBox target;
  private final long mostPixels;
  private final Cache<MapKey, PixelMap> maps =
      Caffeine.newBuilder().maximumSize(MOST_MAPS).executor(Runnable::run).build();

  private record MapKey(GeoBox grid, Window target) {}

  /**
   * @param mostPixels of a source that are read at once; larger windows are read in parts
   */
  GranuleReader(
      RasterOpener opener, PixelTransform.Factory transforms, GeoBox target, long mostPixels) {
    this.opener = opener;
    this.transforms = transforms;
    this.target = target;
    this.mostPixels = mostPixels;
  }

  /**
   * @return DN samples of the task's target window
   * @throws RasterReadException when the file cannot be read or is not what the index says
   */
  RasterBlock read(ReadTask task) {
    BlockReader reader = opener.open(task.granule().uri());
    RasterInfo info = reader.info();
    if (!info.shape().equals(task.granule().grid().shape())
        || task.granule().fileBand() >= info.bandCount()) {
      throw new RasterReadException(
          "file must have band "
              + task.granule().fileBand()
              + " and shape "
              + task.granule().grid().shape()
              + " as indexed, had "
              + info.bandCount()
              + " bands of "
              + info.shape());
    }
    List<Shape> levels = info.levels().stream().map(RasterInfo.Level::shape).toList();
    return read(reader, task, levels);
  }

  private RasterBlock read(BlockReader reader, ReadTask task, List<Shape> levels) {
    LevelRead level = task.at(levels);
    Window w = task.target();
    if (level.window().isEmpty()) {
      return RasterBlock.allocate(w.shape());
    }
    if (level.read().pixels() > mostPixels && Math.max(w.height(), w.width()) > SMALLEST_PART) {
      return inParts(reader, task, levels);
    }
    PixelMap map = map(level.grid(), w);
    Optional<Window> aligned = Resampler.aligned(map, w);
    if (aligned.isPresent()) {
      return copy(reader, task, level, aligned.get());
    }
    return Resampler.resample(
        source(reader, task, level),
        level.window(),
        level.grid().shape(),
        map,
        level.reduction(),
        w,
        task.use().resampling());
  }

  /**
   * Which blocks of its file a granule is in; equal numbers mean the same ones.
   *
   * @throws RasterReadException when the file cannot be opened
   */
  int blocksOf(ReadTask task) {
    return opener.open(task.granule().uri()).blocksOf(task.granule().fileBand());
  }

  /**
   * Where the blocks of a granule lie on the target; empty when their pixels are not the target's,
   * or the file cannot be opened.
   */
  Optional<BlockLattice> lattice(ReadTask task) {
    RasterInfo info;
    try {
      info = opener.open(task.granule().uri()).info();
    } catch (RasterReadException e) {
      return Optional.empty();
    }
    LevelRead level = task.at(info.levels().stream().map(RasterInfo.Level::shape).toList());
    Window w = task.target();
    return Resampler.aligned(map(level.grid(), w), w)
        .map(
            source ->
                BlockLattice.at(
                    source.rowStart() - w.rowStart(),
                    source.colStart() - w.colStart(),
                    info.levels().get(level.level()).block()));
  }

  private PixelMap map(GeoBox grid, Window w) {
    return maps.get(
        new MapKey(grid, w),
        k -> PixelMap.of(transforms.between(target, k.grid), k.target, PixelMap.DEFAULT_TOLERANCE));
  }

  // No pixel beyond the window is read: a margin of one would take the blocks around it as well.
  private static RasterBlock copy(
      BlockReader reader, ReadTask task, LevelRead level, Window aligned) {
    Window inside = aligned.intersect(level.grid().shape().window());
    if (inside.isEmpty()) {
      return RasterBlock.allocate(aligned.shape());
    }
    RasterBlock block = source(reader, task, task.only(inside, level));
    if (inside.equals(aligned)) {
      return block;
    }
    RasterBlock result = RasterBlock.allocate(aligned.shape());
    result.paste(
        block, inside.rowStart() - aligned.rowStart(), inside.colStart() - aligned.colStart());
    return result;
  }

  // What a neighbourhood makes of the margin it was given is not whole, so it is cut off.
  private static RasterBlock source(BlockReader reader, ReadTask task, LevelRead level) {
    Granule granule = task.granule();
    RasterBlock block = reader.read(level.level(), granule.fileBand(), level.read());
    if (!reader.info().noData().equals(granule.noData())) {
      hide(block, granule.noData());
    }
    Neighbourhood neighbourhood = task.use().neighbourhood();
    if (neighbourhood.equals(Neighbourhood.NONE)) {
      return block;
    }
    Shape full = granule.grid().shape();
    Shape shape = level.grid().shape();
    RasterBlock made =
        neighbourhood.apply(
            block,
            new Neighbourhood.Level(
                granule.scaling(),
                (double) full.width() / shape.width(),
                (double) full.height() / shape.height()));
    return made.crop(level.window().shift(-level.read().rowStart(), -level.read().colStart()));
  }

  // Halves the longer side until the source fits in memory; strong reductions without overviews.
  private RasterBlock inParts(BlockReader reader, ReadTask task, List<Shape> levels) {
    Window w = task.target();
    boolean rows = w.height() >= w.width();
    Window first =
        rows
            ? new Window(w.rowStart(), w.rowStart() + w.height() / 2, w.colStart(), w.colStop())
            : new Window(w.rowStart(), w.rowStop(), w.colStart(), w.colStart() + w.width() / 2);
    Window second =
        rows
            ? new Window(first.rowStop(), w.rowStop(), w.colStart(), w.colStop())
            : new Window(w.rowStart(), w.rowStop(), first.colStop(), w.colStop());
    RasterBlock result = RasterBlock.allocate(w.shape());
    for (Window part : List.of(first, second)) {
      RasterBlock block =
          task.crop(
                  part,
                  transforms.between(target, task.granule().grid()),
                  transforms.between(task.granule().grid(), target))
              .map(t -> read(reader, t, levels))
              .orElseGet(() -> RasterBlock.allocate(part.shape()));
      result.paste(block, part.rowStart() - w.rowStart(), part.colStart() - w.colStart());
    }
    return result;
  }

  private static void hide(RasterBlock block, NoData noData) {
    if (noData.isDeclared()) {
      block.hide(noData.value().floatValue());
    }
    if (noData.saturated() != null) {
      block.hide(noData.saturated().floatValue());
    }
  }
}
