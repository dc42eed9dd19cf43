// SPDX-License-Identifier: Apache-2.0
package org.chronocube.raster;

import org.chronocube.band.DataType;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;

/**
 * One band's samples over a rectangle, row-major, with their mask. The sample of an invalid pixel
 * has no meaning.
 *
 * <p>Samples stay in the type they were read in until somebody computes with them: integers of 8
 * and 16 bits in {@link #integers()}, all else as floats. {@link #samples()} widens them, once and
 * for good: from then on the floats are the samples, and writing to them changes the block. Whoever
 * only moves samples ({@link #paste}, {@link #crop}, {@link #copyRun}) never widens them.
 *
 * <p>Owned by one thread at a time; whoever receives a block may write to it. While nobody writes,
 * any number of threads may read, {@link #samples()} included.
 */
public final class RasterBlock {

  private final Shape shape;
  private final ValidMask mask;

  /** Null while all samples are zero. One field, so that readers see it whole. */
  private volatile Numbers numbers;

  /**
   * @param shape rows and columns
   * @param samples height · width floats
   * @param mask of the same size
   */
  public RasterBlock(Shape shape, float[] samples, ValidMask mask) {
    this(shape, Numbers.of(samples), mask);
  }

  private RasterBlock(Shape shape, Numbers numbers, ValidMask mask) {
    this.shape = shape;
    this.numbers = numbers;
    this.mask = mask;
    int length = numbers == null ? mask.size() : numbers.length();
    if (length != shape.pixels() || mask.size() != shape.pixels()) {
      throw new IllegalArgumentException(
          "samples and mask must have "
              + shape.pixels()
              + " pixels, had "
              + length
              + " and "
              + mask.size());
    }
  }

  /**
   * A block of integers as files have them.
   *
   * @param type uint8, int8, uint16 or int16
   * @param integers height · width: {@code byte[]} for 8 bits, {@code short[]} for 16
   */
  public static RasterBlock of(Shape shape, DataType type, Object integers, ValidMask mask) {
    return new RasterBlock(shape, Numbers.of(type, integers), mask);
  }

  /** A block in which nothing is valid yet; it takes the type of what is first pasted into it. */
  public static RasterBlock allocate(Shape shape) {
    return new RasterBlock(
        shape, (Numbers) null, ValidMask.noneValid(Math.toIntExact(shape.pixels())));
  }

  /** A block in which nothing is valid yet, of integers where the type has 8 or 16 bits. */
  public static RasterBlock allocate(Shape shape, DataType type) {
    int n = Math.toIntExact(shape.pixels());
    return new RasterBlock(shape, Numbers.zeros(type, n), ValidMask.noneValid(n));
  }

  /** Rows and columns. */
  public Shape shape() {
    return shape;
  }

  public ValidMask mask() {
    return mask;
  }

  /** The samples as floats, which whoever owns the block may write to. */
  public float[] samples() {
    Numbers now = numbers;
    return now != null && now.array() instanceof float[] floats ? floats : widened();
  }

  // Two readers must get the same array: what is written to it must not be lost.
  private synchronized float[] widened() {
    Numbers now = numbers;
    if (now == null || now.isInteger()) {
      numbers = now == null ? Numbers.zeros(DataType.FLOAT32, mask.size()) : now.widened();
    }
    return (float[]) numbers.array();
  }

  /**
   * The samples as they were read, which whoever owns the block may write to until floats are asked
   * for.
   *
   * @return {@code byte[]} or {@code short[]}, of {@link #type()}; null when samples are floats
   */
  public Object integers() {
    Numbers now = numbers;
    return now != null && now.isInteger() ? now.array() : null;
  }

  /** The type in which samples are held: uint8, int8, uint16 or int16, else float32. */
  public DataType type() {
    Numbers now = numbers;
    return now == null ? DataType.FLOAT32 : now.type();
  }

  private Numbers now() {
    Numbers now = numbers;
    return now == null ? Numbers.of(samples()) : now;
  }

  public int index(int row, int col) {
    return row * shape.width() + col;
  }

  public float sample(int row, int col) {
    return sample(index(row, col));
  }

  /** One sample; loops over many take {@link #samples()} or {@link #integers()}. */
  public float sample(int index) {
    Numbers now = numbers;
    return now == null ? 0 : now.at(index);
  }

  public boolean isValid(int row, int col) {
    return mask.isValid(index(row, col));
  }

  /** Makes pixels invalid whose sample is a value. */
  public void hide(float value) {
    hide(value, 0, mask.size());
  }

  /**
   * Makes pixels invalid whose sample is a value.
   *
   * @param from first pixel
   * @param count number of pixels
   */
  public void hide(float value, int from, int count) {
    now().forEach(value, from, count, mask::clearBits);
  }

  /** True when some valid pixel from one (included) to another (excluded) is a value. */
  public boolean hasValid(float value, int from, int to) {
    long[] found = new long[1];
    now().forEach(value, from, to - from, (at, n, bits) -> found[0] |= bits & mask.bits(at, n));
    return found[0] != 0;
  }

  /**
   * Copies samples that lie side by side; the mask stays as it is.
   *
   * @param other where they come from
   * @param from first pixel there
   * @param to first pixel here
   * @param count number of pixels
   */
  public void copyRun(RasterBlock other, int from, int to, int count) {
    Numbers source = other.now();
    if (numbers == null) {
      numbers = Numbers.zeros(source.type(), mask.size());
    }
    if (numbers.type() != source.type()) {
      samples();
    }
    source.copy(from, numbers, to, count);
  }

  /**
   * Copies another block's samples and mask into this one.
   *
   * @param row where its first row goes; the other block must fit
   * @param col where its first column goes
   */
  public void paste(RasterBlock other, int row, int col) {
    int width = other.shape.width();
    if (row < 0
        || col < 0
        || row + other.shape.height() > shape.height()
        || col + width > shape.width()) {
      throw new IllegalArgumentException(
          "block must fit into " + shape + ", was " + other.shape + " at " + row + ", " + col);
    }
    boolean blank = other.numbers == null && other.mask.isNoneValid();
    for (int r = 0; r < other.shape.height(); r++) {
      int from = r * width;
      int to = index(row + r, col);
      if (!blank) {
        copyRun(other, from, to, width);
      }
      mask.copy(other.mask, from, to, width);
    }
  }

  /** A block of its own with the pixels of a window of this one; this one when that is all. */
  public RasterBlock crop(Window window) {
    if (window.equals(shape.window())) {
      return this;
    }
    if (!shape.window().contains(window)) {
      throw new IllegalArgumentException("window must lie in " + shape + ", was " + window);
    }
    RasterBlock part = allocate(window.shape());
    for (int r = 0; r < window.height(); r++) {
      int from = index(window.rowStart() + r, window.colStart());
      part.copyRun(this, from, r * window.width(), window.width());
      part.mask.copy(mask, from, r * window.width(), window.width());
    }
    return part;
  }

  /** A block of its own with the same content. */
  public RasterBlock copy() {
    Numbers now = numbers;
    return new RasterBlock(shape, now == null ? null : now.copy(), mask.copy());
  }

  @Override
  public String toString() {
    return shape + " of " + type().id() + ", " + mask;
  }
}
