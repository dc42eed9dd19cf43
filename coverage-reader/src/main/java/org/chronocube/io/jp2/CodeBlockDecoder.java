// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.util.Arrays;
import java.util.List;

/**
 * Coefficient bit modelling (ISO/IEC 15444-1, annex D): from the coded passes of one code-block to
 * its quantised coefficients. Keeps its arrays from block to block; for one thread at a time.
 */
final class CodeBlockDecoder {

  /** Code-block style (table A.19). */
  static final int BYPASS = 1;

  static final int RESET = 2;
  static final int TERMINATE_EACH = 4;
  static final int VERTICALLY_CAUSAL = 8;
  static final int SEGMENTATION_SYMBOLS = 32;

  // State of a coefficient: which neighbours are significant, signs of four of them, its own.
  private static final int NE = 0x0001;
  private static final int SE = 0x0002;
  private static final int SW = 0x0004;
  private static final int NW = 0x0008;
  private static final int N = 0x0010;
  private static final int E = 0x0020;
  private static final int S = 0x0040;
  private static final int W = 0x0080;
  private static final int NEIGHBOURS = 0x00ff;
  private static final int NEGATIVE_N = 0x0100;
  private static final int NEGATIVE_E = 0x0200;
  private static final int NEGATIVE_S = 0x0400;
  private static final int NEGATIVE_W = 0x0800;
  private static final int SIGNIFICANT = 0x1000;
  private static final int REFINED = 0x2000;
  private static final int VISITED = 0x4000;
  // In the last row of a stripe, the vertically causal context does not see the row below.
  private static final int NOT_BELOW = ~(S | SE | SW | NEGATIVE_S);

  private static final int CONTEXT_SIGN = 9;
  private static final int CONTEXT_MAGNITUDE = 14;
  private static final byte[][] ZERO_CONTEXTS = zeroContexts();
  private static final byte[] SIGN_CONTEXTS = signContexts();

  private final MqDecoder mq = new MqDecoder();
  private int[] flags = new int[66 * 66];
  private int[] data = new int[64 * 64];
  private byte[] joined = new byte[8192];
  private int width;
  private int height;
  private int stride;
  private byte[] zeroContexts;
  private boolean causal;
  private boolean raw;

  /**
   * The coefficients, row by row: twice the quantiser index, sign included, plus the half that is
   * the middle of what is still unknown (the reconstruction point of 1/2, E.1.1.2). Valid until the
   * next call.
   *
   * @param block what was coded
   * @param orientation of the subband: 0 LL, 1 HL, 2 LH, 3 HH
   * @param style of the code-blocks
   * @param bitPlanes of the subband, Mb
   */
  int[] decode(byte[] tile, CodeBlock block, int orientation, int style, int bitPlanes)
      throws Jp2Exception {
    prepare(block, orientation, style);
    int plane = bitPlanes - block.zeroBitPlanes();
    if (plane < 1 || plane > 31) {
      throw new Jp2Exception("bit planes of a code-block must be 1..31, was " + plane);
    }
    int pass = 2; // the first bit plane has a cleanup pass only
    mq.resetContexts();
    for (Segment segment : block.segments()) {
      int length = join(tile, segment.chunks());
      raw = (style & BYPASS) != 0 && pass < 2 && plane <= bitPlanes - block.zeroBitPlanes() - 4;
      if (raw) {
        mq.startRaw(joined, 0, length);
      } else {
        mq.start(joined, 0, length);
      }
      for (int i = 0; i < segment.passes() && plane >= 1; i++) {
        pass(pass, plane, style);
        if (++pass == 3) {
          pass = 0;
          plane--;
        }
      }
    }
    return data;
  }

  private void prepare(CodeBlock block, int orientation, int style) {
    width = block.width();
    height = block.height();
    stride = width + 2;
    int cells = stride * (height + 2);
    if (flags.length < cells) {
      flags = new int[cells];
    } else {
      Arrays.fill(flags, 0, cells, 0);
    }
    if (data.length < width * height) {
      data = new int[width * height];
    } else {
      Arrays.fill(data, 0, width * height, 0);
    }
    zeroContexts = ZERO_CONTEXTS[orientation];
    causal = (style & VERTICALLY_CAUSAL) != 0;
  }

