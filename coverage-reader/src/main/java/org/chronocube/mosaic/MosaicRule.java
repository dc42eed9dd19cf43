// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.Locale;

/**
 * How the valid pixels of many scenes become one.
 *
 * @param kind the rule
 * @param percentile 0 to 100, for {@link Kind#PERCENTILE} only, else 0
 */
public record MosaicRule(Kind kind, double percentile) {

  /** The rules; the first three take one scene's pixel, so that a spectrum stays together. */
  public enum Kind {
    /** First in the order of the query. */
    FIRST_VALID,
    /** Newest scene first. */
    MOST_RECENT,
    /** Least {@code eo:cloud_cover} first, the newer of two equal; unknown cover last. */
    LEAST_CLOUDY,
    MIN,
    MAX,
    MEAN,
    MEDIAN,
    PERCENTILE;

    /** True when pixels are taken from scenes in order until every pixel is filled. */
    public boolean isOrdered() {
      return this == FIRST_VALID || this == MOST_RECENT || this == LEAST_CLOUDY;
    }
  }

  public static final MosaicRule FIRST_VALID = new MosaicRule(Kind.FIRST_VALID, 0);
  public static final MosaicRule MOST_RECENT = new MosaicRule(Kind.MOST_RECENT, 0);
  public static final MosaicRule LEAST_CLOUDY = new MosaicRule(Kind.LEAST_CLOUDY, 0);
  public static final MosaicRule MIN = new MosaicRule(Kind.MIN, 0);
  public static final MosaicRule MAX = new MosaicRule(Kind.MAX, 0);
  public static final MosaicRule MEAN = new MosaicRule(Kind.MEAN, 0);
  public static final MosaicRule MEDIAN = new MosaicRule(Kind.MEDIAN, 0);

  public MosaicRule {
    if (!(percentile >= 0 && percentile <= 100)) {
      throw new IllegalArgumentException("percentile must be in 0..100, was " + percentile);
    }
  }

  public static MosaicRule percentile(double p) {
    return new MosaicRule(Kind.PERCENTILE, p);
  }

  /**
   * The rule of a name: {@code first-valid}, {@code most-recent}, {@code least-cloudy}, {@code
   * min}, {@code max}, {@code mean}, {@code median}, {@code percentile:90}.
   *
   * @throws IllegalArgumentException naming the known rules
   */
  public static MosaicRule parse(String text) {
    String name = text.trim().toLowerCase(Locale.ROOT);
    if (name.startsWith("percentile:")) {
      try {
        return percentile(Double.parseDouble(name.substring("percentile:".length())));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("percentile must be a number, was " + text, e);
      }
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.PERCENTILE && id(kind).equals(name)) {
        return new MosaicRule(kind, 0);
      }
    }
    throw new IllegalArgumentException(
        "mosaic rule must be one of first-valid, most-recent, least-cloudy, min, max, mean, median,"
            + " percentile:P, was "
            + text);
  }

  /** The name {@link #parse} reads. */
  public String id() {
    return kind == Kind.PERCENTILE ? "percentile:" + percentile : id(kind);
  }

  private static String id(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
