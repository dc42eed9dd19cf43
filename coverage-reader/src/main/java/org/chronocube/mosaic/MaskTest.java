// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.Set;

/** How the samples of a mask band are read. Immutable; equal when they do the same. */
public sealed interface MaskTest {

  /** Samples are floats, exact up to so many bits. */
  int BITS = 24;

  /**
   * @param dn the sample as stored
   * @param physical its physical value
   */
  boolean isHit(double dn, double physical);

  /**
   * Samples that are classes.
   *
   * @param values the classes that are hit, e.g. 8 and 9 of {@code SCL}
   */
  record Values(Set<Integer> values) implements MaskTest {

    public Values {
      values = Set.copyOf(values);
    }

    @Override
    public boolean isHit(double dn, double physical) {
      return values.contains((int) dn);
    }
  }

  /**
   * Samples whose bits are flags.
   *
   * @param mask a pixel is hit when any of these bits is set
   */
  record Bits(long mask) implements MaskTest {

    @Override
    public boolean isHit(double dn, double physical) {
      return ((long) dn & mask) != 0;
    }
  }

  /**
   * Samples that hold a number in some of their bits, e.g. the cloud confidence in bits 8 and 9 of
   * Landsat's {@code QA_PIXEL}.
   *
   * @param shift number of its lowest bit, from 0
   * @param width how many bits it has
   * @param values the numbers that are hit, each in 0..2^width − 1
   */
  record Field(int shift, int width, Set<Integer> values) implements MaskTest {

    public Field {
      values = Set.copyOf(values);
      if (shift < 0 || width < 1 || shift + width > BITS) {
        throw new IllegalArgumentException(
            "field must have shift >= 0, width >= 1 and end by bit "
                + (BITS - 1)
                + ", was shift "
                + shift
                + ", width "
                + width);
      }
      for (int value : values) {
        if (value < 0 || value >= 1 << width) {
          throw new IllegalArgumentException(
              "values of a field of "
                  + width
                  + " bits must be < "
                  + (1 << width)
                  + ", was "
                  + value);
        }
      }
    }

    @Override
    public boolean isHit(double dn, double physical) {
      return values.contains((int) ((long) dn >> shift & (1L << width) - 1));
    }
  }

  /**
   * Samples that are quantities, e.g. a cloud probability.
   *
   * @param min smallest physical value that is hit
   * @param max largest physical value that is hit
   */
  record Range(double min, double max) implements MaskTest {

    @Override
    public boolean isHit(double dn, double physical) {
      return physical >= min && physical <= max;
    }
  }
}