  private int join(byte[] tile, List<Chunk> chunks) {
    int length = 0;
    for (Chunk chunk : chunks) {
      length += chunk.length();
    }
    if (joined.length < length) {
      joined = new byte[length];
    }
    int at = 0;
    for (Chunk chunk : chunks) {
      System.arraycopy(tile, chunk.offset(), joined, at, chunk.length());
      at += chunk.length();
    }
    return length;
  }

  private void pass(int pass, int plane, int style) throws Jp2Exception {
    int one = 1 << plane;
    switch (pass) {
      case 0 -> significancePropagation(one | one >> 1);
      case 1 -> magnitudeRefinement(one >> 1);
      default -> {
        cleanup(one | one >> 1);
        if ((style & SEGMENTATION_SYMBOLS) != 0) {
          checkSegmentationSymbol();
        }
      }
    }
    if ((style & RESET) != 0) {
      mq.resetContexts();
    }
  }

  private void checkSegmentationSymbol() throws Jp2Exception {
    int symbol = 0;
    for (int i = 0; i < 4; i++) {
      symbol = symbol << 1 | mq.decode(MqDecoder.CONTEXT_UNIFORM);
    }
    if (symbol != 0b1010) {
      throw new Jp2Exception("segmentation symbol must be 1010, was " + symbol);
    }
  }

  private int seen(int flag, int row) {
    return causal && (row & 3) == 3 ? flag & NOT_BELOW : flag;
  }

  private void significancePropagation(int value) {
    for (int top = 0; top < height; top += 4) {
      int bottom = Math.min(top + 4, height);
      for (int col = 0; col < width; col++) {
        int f = (top + 1) * stride + col + 1;
        for (int row = top; row < bottom; row++, f += stride) {
          int flag = seen(flags[f], row);
          if ((flag & NEIGHBOURS) == 0 || (flag & SIGNIFICANT) != 0) {
            continue;
          }
          int bit = raw ? mq.rawBit() : mq.decode(zeroContexts[flag & NEIGHBOURS]);
          if (bit != 0) {
            becomeSignificant(f, row, col, flag, value);
          }
          flags[f] |= VISITED;
        }
      }
    }
  }

  private void becomeSignificant(int f, int row, int col, int flag, int value) {
    int negative;
    if (raw) {
      negative = mq.rawBit();
    } else {
      int entry = SIGN_CONTEXTS[flag >> 4 & 0xff];
      negative = mq.decode(entry & 0x1f) ^ entry >> 5 & 1;
    }
    data[row * width + col] = negative != 0 ? -value : value;
    spread(f, negative != 0);
  }

  private void spread(int f, boolean negative) {
    flags[f] |= SIGNIFICANT;
    flags[f - 1] |= negative ? E | NEGATIVE_E : E;
    flags[f + 1] |= negative ? W | NEGATIVE_W : W;
    flags[f + stride] |= negative ? N | NEGATIVE_N : N;
    flags[f + stride - 1] |= NE;
    flags[f + stride + 1] |= NW;
    flags[f - stride] |= negative ? S | NEGATIVE_S : S;
    flags[f - stride - 1] |= SE;
    flags[f - stride + 1] |= SW;
  }

  private void magnitudeRefinement(int half) {
    for (int top = 0; top < height; top += 4) {
      int bottom = Math.min(top + 4, height);
      for (int col = 0; col < width; col++) {
        int f = (top + 1) * stride + col + 1;
        for (int row = top; row < bottom; row++, f += stride) {
          int own = flags[f];
          if ((own & (SIGNIFICANT | VISITED)) != SIGNIFICANT) {
            continue;
          }
          int bit;
          if (raw) {
            bit = mq.rawBit();
          } else if ((own & REFINED) != 0) {
            bit = mq.decode(CONTEXT_MAGNITUDE + 2);
          } else {
            bit =
                mq.decode(
                    (seen(own, row) & NEIGHBOURS) == 0 ? CONTEXT_MAGNITUDE : CONTEXT_MAGNITUDE + 1);
          }
          int at = row * width + col;
          int change = bit != 0 ? half : -half;
          data[at] += data[at] < 0 ? -change : change;
          flags[f] = own | REFINED;
        }
      }
    }
  }

