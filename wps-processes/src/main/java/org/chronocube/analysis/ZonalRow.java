// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.Instant;
import org.chronocube.algorithm.Statistics;

/** One line of a table over sites. */
public sealed interface ZonalRow {

  /** Index of the site. */
  int site();

  /** When; null of a coverage that knows no time. */
  Time time();

  /** Name of the band or expression. */
  String band();

  /**
   * A time.
   *
   * @param start the instant of a date, the start of an interval
   * @param last the last instant of an interval that one image was composed of; null for a date
   */
  record Time(Instant start, Instant last) {}

  /** Statistics of a band; its total are the site's pixels. */
  record Values(int site, Time time, String band, Statistics statistics) implements ZonalRow {}

  /**
   * One class of a band.
   *
   * @param value the class
   * @param pixels of the class
   * @param valid pixels of all classes
   * @param squareMetres area of the class on the WGS 84 ellipsoid
   */
  record ClassArea(
      int site, Time time, String band, int value, long pixels, long valid, double squareMetres)
      implements ZonalRow {

    /** Of the site's valid pixels, 0 to 1. */
    public double share() {
      return (double) pixels / valid;
    }
  }
}
