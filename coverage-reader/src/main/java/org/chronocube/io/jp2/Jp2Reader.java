// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockKey;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.UriText;
import org.chronocube.raster.RasterBlock;

/**
 * Reads windows of one JPEG 2000 file. What goes to the cache are squares of {@link
 * Jp2Format#BLOCK} pixels, whatever the tiles are: a small window of a large tile costs its
 * code-blocks only. Immutable, safe for concurrent use, holds no open file.
 */
final class Jp2Reader implements BlockReader {

  private static final int BLOCK = Jp2Format.BLOCK;

  /** Rows and columns that are decoded in one go, at most: 32 MiB of 16 bit samples. */
  private static final int MAX_CELL = 4096;

  private final ByteSource source;
  private final RasterInfo info;
  private final Codestream codestream;
  private final TileLoader tiles;
  private final SampleDecoder decoder;
  private final BlockCache cache;

  Jp2Reader(
      ByteSource source,
      RasterInfo info,
      Codestream codestream,
      TileLoader tiles,
      SampleDecoder decoder,
      BlockCache cache) {
    this.source = source;
    this.info = info;
    this.codestream = codestream;
    this.tiles = tiles;
    this.decoder = decoder;
    this.cache = cache;
  }

  @Override
  public RasterInfo info() {
    return info;
  }

  @Override
  public boolean isCurrent() {
    return source.isCurrent();
  }

  @Override
  public RasterBlock read(int level, int band, Window window) {
    info().checkRead(level, band, window);
    RasterBlock block = RasterBlock.allocate(window.shape());
    int height = cell(codestream.tileHeight(), level);
    int width = cell(codestream.tileWidth(), level);
    for (int row = window.rowStart() / height * height; row < window.rowStop(); row += height) {
      for (int col = window.colStart() / width * width; col < window.colStop(); col += width) {
        Window part = Window.at(row, col, height, width).intersect(window);
        copy(level, band, part, window, block);
      }
    }
    return block;
  }

  /** Some tiles, in whole blocks: so that processors have work and few tiles are parsed twice. */
  private static int cell(int tile, int level) {
    int size = Math.min(MAX_CELL, Numbers.ceilShift(tile, level));
    return Math.max(1, MAX_CELL / size * size / BLOCK) * BLOCK;
  }

  private void copy(int level, int band, Window part, Window window, RasterBlock to) {
    Blocks blocks = new Blocks(level, band);
    List<BlockKey> keys = new ArrayList<>();
    for (int row = part.rowStart() / BLOCK; row <= (part.rowStop() - 1) / BLOCK; row++) {
      for (int col = part.colStart() / BLOCK; col <= (part.colStop() - 1) / BLOCK; col++) {
        keys.add(blocks.key(row, col));
      }
    }
    Object[] decoded = cache.get(keys, blocks);
    boolean signed = codestream.signed()[band];
    for (int i = 0; i < decoded.length; i++) {
      Window block = blocks.window(keys.get(i));
      Window common = block.intersect(part);
      for (int row = common.rowStart(); row < common.rowStop(); row++) {
        int from = (row - block.rowStart()) * block.width() + common.colStart() - block.colStart();
        int at = (row - window.rowStart()) * window.width() + common.colStart() - window.colStart();
        floats(decoded[i], signed, from, common.width(), to.samples(), at);
        to.mask().setRange(at, at + common.width());
      }
    }
  }

  private static void floats(Object block, boolean signed, int from, int n, float[] to, int at) {
    if (block instanceof int[] samples) {
      for (int i = 0; i < n; i++) {
        to[at + i] = samples[from + i];
      }
      return;
    }
    short[] samples = (short[]) block;
    int mask = signed ? -1 : 0xffff;
    for (int i = 0; i < n; i++) {
      to[at + i] = samples[from + i] & mask;
    }
  }

  /** Fetches and decodes blocks of one component at one resolution. */
  private final class Blocks implements BlockCache.Loader {

    private final int level;
    private final int band;
    private final Shape shape;
    private final int columns;
    private final int perBand;

    Blocks(int level, int band) {
      this.level = level;
      this.band = band;
      this.shape = info.levels().get(level).shape();
      this.columns = Numbers.ceilDiv(shape.width(), BLOCK);
      this.perBand = columns * Numbers.ceilDiv(shape.height(), BLOCK);
    }

    BlockKey key(int row, int col) {
      return new BlockKey(source.id(), level, (long) band * perBand + (long) row * columns + col);
    }

