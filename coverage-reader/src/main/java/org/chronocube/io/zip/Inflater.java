// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.zip;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Inflates raw DEFLATE data (RFC 1951) piece by piece and can be stopped and continued anywhere,
 * also by another one: that is what the JDK's cannot do, whose state is hidden. For one thread.
 */
final class Inflater {

  /** Gives the compressed data. */
  @FunctionalInterface
  interface Input {
    /**
     * @param offset in the compressed data
     * @return some bytes from there on, none at the end
     */
    ByteBuffer from(long offset) throws IOException;
  }

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int WINDOW = 1 << 15;
  private static final int LONGEST_MATCH = 258;
  private static final int END_OF_BLOCK = 256;

  private static final int[] LENGTH_BASE = new int[29];
  private static final int[] LENGTH_EXTRA = new int[29];
  private static final int[] DISTANCE_BASE = new int[30];
  private static final int[] DISTANCE_EXTRA = new int[30];
  private static final byte[] CODE_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  static {
    // RFC 1951, 3.2.5: lengths 3..258 with 0..5 extra bits, distances 1..32768 with 0..13.
    for (int i = 0, base = 3; i < 28; i++) {
      LENGTH_EXTRA[i] = i < 8 ? 0 : i / 4 - 1;
      LENGTH_BASE[i] = base;
      base += 1 << LENGTH_EXTRA[i];
    }
    LENGTH_BASE[28] = LONGEST_MATCH;
    for (int i = 0, base = 1; i < 30; i++) {
      DISTANCE_EXTRA[i] = i < 4 ? 0 : i / 2 - 1;
      DISTANCE_BASE[i] = base;
      base += 1 << DISTANCE_EXTRA[i];
    }
  }

  private final Input input;
  private byte[] in = new byte[0];
  private int position;
  private int end;

  /** Offset in the compressed data of the byte at {@link #end}. */
  private long fetched;

  private long bits;
  private int have;

  private byte[] out;
  private int done;
  private long outOffset;

  private Huffman literals;
  private Huffman distances;
  private int stored;
  private boolean isLast;
  private boolean isFinished;

  /** Goes on from a mark. */
  Inflater(Mark from, Input input) throws IOException {
    this.input = input;
    this.out = from.window();
    this.done = out.length;
    this.outOffset = from.offset();
    this.literals = from.literals();
    this.distances = from.distances();
    this.stored = from.stored();
    this.isLast = from.isLast();
    this.fetched = from.bit() >>> 3;
    if ((from.bit() & 7) != 0) {
      need(8);
      take((int) (from.bit() & 7));
    }
  }

  /** True when the data have ended. */
  boolean isFinished() {
    return isFinished;
  }

  /**
   * Inflates some more.
   *
   * @param atLeast bytes, unless the data end before; up to 257 more may come
   * @return the bytes
   * @throws EOFException when the data end in the middle
   * @throws IOException when they are broken
   */
  byte[] inflate(int atLeast) throws IOException {
    int kept = Math.min(done, WINDOW);
    byte[] buffer = new byte[kept + atLeast + LONGEST_MATCH];
    System.arraycopy(out, done - kept, buffer, 0, kept);
    out = buffer;
    done = kept;
    int until = kept + atLeast;
    while (done < until && !isFinished) {
      if (stored > 0) {
        copyStored(until);
      } else if (literals != null) {
        block(until);
      } else if (isLast) {
        isFinished = true;
      } else {
        header();
      }
    }
    // The end of a last block may come after its last byte.
    outOffset += done - kept;
    return Arrays.copyOfRange(out, kept, done);
  }

  /** Where it is now. */
  Mark mark() {
    byte[] window = Arrays.copyOfRange(out, Math.max(0, done - WINDOW), done);
    long bit = (fetched - (end - position)) * 8 - have;
    return new Mark(bit, outOffset, window, literals, distances, stored, isLast);
  }

  private void header() throws IOException {
    need(3);
    isLast = take(1) == 1;
    switch (take(2)) {
      case 0 -> storedHeader();
      case 1 -> fixedCodes();
      case 2 -> dynamicCodes();
      default -> throw new IOException("DEFLATE block type must be 0, 1 or 2, was 3");
    }
  }

  private void storedHeader() throws IOException {
    take(have & 7);
    need(32);
    int length = take(16);
    if (length != (take(16) ^ 0xffff)) {
      throw new IOException("DEFLATE stored block must have its length twice");
    }
    stored = length;
  }

  private void copyStored(int until) throws IOException {
    while (stored > 0 && done < until) {
      if (have > 0) {
        out[done++] = (byte) take(8);
        stored--;
      } else {
        if (position == end) {
          fetch();
        }
        int n = Math.min(Math.min(stored, until - done), end - position);
        System.arraycopy(in, position, out, done, n);
        position += n;
        done += n;
        stored -= n;
      }
    }
  }

