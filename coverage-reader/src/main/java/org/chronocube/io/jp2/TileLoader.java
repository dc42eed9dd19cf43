// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ByteSource;

/**
 * Reads the packets of tiles. For a reduced resolution only the beginning of a tile is read where
 * its packets are in the order of resolutions (LRCP, RLCP, RPCL): as much as is likely to do, then
 * more as long as it does not.
 */
final class TileLoader {

  private static final long MAX_TILE_BYTES = 1L << 30;
  // Read ahead for several tiles at once: over a network requests cost more than bytes.
  private static final long BATCH_BYTES = 64L << 20;
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

  /** Tiles, in their order, in groups of which the bytes may be held at a time. */
  List<List<Integer>> batches(List<Integer> tiles, int reduction) {
    List<List<Integer>> batches = new ArrayList<>();
    long bytes = BATCH_BYTES;
    for (int tile : tiles) {
      long length = first(total(tile), reduction);
      if (bytes + length > BATCH_BYTES) {
        batches.add(new ArrayList<>());
        bytes = 0;
      }
      batches.get(batches.size() - 1).add(tile);
      bytes += length;
    }
    return batches;
  }

  /**
   * Reads for each of some tiles what is likely to do, in one go.
   *
   * @return by tile, what {@link #load} is to be given; empty when one of them cannot be read,
   *     which it then tells itself
   */
  Map<Integer, List<ByteBuffer>> ahead(List<Integer> tiles, int reduction) throws IOException {
    List<ByteRange> ranges = new ArrayList<>();
    for (int tile : tiles) {
      if (total(tile) > MAX_TILE_BYTES) {
        return Map.of();
      }
      ranges.addAll(ranges(tile, first(total(tile), reduction)));
    }
    Map<Integer, List<ByteBuffer>> ahead = new HashMap<>();
    try {
      Iterator<ByteBuffer> read = source.read(ranges).iterator();
      for (int tile : tiles) {
        List<ByteBuffer> own = new ArrayList<>();
        ranges(tile, first(total(tile), reduction)).forEach(r -> own.add(read.next()));
        ahead.put(tile, own);
      }
    } catch (EOFException cut) {
      return Map.of(); // each tile then tells for itself
    }
    return ahead;
  }

  /**
   * @param reduction halvings of the resolution that is wanted
   * @param ahead what {@link #ahead} has read of the tile, or null
   */
  TileData load(int tile, int reduction, List<ByteBuffer> ahead) throws IOException {
    long total = size(tile);
    List<ByteBuffer> read = ahead;
    for (long length = first(total, reduction); length < total; length *= 4) {
      try {
        TileData data = read(tile, length, reduction, read);
        if (data != null) {
          return data;
        }
      } catch (Jp2Exception cut) {
        // a header or a packet goes on after what was read
      }
      read = null;
    }
    return read(tile, total, reduction, read);
  }

  private long total(int tile) {
    return parts.get(tile).stream().mapToLong(HeaderReader.Part::length).sum();
  }

  private long size(int tile) throws Jp2Exception {
    long total = total(tile);
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
  private TileData read(int tile, long length, int reduction, List<ByteBuffer> ahead)
      throws IOException {
    TileCoding coding = codestream.defaults().forTile();
    List<ByteBuffer> read = ahead == null ? source.read(ranges(tile, length)) : ahead;
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
