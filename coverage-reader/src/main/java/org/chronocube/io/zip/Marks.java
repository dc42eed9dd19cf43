// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.zip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The marks of one deflated entry: one at the beginning of each piece, as far as it has been
 * inflated. They are found by inflating it from the beginning, once; reads behind the last mark go
 * on from there. Safe for concurrent use.
 */
final class Marks {

  private final long size;
  private final int crc32;
  private final List<Mark> marks = new ArrayList<>();
  private final CRC32 sum = new CRC32();
  private long weight;

  /** What is known after the last call of {@link #reach}. */
  record Known(List<Mark> marks, long end) {

    /** The piece that holds a byte. */
    int pieceAt(long offset) {
      int low = 0;
      int high = marks.size() - 1;
      while (low < high) {
        int middle = (low + high + 1) >>> 1;
        if (marks.get(middle).offset() <= offset) {
          low = middle;
        } else {
          high = middle - 1;
        }
      }
      return low;
    }

    /** Offset after the last byte of a piece. */
    long end(int piece) {
      return piece + 1 < marks.size() ? marks.get(piece + 1).offset() : end;
    }
  }

  /** Is told each piece that is inflated on the way. */
  @FunctionalInterface
  interface PieceConsumer {
    void accept(int piece, byte[] bytes);
  }

  Marks(long size, int crc32) {
    this.size = size;
    this.crc32 = crc32;
    marks.add(Mark.START);
  }

  /** Bytes that the marks take in memory, about. */
  synchronized int weight() {
    return (int) Math.min(Integer.MAX_VALUE / 2, 500 + weight);
  }

  /**
   * Inflates as far as a byte, if that has not been done.
   *
   * @param offset ≤ size
   * @return marks of all pieces up to there; the last mark may be that of a piece not inflated yet
   * @throws IOException when the data are broken, or not what the directory says of them
   */
  synchronized Known reach(
      long offset, int pieceBytes, Inflater.Input input, PieceConsumer consumer)
      throws IOException {
    Mark last = marks.get(marks.size() - 1);
    if (last.offset() < offset) {
      Inflater inflater = new Inflater(last, input);
      while (last.offset() < offset) {
        byte[] bytes = inflater.inflate((int) Math.min(pieceBytes, size - last.offset()));
        last = inflater.mark();
        check(last, inflater, bytes);
        consumer.accept(marks.size() - 1, bytes);
        marks.add(last);
        weight += last.weight();
      }
    }
    return new Known(List.copyOf(marks), size);
  }

  // The sum is updated only when nothing can fail any more that may go well another time.
  private void check(Mark reached, Inflater inflater, byte[] bytes) throws IOException {
    boolean isEnd = reached.offset() == size;
    boolean isTooLong = reached.offset() > size || (isEnd && inflater.inflate(1).length > 0);
    if (isTooLong || bytes.length == 0) {
      throw new IOException(
          "a deflated zip entry must have the %d bytes that its directory says, had %s"
              .formatted(size, isTooLong ? "more" : reached.offset()));
    }
    sum.update(bytes);
    if (isEnd && (int) sum.getValue() != crc32) {
      throw new IOException("a deflated zip entry must have the checksum that its directory says");
    }
  }
}
