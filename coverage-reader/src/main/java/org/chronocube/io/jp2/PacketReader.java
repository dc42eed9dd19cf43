// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.util.ArrayList;
import java.util.List;

/** Reads the packets of a tile: finds the bytes of each code-block (ISO/IEC 15444-1, B.9, B.10). */
final class PacketReader {

  private static final int MAX_PASSES = 164;

  private final TileCoding coding;
  private final byte[] data;
  private final int end;
  private final PacketBits bits;
  private int position;
  private long count;

  PacketReader(TileCoding coding, byte[] data, int end) {
    this.coding = coding;
    this.data = data;
    this.end = end;
    this.bits = new PacketBits(data, end);
  }

  /**
   * Reads packets up to a resolution, or to the end of the data: a tile may be cut off after any
   * packet, and is then of less quality.
   *
   * @param lowest resolutions up to this one are wanted; where the order of packets allows it,
   *     reading ends after them
   * @return false when the data ended before the packets that are wanted
   */
  boolean read(TileLayout layout, int lowest) throws Jp2Exception {
    List<Precinct> ordered = layout.ordered();
    switch (coding.progression()) {
      case TileCoding.LRCP -> {
        for (int layer = 0; layer < coding.layers(); layer++) {
          for (Precinct precinct : ordered) {
            if (isDone(precinct, lowest) && layer == coding.layers() - 1) {
              return true;
            }
            if (!packet(precinct, layer)) {
              return false;
            }
          }
        }
      }
      case TileCoding.RLCP -> {
        return readByResolution(ordered, lowest);
      }
      default -> {
        for (Precinct precinct : ordered) {
          if (coding.progression() == TileCoding.RPCL && isDone(precinct, lowest)) {
            return true;
          }
          for (int layer = 0; layer < coding.layers(); layer++) {
            if (!packet(precinct, layer)) {
              return false;
            }
          }
        }
      }
    }
    return true;
  }

  /** How many packets have been read. */
  long count() {
    return count;
  }

  /** Where the packets that have been read end. */
  int position() {
    return Math.min(position, end);
  }

  private static boolean isDone(Precinct precinct, int lowest) {
    return precinct.resolution() > lowest;
  }

  private boolean readByResolution(List<Precinct> ordered, int lowest) throws Jp2Exception {
    for (int from = 0, to; from < ordered.size(); from = to) {
      int resolution = ordered.get(from).resolution();
      if (resolution > lowest) {
        return true;
      }
      to = from;
      while (to < ordered.size() && ordered.get(to).resolution() == resolution) {
        to++;
      }
      for (int layer = 0; layer < coding.layers(); layer++) {
        for (Precinct precinct : ordered.subList(from, to)) {
          if (!packet(precinct, layer)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** False when there is none left. */
  private boolean packet(Precinct precinct, int layer) throws Jp2Exception {
    if (position >= end) {
      return false;
    }
    if (coding.hasSop() && isMarker(0x91)) {
      position += 6;
    }
    bits.start(position);
    List<Contribution> contributions = new ArrayList<>();
    if (bits.bit() != 0) {
      for (Precinct.Band band : precinct.bands()) {
        header(precinct, band, layer, contributions);
      }
    }
    position = bits.align();
    if (coding.hasEph() && isMarker(0x92)) {
      position += 2;
    }
    for (Contribution contribution : contributions) {
      if (contribution.length > end - position) {
        throw new Jp2Exception(
            "a packet must end inside its tile, lacks "
                + (contribution.length - (end - position))
                + " bytes");
      }
      contribution.segment.add(new Chunk(position, contribution.length));
      position += contribution.length;
    }
    count++;
    return true;
  }

  private boolean isMarker(int code) {
    return position + 1 < end
        && (data[position] & 0xff) == 0xff
        && (data[position + 1] & 0xff) == code;
  }

  /** Bytes of this packet that go to a segment. */
  private record Contribution(Segment segment, int length) {}

  private void header(
      Precinct precinct, Precinct.Band band, int layer, List<Contribution> contributions)
      throws Jp2Exception {
    int style = coding.coding(precinct.component()).style();
    for (int row = 0; row < band.rows(); row++) {
      for (int column = 0; column < band.columns(); column++) {
        CodeBlock block = band.blocks()[row * band.columns() + column];
        boolean first = !block.isIncluded();
        boolean included =
            first ? band.inclusion().isBelow(column, row, layer + 1, bits) : bits.bit() != 0;
        if (!included) {
          continue;
        }
        if (first) {
          block.include(band.zeroBitPlanes().value(column, row, 80, bits));
        }
        int passes = passes();
        while (bits.bit() != 0) {
          block.moreLengthBits(1);
        }
        lengths(block, style, passes, contributions);
      }
    }
  }

  private void lengths(CodeBlock block, int style, int passes, List<Contribution> contributions)
      throws Jp2Exception {
    for (int left = passes; left > 0; ) {
      Segment segment = block.segment(style);
      int now = Math.min(left, segment.room());
      int length = bits.bits(block.lengthBits() + 31 - Integer.numberOfLeadingZeros(now));
      segment.add(now);
      contributions.add(new Contribution(segment, length));
      left -= now;
    }
  }

  /** Table B.4. */
  private int passes() throws Jp2Exception {
    if (bits.bit() == 0) {
      return 1;
    }
    if (bits.bit() == 0) {
      return 2;
    }
    int more = bits.bits(2);
    if (more < 3) {
      return 3 + more;
    }
    more = bits.bits(5);
    if (more < 31) {
      return 6 + more;
    }
    int passes = 37 + bits.bits(7);
    if (passes > MAX_PASSES) {
      throw new Jp2Exception("passes must be at most " + MAX_PASSES + ", was " + passes);
    }
    return passes;
  }
}
