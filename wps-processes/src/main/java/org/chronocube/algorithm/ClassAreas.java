// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import java.util.Arrays;
import org.chronocube.InvalidParameterException;
import org.chronocube.raster.ValidMask;

/**
 * How many pixels of each class there are, and what area they have. Classes are whole numbers.
 * Memory grows with the number of classes, at most {@value #MAX_CLASSES}.
 */
public final class ClassAreas {

  /** Most classes told apart. */
  public static final int MAX_CLASSES = 1024;

  private int[] classes = new int[4];
  private long[] pixels = new long[4];
  private double[] areas = new double[4];
  private int size;
  private long valid;

  /** Area of a pixel of a block. */
  @FunctionalInterface
  public interface PixelArea {

    /**
     * @param pixel index in the block
     * @return m²
     */
    double of(int pixel);
  }

  /**
   * Adds runs of pixels of a block.
   *
   * @param samples one per pixel of the block; those of invalid pixels are not looked at
   * @param mask which pixels hold data; NaN samples are skipped as if invalid
   * @param runs first pixel and pixel after the last one, of one run after the other
   * @param first index of the first run's first pixel in {@code runs}
   * @param stop index after the last run
   * @throws InvalidParameterException when a sample is no whole number, or there are too many
   */
  public void add(
      float[] samples, ValidMask mask, int[] runs, int first, int stop, PixelArea area) {
    int at = -1;
    for (int r = first; r < stop; r += 2) {
      for (int i = runs[r]; i < runs[r + 1]; i++) {
        if (mask.isValid(i) && !Float.isNaN(samples[i])) {
          if (at < 0 || classes[at] != samples[i]) {
            at = indexOf(samples[i]);
          }
          pixels[at]++;
          areas[at] += area.of(i);
          valid++;
        }
      }
    }
  }

  private int indexOf(float sample) {
    int value = (int) sample;
    if (value != sample) {
      throw new InvalidParameterException(
          "classes", "classes must be whole numbers, was " + sample);
    }
    int at = Arrays.binarySearch(classes, 0, size, value);
    return at >= 0 ? at : insert(-at - 1, value);
  }

  private int insert(int at, int value) {
    if (size == MAX_CLASSES) {
      throw new InvalidParameterException(
          "classes", "classes must be at most " + MAX_CLASSES + ", were more");
    }
    if (size == classes.length) {
      classes = Arrays.copyOf(classes, size * 2);
      pixels = Arrays.copyOf(pixels, size * 2);
      areas = Arrays.copyOf(areas, size * 2);
    }
    System.arraycopy(classes, at, classes, at + 1, size - at);
    System.arraycopy(pixels, at, pixels, at + 1, size - at);
    System.arraycopy(areas, at, areas, at + 1, size - at);
    classes[at] = value;
    pixels[at] = 0;
    areas[at] = 0;
    size++;
    return at;
  }

  /** Number of classes met. */
  public int count() {
    return size;
  }

  /** The i-th class, ascending. */
  public int value(int i) {
    return classes[i];
  }

  /** Pixels of the i-th class. */
  public long pixels(int i) {
    return pixels[i];
  }

  /** Area of the i-th class in m². */
  public double squareMetres(int i) {
    return areas[i];
  }

  /** Pixels of all classes. */
  public long valid() {
    return valid;
  }
}