  private void fixedCodes() throws IOException {
    byte[] lengths = new byte[288 + 30];
    Arrays.fill(lengths, 0, 144, (byte) 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    Arrays.fill(lengths, 280, 288, (byte) 8);
    literals = new Huffman(lengths, 0, 288);
    // Two of the 32 codes stand for no distance, and are refused when they occur.
    byte[] five = new byte[32];
    Arrays.fill(five, (byte) 5);
    distances = new Huffman(five, 0, 32);
  }

  private void dynamicCodes() throws IOException {
    need(14);
    int literalCount = take(5) + 257;
    int distanceCount = take(5) + 1;
    int codes = take(4) + 4;
    if (literalCount > 286 || distanceCount > 30) {
      throw new IOException(
          "DEFLATE codes must be at most 286 and 30, were %d and %d"
              .formatted(literalCount, distanceCount));
    }
    byte[] lengths = new byte[286 + 30 + 138];
    for (int i = 0; i < codes; i++) {
      need(3);
      lengths[CODE_ORDER[i]] = (byte) take(3);
    }
    Huffman code = new Huffman(lengths, 0, 19);
    Arrays.fill(lengths, (byte) 0);
    int total = literalCount + distanceCount;
    for (int i = 0; i < total; ) {
      i = lengths(code, lengths, i, total);
    }
    literals = new Huffman(lengths, 0, literalCount);
    distances = new Huffman(lengths, literalCount, distanceCount);
  }

  // RFC 1951, 3.2.7: 16 repeats the length before, 17 and 18 repeat zero.
  private int lengths(Huffman code, byte[] lengths, int i, int total) throws IOException {
    int symbol = symbol(code);
    if (symbol < 16) {
      lengths[i] = (byte) symbol;
      return i + 1;
    }
    need(7);
    int repeat =
        switch (symbol) {
          case 16 -> 3 + take(2);
          case 17 -> 3 + take(3);
          default -> 11 + take(7);
        };
    if (i + repeat > total || (symbol == 16 && i == 0)) {
      throw new IOException("DEFLATE code lengths must not be repeated beyond their number");
    }
    Arrays.fill(lengths, i, i + repeat, symbol == 16 ? lengths[i - 1] : 0);
    return i + repeat;
  }

  private int symbol(Huffman code) throws IOException {
    want(15);
    int entry = code.next(bits);
    need(entry & 15);
    take(entry & 15);
    return entry >> 4;
  }

  private void block(int until) throws IOException {
    byte[] target = out;
    while (done < until) {
      want(48);
      int entry = literals.next(bits);
      int length = entry & 15;
      if (length > have) {
        throw ended();
      }
      bits >>>= length;
      have -= length;
      int symbol = entry >> 4;
      if (symbol < END_OF_BLOCK) {
        target[done++] = (byte) symbol;
      } else if (symbol == END_OF_BLOCK) {
        literals = null;
        distances = null;
        return;
      } else {
        match(symbol - 257);
      }
    }
  }

  private void match(int lengthSymbol) throws IOException {
    if (lengthSymbol >= 29) {
      throw new IOException("DEFLATE length must be one that is defined");
    }
    int length = LENGTH_BASE[lengthSymbol] + taken(LENGTH_EXTRA[lengthSymbol]);
    int entry = distances.next(bits);
    taken(entry & 15);
    int symbol = entry >> 4;
    if (symbol >= 30) {
      throw new IOException("DEFLATE distance must be one that is defined");
    }
    int distance = DISTANCE_BASE[symbol] + taken(DISTANCE_EXTRA[symbol]);
    if (distance > done) {
      throw new IOException("DEFLATE distance must be at most " + done + ", was " + distance);
    }
    int from = done - distance;
    if (distance >= length) {
      System.arraycopy(out, from, out, done, length);
    } else {
      for (int i = 0; i < length; i++) {
        out[done + i] = out[from + i];
      }
    }
    done += length;
  }

  // 48 bits were wanted before a match: 15 + 5 + 15 + 13 at most.
  private int taken(int n) throws IOException {
    if (n > have) {
      throw ended();
    }
    return take(n);
  }

  private int take(int n) {
    int value = (int) (bits & (1L << n) - 1);
    bits >>>= n;
    have -= n;
    return value;
  }

  private void need(int n) throws IOException {
    want(n);
    if (have < n) {
      throw ended();
    }
  }

  /** Brings so many bits to hand, if there are as many. */
  private void want(int n) throws IOException {
    if (have >= n) {
      return;
    }
    if (end - position >= 8) {
      bits |= (long) LONG.get(in, position) << have;
      int whole = (63 - have) >>> 3;
      position += whole;
      have += whole * 8;
      bits &= have == 64 ? -1L : (1L << have) - 1;
      return;
    }
    while (have < n && (position < end || more())) {
      bits |= (in[position++] & 0xffL) << have;
      have += 8;
    }
  }

  private void fetch() throws IOException {
    if (!more()) {
      throw ended();
    }
  }

  private boolean more() throws IOException {
    ByteBuffer next = input.from(fetched);
    if (!next.hasRemaining()) {
      return false;
    }
    in = next.array();
    position = next.arrayOffset() + next.position();
    end = position + next.remaining();
    fetched += next.remaining();
    return true;
  }

  private EOFException ended() {
    return new EOFException("DEFLATE data must have an end block, ended before it");
  }
}
