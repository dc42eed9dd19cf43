// SPDX-License-Identifier: Apache-2.0
package org.chronocube.raster;

import java.util.Arrays;
import java.util.List;

/**
 * One bit per pixel, set = valid, row-major. All pixels start invalid: what nobody has written is
 * never taken for data.
 *
 * <p>Mutable, for the leaf code that fills it; not safe for concurrent writing.
 */
public final class ValidMask {

  private final int size;
  private final long[] words;

  private ValidMask(int size, long[] words) {
    this.size = size;
    this.words = words;
  }

  /** A mask of {@code size} invalid pixels. */
  public static ValidMask noneValid(int size) {
    return new ValidMask(size, new long[(size + 63) >>> 6]);
  }

  /** A mask of {@code size} valid pixels. */
  public static ValidMask allValid(int size) {
    ValidMask mask = noneValid(size);
    mask.setRange(0, size);
    return mask;
  }

  /** Valid where every mask is valid. */
  public static ValidMask allValid(List<ValidMask> masks) {
    ValidMask result = masks.get(0).copy();
    masks.subList(1, masks.size()).forEach(result::and);
    return result;
  }

  /** Valid where at least one mask is valid. */
  public static ValidMask anyValid(List<ValidMask> masks) {
    ValidMask result = masks.get(0).copy();
    masks.subList(1, masks.size()).forEach(result::or);
    return result;
  }

  /** Number of pixels. */
  public int size() {
    return size;
  }

  public boolean isValid(int index) {
    return (words[index >>> 6] & (1L << index)) != 0;
  }

  public void setValid(int index) {
    words[index >>> 6] |= 1L << index;
  }

  public void setInvalid(int index) {
    words[index >>> 6] &= ~(1L << index);
  }

  /** Makes the pixels from {@code from} (included) to {@code to} (excluded) valid. */
  public void setRange(int from, int to) {
    if (from >= to) {
      return;
    }
    int first = from >>> 6;
    int last = (to - 1) >>> 6;
    long head = -1L << from;
    long tail = -1L >>> -to;
    if (first == last) {
      words[first] |= head & tail;
      return;
    }
    words[first] |= head;
    Arrays.fill(words, first + 1, last, -1L);
    words[last] |= tail;
  }

  /**
   * Makes pixels valid where a bit is set; the others stay as they are.
   *
   * @param from first pixel
   * @param count number of pixels, 1..64
   * @param bits lowest bit for the first pixel; zero above {@code count}
   */
  public void setBits(int from, int count, long bits) {
    int word = from >>> 6;
    words[word] |= bits << from;
    if ((from & 63) + count > 64) {
      words[word + 1] |= bits >>> -from;
    }
  }

  /**
   * Makes pixels invalid where a bit is set; the others stay as they are.
   *
   * @param from first pixel
   * @param count number of pixels, 1..64
   * @param bits lowest bit for the first pixel; zero above {@code count}
   */
  public void clearBits(int from, int count, long bits) {
    int word = from >>> 6;
    words[word] &= ~(bits << from);
    if ((from & 63) + count > 64) {
      words[word + 1] &= ~(bits >>> -from);
    }
  }

  /**
   * Which of up to 64 pixels are valid.
   *
   * @param from first pixel
   * @param count number of pixels, 1..64
   * @return lowest bit for the first pixel; zero above {@code count}
   */
  public long bits(int from, int count) {
    int word = from >>> 6;
    long bits = words[word] >>> from;
    if ((from & 63) + count > 64) {
      bits |= words[word + 1] << -from;
    }
    return bits & (-1L >>> -count);
  }

  /** True when every pixel from {@code from} (included) to {@code to} (excluded) is valid. */
  public boolean isRangeValid(int from, int to) {
    if (from >= to) {
      return true;
    }
    int first = from >>> 6;
    int last = (to - 1) >>> 6;
    long head = -1L << from;
    long tail = -1L >>> -to;
    if (first == last) {
      return (~words[first] & head & tail) == 0;
    }
    for (int i = first + 1; i < last; i++) {
      if (words[i] != -1L) {
        return false;
      }
    }
    return (~words[first] & head) == 0 && (~words[last] & tail) == 0;
  }

  /**
   * The first valid pixel from {@code from} (included) to {@code to} (excluded); {@code to} when
   * there is none.
   */
  public int nextValid(int from, int to) {
    return next(from, to, 0);
  }

  /**
   * The first invalid pixel from {@code from} (included) to {@code to} (excluded); {@code to} when
   * there is none.
   */
  public int nextInvalid(int from, int to) {
    return next(from, to, -1);
  }

  // Looks no further than the caller's end: rows of one mask are asked for one by one.
  private int next(int from, int to, long flip) {
    if (from >= to) {
      return to;
    }
    int i = from >>> 6;
    int last = (to - 1) >>> 6;
    long word = (words[i] ^ flip) & (-1L << from);
    while (word == 0 && ++i <= last) {
      word = words[i] ^ flip;
    }
    return word == 0 ? to : Math.min(to, (i << 6) + Long.numberOfTrailingZeros(word));
  }

  /**
   * Copies the bits of a run of pixels.
   *
   * @param other where they come from
   * @param from first pixel there
   * @param to first pixel here
   * @param length number of pixels
   */
  public void copy(ValidMask other, int from, int to, int length) {
    if (other.isRangeValid(from, from + length)) {
      setRange(to, to + length);
      return;
    }
    for (int done = 0; done < length; done += 64) {
      int count = Math.min(64, length - done);
      long bits = other.bits(from + done, count);
      setBits(to + done, count, bits);
      clearBits(to + done, count, ~bits & (-1L >>> -count));
    }
  }

  /** Keeps valid what is valid in both. */
  public void and(ValidMask other) {
    checkSize(other);
    for (int i = 0; i < words.length; i++) {
      words[i] &= other.words[i];
    }
  }

  /** Makes valid what is valid in either. */
  public void or(ValidMask other) {
    checkSize(other);
    for (int i = 0; i < words.length; i++) {
      words[i] |= other.words[i];
    }
  }

  /** Number of valid pixels. */
  public int count() {
    int n = 0;
    for (long word : words) {
      n += Long.bitCount(word);
    }
    return n;
  }

  public boolean isAllValid() {
    return count() == size;
  }

  public boolean isNoneValid() {
    for (long word : words) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }

  public ValidMask copy() {
    return new ValidMask(size, words.clone());
  }

  private void checkSize(ValidMask other) {
    if (other.size != size) {
      throw new IllegalArgumentException(
          "masks must have the same size, were " + size + " and " + other.size);
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ValidMask other && size == other.size && Arrays.equals(words, other.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return count() + " of " + size + " valid";
  }
}
