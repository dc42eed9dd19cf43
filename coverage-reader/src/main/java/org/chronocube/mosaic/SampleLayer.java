// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.Arrays;
import org.chronocube.band.DataType;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;

/**
 * One band of one scene, kept until all scenes are there: in 16 bits a sample when all of them are
 * integers in 0..65534, as the digital numbers of most products are, else as it came.
 */
final class SampleLayer {

  /** What invalid pixels are in 16 bits; larger than every sample. */
  static final int NONE = 0xffff;

  private final Window at;
  // Row by row: an array of all of them would be one that collectors place on regions of its own.
  private final short[][] numbers;
  private final RasterBlock block;

  private SampleLayer(Window at, short[][] numbers, RasterBlock block) {
    this.at = at;
    this.numbers = numbers;
    this.block = block;
  }

  /**
   * @param at the block's pixels in rows and columns of the tile
   * @param block kept when its samples do not fit 16 bits: nobody may write to it any more
   */
  static SampleLayer of(Window at, RasterBlock block) {
    boolean unsigned = block.type() == DataType.UINT8 || block.type() == DataType.UINT16;
    short[][] numbers = unsigned ? rows(block) : narrow(block);
    return new SampleLayer(at, numbers, numbers == null ? block : null);
  }

  // Unsigned integers as they are, unless one of them would look like a hole.
  private static short[][] rows(RasterBlock block) {
    if (block.hasValid(NONE, 0, block.mask().size())) {
      return null;
    }
    int width = block.shape().width();
    short[][] rows = new short[block.shape().height()][];
    for (int row = 0; row < rows.length; row++) {
      int first = row * width;
      rows[row] =
          block.integers() instanceof byte[] bytes
              ? widened(bytes, first, width)
              : Arrays.copyOfRange((short[]) block.integers(), first, first + width);
      int hole = block.mask().nextInvalid(first, first + width);
      while (hole < first + width) {
        int end = block.mask().nextValid(hole, first + width);
        Arrays.fill(rows[row], hole - first, end - first, (short) NONE);
        hole = block.mask().nextInvalid(end, first + width);
      }
    }
    return rows;
  }

  private static short[] widened(byte[] bytes, int from, int count) {
    short[] shorts = new short[count];
    for (int i = 0; i < count; i++) {
      shorts[i] = (short) (bytes[from + i] & 0xff);
    }
    return shorts;
  }

  private static short[][] narrow(RasterBlock block) {
    int width = block.shape().width();
    short[][] rows = new short[block.shape().height()][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = new short[width];
      if (!narrow(block, row * width, rows[row])) {
        return null;
      }
    }
    return rows;
  }

  private static boolean narrow(RasterBlock block, int first, short[] to) {
    boolean fits = true;
    for (int from = 0; fits && from < to.length; from += 64) {
      int stop = Math.min(to.length, from + 64);
      fits =
          block.mask().isRangeValid(first + from, first + stop)
              ? all(block.samples(), first, to, from, stop)
              : some(block.samples(), block.mask(), first, to, from, stop);
    }
    return fits;
  }

  // Bits that are set when a number is negative, 65535 or more, or not the sample itself.
  private static int misfit(float sample, int number) {
    return (number | number + 1) >>> 16
        | Float.floatToRawIntBits(number) ^ Float.floatToRawIntBits(sample);
  }

  private static boolean all(float[] samples, int first, short[] to, int from, int stop) {
    int misfit = 0;
    for (int i = from; i < stop; i++) {
      int number = (int) samples[first + i];
      misfit |= misfit(samples[first + i], number);
      to[i] = (short) number;
    }
    return misfit == 0;
  }

  private static boolean some(
      float[] samples, ValidMask mask, int first, short[] to, int from, int stop) {
    int misfit = 0;
    for (int i = from; i < stop; i++) {
      int number = NONE;
      if (mask.isValid(first + i)) {
        number = (int) samples[first + i];
        misfit |= misfit(samples[first + i], number);
      }
      to[i] = (short) number;
    }
    return misfit == 0;
  }

  /** True when the samples are kept as integers in 0..65534. */
  boolean isNarrow() {
    return numbers != null;
  }

  /** True when it has pixels in a run of a row of the tile. */
  boolean meets(int row, int from, int to) {
    return row >= at.rowStart() && row < at.rowStop() && from < at.colStop() && to > at.colStart();
  }

  /**
   * Gives a run of a row of the tile; {@link #NONE} where nothing is valid. Only when narrow.
   *
   * @param from first column
   * @param to column after the last
   * @param lane receives the samples, the first column's at 0
   * @return false when nothing in it is valid
   */
  boolean numbers(int row, int from, int to, int[] lane) {
    int start = Math.max(from, at.colStart());
    int stop = Math.min(to, at.colStop());
    for (int i = from; i < start; i++) {
      lane[i - from] = NONE;
    }
    for (int i = stop; i < to; i++) {
      lane[i - from] = NONE;
    }
    short[] of = numbers[row - at.rowStart()];
    copy(of, start - at.colStart(), lane, start - from, stop - start);
    return common(lane, to - from) != NONE;
  }

  private static void copy(short[] numbers, int p, int[] lane, int q, int n) {
    for (int i = 0; i < n; i++) {
      lane[q + i] = numbers[p + i] & 0xffff;
    }
  }

  private static int common(int[] lane, int n) {
    int bits = NONE;
    for (int i = 0; i < n; i++) {
      bits &= lane[i];
    }
    return bits;
  }

  /**
   * Gives a run of a row of the tile; infinity where nothing is valid.
   *
   * @param from first column
   * @param to column after the last
   * @param lane receives the samples, the first column's at 0
   * @param counts of each column, one more where the sample is valid
   * @return false when nothing in it is valid
   */
  boolean samples(int row, int from, int to, float[] lane, int[] counts) {
    boolean any = false;
    for (int col = from; col < to; col++) {
      float sample = Float.NaN;
      if (col >= at.colStart() && col < at.colStop()) {
        sample = sample(row - at.rowStart(), col - at.colStart());
      }
      boolean valid = !Float.isNaN(sample);
      lane[col - from] = valid ? sample : Float.POSITIVE_INFINITY;
      counts[col - from] += valid ? 1 : 0;
      any |= valid;
    }
    return any;
  }

  private float sample(int row, int col) {
    if (numbers != null) {
      int number = numbers[row][col] & 0xffff;
      return number == NONE ? Float.NaN : number;
    }
    return block.isValid(row, col) ? block.sample(row, col) : Float.NaN;
  }
}
