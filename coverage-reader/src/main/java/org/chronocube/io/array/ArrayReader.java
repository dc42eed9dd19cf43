// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.chronocube.band.NoData;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockKey;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.range.UriText;
import org.chronocube.raster.RasterBlock;

/**
 * An array as a raster: rows and columns are its last two dimensions, and every index of the
 * dimensions before them is a band, the last of these fastest.
 */
final class ArrayReader implements BlockReader {

  private final URI uri;
  private final ArraySource array;
  private final BlockCache cache;
  private final RasterInfo info;
  private final ElementType meaning;
  private final double[] validRange;

  /**
   * @param uri of the view, for messages
   * @throws IllegalArgumentException when the array has fewer than two dimensions
   */
  ArrayReader(URI uri, ArraySource array, BlockCache cache) {
    this.uri = uri;
    this.array = array;
    this.cache = cache;
    ArrayInfo a = array.info();
    if (a.rank() < 2) {
      throw new IllegalArgumentException(
          "array " + a.name() + " must have at least 2 dimensions, has " + a.dimensions());
    }
    int bands = 1;
    for (int i = 0; i < a.rank() - 2; i++) {
      bands = Math.multiplyExact(bands, a.shape().get(i));
    }
    this.meaning = a.meaning();
    this.validRange = a.validRange();
    Shape shape = new Shape(a.shape().get(a.rank() - 2), a.shape().get(a.rank() - 1));
    Shape chunk = new Shape(a.chunk().get(a.rank() - 2), a.chunk().get(a.rank() - 1));
    this.info =
        new RasterInfo(
            uri,
            null,
            meaning.raster(),
            bands,
            a.noData(),
            Collections.nCopies(bands, a.scaling()),
            List.of(new RasterInfo.Level(shape, chunk)));
  }

  @Override
  public RasterInfo info() {
    return info;
  }

  @Override
  public boolean isCurrent() {
    return array.isCurrent();
  }

  @Override
  public int blocksOf(int band) {
    return (int) (new Chunks(band).first / new Chunks(0).perBand);
  }

  @Override
  public RasterBlock read(int level, int band, Window window) {
    info.checkRead(level, band, window);
    Chunks chunks = new Chunks(band);
    List<BlockKey> keys = chunks.keys(window);
    Object[] arrays = cache.get(keys, missing -> chunks::decode);
    RasterBlock block = RasterBlock.allocate(window.shape(), info.type());
    for (int i = 0; i < arrays.length; i++) {
      chunks.copy(keys.get(i), arrays[i], window, block);
    }
    mask(block);
    return block;
  }

  private void mask(RasterBlock block) {
    if (Double.isInfinite(validRange[0]) && Double.isInfinite(validRange[1]) && isInteger()) {
      block.mask().setRange(0, block.mask().size());
      if (info.noData().isDeclared()) {
        block.hide(info.noData().value().floatValue());
      }
      return;
    }
    float[] samples = block.samples();
    NoData noData = info.noData();
    float fill = noData.isDeclared() ? noData.value().floatValue() : Float.NaN;
    for (int i = 0; i < samples.length; i++) {
      float v = samples[i];
      // Also false for NaN, which is never data.
      if (v >= validRange[0] && v <= validRange[1] && v != fill) {
        block.mask().setValid(i);
      }
    }
  }

  /** True when blocks hold the elements as they are stored. */
  private boolean isInteger() {
    return meaning.bytes() <= Short.BYTES;
  }

  /** The chunks that hold one band. */
  private final class Chunks {

    private final ArrayInfo a = array.info();
    private final int rank = a.rank();
    private final int columns = a.chunks(rank - 1);
    private final int perBand = columns * a.chunks(rank - 2);
    private final int[] leading;
    private final long first;
    private final int offset;

    Chunks(int band) {
      this.leading = new int[rank - 2];
      int rest = band;
      for (int d = rank - 3; d >= 0; d--) {
        leading[d] = rest % a.shape().get(d);
        rest /= a.shape().get(d);
      }
      long number = 0;
      int inside = 0;
      for (int d = 0; d < rank - 2; d++) {
        int chunk = leading[d] / a.chunk().get(d);
        number = number * a.chunks(d) + chunk;
        inside = inside * a.extent(d, chunk) + leading[d] % a.chunk().get(d);
      }
      this.first = number * perBand;
      this.offset = inside;
    }

    List<BlockKey> keys(Window window) {
      int height = a.chunk().get(rank - 2);
      int width = a.chunk().get(rank - 1);
      List<BlockKey> keys = new ArrayList<>();
      for (int row = window.rowStart() / height; row <= (window.rowStop() - 1) / height; row++) {
        for (int col = window.colStart() / width; col <= (window.colStop() - 1) / width; col++) {
          keys.add(new BlockKey(array.content(), 0, first + (long) row * columns + col));
        }
      }
      return keys;
    }

    private int[] index(BlockKey key) {
      int[] index = new int[rank];
      for (int d = 0; d < rank - 2; d++) {
        index[d] = leading[d] / a.chunk().get(d);
      }
      int number = (int) (key.index() - first);
      index[rank - 2] = number / columns;
      index[rank - 1] = number % columns;
      return index;
    }

    Object decode(BlockKey key) {
      int[] index = index(key);
      try {
        return isInteger() ? array.kept(index) : array.chunk(index);
      } catch (IOException e) {
        throw new RasterReadException(
            UriText.of(uri)
                + ": array "
                + a.name()
                + ", chunk "
                + Arrays.toString(index)
                + ": "
                + e.getMessage(),
            e);
      }
    }

    void copy(BlockKey key, Object elements, Window window, RasterBlock to) {
      int[] index = index(key);
      int height = a.extent(rank - 2, index[rank - 2]);
      int width = a.extent(rank - 1, index[rank - 1]);
      int top = index[rank - 2] * a.chunk().get(rank - 2);
      int left = index[rank - 1] * a.chunk().get(rank - 1);
      Window common = Window.at(top, left, height, width).intersect(window);
      int plane = offset * height * width;
      Object integers = to.integers();
      for (int row = common.rowStart(); row < common.rowStop(); row++) {
        int from = plane + (row - top) * width + common.colStart() - left;
        int at = (row - window.rowStart()) * window.width() + common.colStart() - window.colStart();
        if (integers == null) {
          meaning.samples(elements, from, to.samples(), at, common.width());
        } else {
          array.copy(elements, from, integers, at, common.width());
        }
      }
    }
  }
}