  private void cleanup(int value) {
    for (int top = 0; top < height; top += 4) {
      int bottom = Math.min(top + 4, height);
      for (int col = 0; col < width; col++) {
        int f = (top + 1) * stride + col + 1;
        int row = top;
        boolean found = false;
        if (top + 4 <= height && isRun(f, top)) {
          if (mq.decode(MqDecoder.CONTEXT_RUN) == 0) {
            continue;
          }
          int skip = mq.decode(MqDecoder.CONTEXT_UNIFORM) << 1;
          skip |= mq.decode(MqDecoder.CONTEXT_UNIFORM);
          row += skip;
          f += skip * stride;
          found = true;
        }
        for (; row < bottom; row++, f += stride) {
          int own = flags[f];
          if (!found && (own & (SIGNIFICANT | VISITED)) != 0) {
            flags[f] = own & ~VISITED;
            continue;
          }
          int flag = seen(own, row);
          if (found || mq.decode(zeroContexts[flag & NEIGHBOURS]) != 0) {
            becomeSignificant(f, row, col, flag, value);
          }
          found = false;
          flags[f] &= ~VISITED;
        }
      }
    }
  }

  // Four of a column of which nothing is known yet (D.3.4).
  private boolean isRun(int f, int top) {
    int mask = SIGNIFICANT | VISITED | NEIGHBOURS;
    return ((flags[f]
                | flags[f + stride]
                | flags[f + 2 * stride]
                | seen(flags[f + 3 * stride], top + 3))
            & mask)
        == 0;
  }

  /** Table D.1, by orientation and the eight neighbours. */
  private static byte[][] zeroContexts() {
    byte[][] contexts = new byte[4][256];
    for (int f = 0; f < 256; f++) {
      int h = bit(f, W) + bit(f, E);
      int v = bit(f, N) + bit(f, S);
      int d = bit(f, NE) + bit(f, SE) + bit(f, SW) + bit(f, NW);
      contexts[0][f] = (byte) zeroContext(h, v, d);
      contexts[1][f] = (byte) zeroContext(v, h, d);
      contexts[2][f] = contexts[0][f];
      contexts[3][f] = (byte) diagonalContext(h + v, d);
    }
    return contexts;
  }

  private static int bit(int flags, int mask) {
    return (flags & mask) != 0 ? 1 : 0;
  }

  private static int zeroContext(int h, int v, int d) {
    if (h == 2) {
      return 8;
    }
    if (h == 1) {
      return v >= 1 ? 7 : d >= 1 ? 6 : 5;
    }
    if (v == 2) {
      return 4;
    }
    return v == 1 ? 3 : Math.min(d, 2);
  }

  private static int diagonalContext(int hv, int d) {
    if (d >= 3) {
      return 8;
    }
    if (d == 2) {
      return hv >= 1 ? 7 : 6;
    }
    if (d == 1) {
      return hv >= 2 ? 5 : hv == 1 ? 4 : 3;
    }
    return Math.min(hv, 2);
  }

  /** Tables D.2 and D.3: the context in the low five bits, the bit to flip with above them. */
  private static byte[] signContexts() {
    byte[] contexts = new byte[256];
    for (int f = 0; f < 256; f++) {
      int flags = f << 4;
      int h = contribution(flags, E, NEGATIVE_E, W, NEGATIVE_W);
      int v = contribution(flags, N, NEGATIVE_N, S, NEGATIVE_S);
      int flip = h < 0 || (h == 0 && v < 0) ? 1 : 0;
      if (flip == 1) {
        h = -h;
        v = -v;
      }
      int context = h == 0 ? v : 3 + v;
      contexts[f] = (byte) (CONTEXT_SIGN + context | flip << 5);
    }
    return contexts;
  }

  private static int contribution(int flags, int a, int negativeA, int b, int negativeB) {
    int sum = 0;
    if ((flags & a) != 0) {
      sum += (flags & negativeA) != 0 ? -1 : 1;
    }
    if ((flags & b) != 0) {
      sum += (flags & negativeB) != 0 ? -1 : 1;
    }
    return Integer.signum(sum);
  }
}
