// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ByteSource;

/**
 * Reads the packets of tiles. For a reduced resolution only the beginning of a tile is read where
 * its packets are in the order of resolutions (LRCP, RLCP, RPCL): as much as is likely to do, then
 * more as long as it does not.
 */
final class TileLoader {

  private static final long MAX_TILE_BYTES = 1L << 30;
  private static final int SMALLEST_READ = 8 * 1024;
  // What one halving leaves of a tile's bytes; three times as much as it leaves of its pixels.
  private static final int SHARE = 3;

  private final ByteSource source;
  private final Codestream codestream;
  private final List<List<HeaderReader.Part>> parts;

  TileLoader(ByteSource source, Codestream codestream, List<List<HeaderReader.Part>> parts) {
    this.source = source;
    this.codestream = codestream;
    this.parts = parts;
  }

  /**
   * @param reduction halvings of the resolution that is wanted
   */
  TileData load(int tile, int reduction) throws IOException {
    long total = size(tile);
    long first = first(total, reduction);
    for (long length = first; length < total; length *= 4) {
      try {
        TileData data = read(tile, length, reduction);
        if (data != null) {
          return data;
        }
      } catch (Jp2Exception cut) {
        // a header or a packet goes on after what was read
      }
    }
    return read(tile, total, reduction);
  }

  private long size(int tile) throws Jp2Exception {
    long total = 0;
    for (HeaderReader.Part part : parts.get(tile)) {
      total += part.length();
    }
    if (total == 0) {
      throw new Jp2Exception("the codestream must hold the tile, ends before it");
    }
    if (total > MAX_TILE_BYTES) {
      throw new Jp2Exception("a tile must be at most 1 GiB, is " + total + " bytes");
    }
    return total;
  }

  private long first(long total, int reduction) {
    if (reduction == 0 || !codestream.defaults().isByResolution()) {
      return total;
    }
    long likely = (total >> 2 * Math.min(reduction, 15)) * SHARE;
    return Math.min(total, Math.max(SMALLEST_READ, likely));
  }

  /** Null when so many bytes are not enough and there are more. */
  private TileData read(int tile, long length, int reduction) throws IOException {
    TileCoding coding = codestream.defaults().forTile();
    List<ByteBuffer> read = source.read(ranges(tile, length));
    byte[] data = new byte[(int) length];
    int end = 0;
    for (ByteBuffer part : read) {
      ByteBuffer bytes = part.slice();
      int start = HeaderReader.tilePart(bytes, coding);
      bytes.get(start, data, end, bytes.limit() - start);
      end += bytes.limit() - start;
    }
    if (coding.levels() < reduction) {
      throw new Jp2Exception("tile must have " + reduction + " decompositions, as the first has");
    }
    Rectangle area = codestream.tile(tile);
    TileLayout layout = new TileLayout(coding, area, codestream.components());
    PacketReader packets = new PacketReader(coding, data, end);
    boolean enough = packets.read(layout, deepest(coding) - reduction);
    if (!enough && length < size(tile)) {
      return null;
    }
    long unread = (long) layout.precincts().size() * coding.layers() - packets.count();
    return new TileData(
        codestream, area, coding, layout, data, packets.position(), unread, reduction);
  }

  private List<ByteRange> ranges(int tile, long length) {
    List<ByteRange> ranges = new ArrayList<>();
    long left = length;
    for (HeaderReader.Part part : parts.get(tile)) {
      if (left > 0) {
        ranges.add(new ByteRange(part.offset(), (int) Math.min(left, part.length())));
        left -= part.length();
      }
    }
    return ranges;
  }

  private int deepest(TileCoding coding) {
    int deepest = 0;
    for (int c = 0; c < codestream.components(); c++) {
      deepest = Math.max(deepest, coding.coding(c).levels());
    }
    return deepest;
  }
}
