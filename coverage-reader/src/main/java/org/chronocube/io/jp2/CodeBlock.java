// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.util.ArrayList;
import java.util.List;

/** A rectangle of coefficients of one subband that is coded by itself, in subband coordinates. */
final class CodeBlock {

  // Lazy coding (D.6): ten passes of arithmetic code first, then two raw ones and one in turn.
  private static final int FIRST_LAZY = 10;
  private static final int UNBOUNDED = 109 * 3;

  private final int x0;
  private final int y0;
  private final int x1;
  private final int y1;
  private final List<Segment> segments = new ArrayList<>(1);
  private int zeroBitPlanes;
  private int lengthBits = 3;

  CodeBlock(int x0, int y0, int x1, int y1) {
    this.x0 = x0;
    this.y0 = y0;
    this.x1 = x1;
    this.y1 = y1;
  }

  boolean isIncluded() {
    return !segments.isEmpty();
  }

  void include(int missingBitPlanes) {
    zeroBitPlanes = missingBitPlanes;
  }

  /** The segment that the next pass goes to. */
  Segment segment(int style) {
    Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
    if (last != null && last.room() > 0) {
      return last;
    }
    Segment next = new Segment(capacity(style, last));
    segments.add(next);
    return next;
  }

  private static int capacity(int style, Segment last) {
    if ((style & CodeBlockDecoder.TERMINATE_EACH) != 0) {
      return 1;
    }
    if ((style & CodeBlockDecoder.BYPASS) != 0) {
      if (last == null) {
        return FIRST_LAZY;
      }
      return last.passes() == 1 || last.passes() == FIRST_LAZY ? 2 : 1;
    }
    return UNBOUNDED;
  }

  void moreLengthBits(int bits) {
    lengthBits += bits;
  }

  int lengthBits() {
    return lengthBits;
  }

  int zeroBitPlanes() {
    return zeroBitPlanes;
  }

  List<Segment> segments() {
    return segments;
  }

  int x0() {
    return x0;
  }

  int y0() {
    return y0;
  }

  int width() {
    return x1 - x0;
  }

  int height() {
    return y1 - y0;
  }

  boolean intersects(int left, int top, int right, int bottom) {
    return x0 < right && left < x1 && y0 < bottom && top < y1;
  }
}