    Window window(BlockKey key) {
      int index = (int) (key.index() % perBand);
      return Window.at(index / columns * BLOCK, index % columns * BLOCK, BLOCK, BLOCK)
          .intersect(shape.window());
    }

    @Override
    public BlockCache.Decoder fetch(List<BlockKey> missing) {
      Map<BlockKey, Object> arrays = new HashMap<>();
      Window all = window(missing.get(0));
      for (BlockKey key : missing) {
        Window window = window(key);
        all = all.union(window);
        int n = (int) window.pixels();
        arrays.put(key, codestream.precision()[band] <= 16 ? new short[n] : new int[n]);
      }
      for (List<Integer> batch : tiles.batches(touched(all), level)) {
        decode(batch, all, missing, arrays);
      }
      return arrays::get;
    }

    private void decode(
        List<Integer> batch, Window hull, List<BlockKey> missing, Map<BlockKey, Object> arrays) {
      Map<Integer, List<ByteBuffer>> ahead = ahead(batch);
      int processors = Runtime.getRuntime().availableProcessors();
      int threads = Math.max(1, processors / batch.size());
      Stream<Integer> work = batch.size() == 1 ? batch.stream() : batch.parallelStream();
      List<RasterReadException> failures =
          work.flatMap(
                  tile -> decode(tile, ahead.get(tile), hull, missing, arrays, threads).stream())
              .toList();
      if (!failures.isEmpty()) {
        throw failures.get(0); // always that of the first tile, whichever failed first
      }
    }

    private Map<Integer, List<ByteBuffer>> ahead(List<Integer> batch) {
      try {
        return tiles.ahead(batch, level);
      } catch (IOException e) {
        throw failure(batch.get(0), e);
      }
    }

    private RasterReadException failure(int tile, Exception e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new RasterReadException(
          UriText.of(info.uri()) + ": level " + level + ", tile " + tile + ": " + why, e);
    }

    // A sample is of the tile that its place on the reference grid lies in.
    private List<Integer> touched(Window window) {
      Rectangle image = codestream.image(level);
      int top = row(image.y0() + window.rowStart());
      int bottom = row(image.y0() + window.rowStop() - 1);
      int left = column(image.x0() + window.colStart());
      int right = column(image.x0() + window.colStop() - 1);
      List<Integer> touched = new ArrayList<>();
      for (int row = top; row <= bottom; row++) {
        for (int column = left; column <= right; column++) {
          touched.add(row * codestream.tileColumns() + column);
        }
      }
      return touched;
    }

    private int row(int y) {
      return ((y << level) - codestream.tileY0()) / codestream.tileHeight();
    }

    private int column(int x) {
      return ((x << level) - codestream.tileX0()) / codestream.tileWidth();
    }

    /** The part of a window that a tile covers, in coordinates of the reduced reference grid. */
    private Rectangle inTile(int tile, Window window) {
      Rectangle image = codestream.image(level);
      return new Rectangle(
              image.x0() + window.colStart(),
              image.y0() + window.rowStart(),
              image.x0() + window.colStop(),
              image.y0() + window.rowStop())
          .intersect(codestream.tile(tile).reduced(level));
    }

    private Optional<RasterReadException> decode(
        int tile,
        List<ByteBuffer> ahead,
        Window window,
        List<BlockKey> keys,
        Map<BlockKey, Object> arrays,
        int threads) {
      Rectangle wanted = inTile(tile, window);
      try {
        int[] samples = decoder.decode(tiles.load(tile, level, ahead), band, wanted, threads);
        for (BlockKey key : keys) {
          store(samples, wanted, window(key), arrays.get(key));
        }
        return Optional.empty();
      } catch (IOException | BufferUnderflowException | IndexOutOfBoundsException e) {
        return Optional.of(failure(tile, e));
      }
    }

    private void store(int[] samples, Rectangle from, Window block, Object to) {
      Rectangle image = codestream.image(level);
      int left = from.x0() - image.x0();
      int top = from.y0() - image.y0();
      Window common = Window.at(top, left, from.height(), from.width()).intersect(block);
      for (int row = common.rowStart(); row < common.rowStop(); row++) {
        int source = (row - top) * from.width() + common.colStart() - left;
        int target =
            (row - block.rowStart()) * block.width() + common.colStart() - block.colStart();
        if (to instanceof int[] ints) {
          System.arraycopy(samples, source, ints, target, common.width());
        } else {
          short[] shorts = (short[]) to;
          for (int i = 0; i < common.width(); i++) {
            shorts[target + i] = (short) samples[source + i];
          }
        }
      }
    }
  }
}
