// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.algorithm.pair.PairPixels;
import org.chronocube.cube.Progress;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.GeoBoxTiles;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;

/**
 * The blocks of a pair, pass after pass. Blocks are kept between passes when all of them are few
 * (256 MiB), else read again.
 */
final class StreamedPairs implements PairPixels {

  private static final Shape BLOCK = new Shape(512, 512);
  private static final long MEMORY_SAMPLES = 1L << 26;

  private final PairImages images;
  private final int margin;
  private final List<Window> windows;
  private final Progress progress;
  private final int passes;
  private final Map<Window, PairBlock> kept;
  private int pass;

  /**
   * @param passes most that are made, the one that applies the transform included
   */
  StreamedPairs(PairImages images, int margin, int passes, Progress progress) {
    this.images = images;
    this.margin = margin;
    this.passes = passes;
    this.progress = progress;
    GeoBox grid = images.area().grid();
    windows = new GeoBoxTiles(grid, BLOCK).windows();
    kept = passes > 1 && canKeep(images) ? new ConcurrentHashMap<>() : null;
  }

  /** True when all blocks are few enough to be kept between passes. */
  static boolean canKeep(PairImages images) {
    return 2L * images.area().grid().shape().pixels() * images.bands().size() <= MEMORY_SAMPLES;
  }

  @Override
  public int bands() {
    return images.bands().size();
  }

  @Override
  public <T> void forEach(Function<PairBlock, T> work, Consumer<T> inOrder) {
    Progress part = Progresses.part(progress, Math.min(pass++, passes - 1), passes);
    int batch = Parallel.width();
    for (int from = 0; from < windows.size(); from += batch) {
      progress.checkCancelled();
      List<Window> some = windows.subList(from, Math.min(from + batch, windows.size()));
      Parallel.map(some.size(), i -> result(some.get(i), work)).stream()
          .filter(r -> r != NOTHING)
          .forEach(r -> inOrder.accept(StreamedPairs.<T>cast(r)));
      part.report((double) (from + some.size()) / windows.size());
    }
  }

  private static final Object NOTHING = new Object();

  private <T> Object result(Window window, Function<PairBlock, T> work) {
    PairBlock block = kept == null ? null : kept.get(window);
    if (block == null) {
      block = images.read(window, margin, progress);
      if (kept != null) {
        kept.put(window, block);
      }
    }
    return block.valid().isNoneValid() ? NOTHING : work.apply(block);
  }

  @SuppressWarnings("unchecked")
  private static <T> T cast(Object result) {
    return (T) result;
  }
}
