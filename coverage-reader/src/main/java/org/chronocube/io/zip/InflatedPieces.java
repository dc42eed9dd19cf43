// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.zip;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ContentId;

/**
 * Reads deflated entries by pieces of about 1 MiB: each is inflated from the mark at its beginning.
 * Keeps marks and recent pieces of all entries within a bound. Safe for concurrent use.
 */
final class InflatedPieces {

  private static final int PIECE_BYTES = 1 << 20;

  /** Marks of one entry at most: larger entries have larger pieces. */
  private static final int MAX_MARKS = 256;

  /** Compressed bytes that are fetched at a time while an entry is inflated for the first time. */
  private static final int FETCH_BYTES = 4 << 20;

  /** Pieces whose compressed bytes are fetched at a time. */
  private static final int BATCH = 8;

  private final Cache<ContentId, Marks> marks;
  private final Cache<PieceKey, byte[]> pieces;

  private record PieceKey(ContentId entry, int piece) {}

  InflatedPieces(long keptBytes) {
    marks =
        Caffeine.newBuilder()
            .maximumWeight(keptBytes / 2)
            .weigher((ContentId id, Marks m) -> m.weight())
            .executor(Runnable::run)
            .build();
    pieces =
        Caffeine.newBuilder()
            .maximumWeight(keptBytes / 2)
            .weigher((PieceKey key, byte[] piece) -> piece.length + 200)
            .executor(Runnable::run)
            .build();
  }

  /** Reads ranges that lie inside the entry. */
  List<ByteBuffer> read(DeflatedEntry entry, List<ByteRange> ranges) throws IOException {
    long end = ranges.stream().mapToLong(ByteRange::end).max().orElse(0);
    // Pieces that are inflated on the way may be dropped before they are copied: rather hold them.
    Map<Integer, byte[]> fresh = new HashMap<>();
    Marks.Known known = reach(entry, end, fresh);
    List<byte[]> results = new ArrayList<>();
    TreeSet<Integer> needed = new TreeSet<>();
    for (ByteRange range : ranges) {
      results.add(new byte[range.length()]);
      for (int p = known.pieceAt(range.offset()); range.length() > 0; p++) {
        needed.add(p);
        if (known.end(p) >= range.end()) {
          break;
        }
      }
    }
    List<Integer> order = List.copyOf(needed);
    for (int i = 0; i < order.size(); i += BATCH) {
      List<Integer> batch = order.subList(i, Math.min(i + BATCH, order.size()));
      Map<Integer, byte[]> inflated = pieces(entry, known, batch, fresh);
      for (int p : batch) {
        copy(known.marks().get(p).offset(), inflated.get(p), ranges, results);
      }
    }
    return results.stream().map(ByteBuffer::wrap).toList();
  }

  private Marks.Known reach(DeflatedEntry entry, long end, Map<Integer, byte[]> fresh)
      throws IOException {
    Marks found = marks.get(entry.id(), id -> new Marks(entry.info().size(), entry.info().crc32()));
    int weight = found.weight();
    Marks.Known known =
        found.reach(
            end,
            pieceBytes(entry),
            offset -> compressed(entry, offset, entry.info().compressed()),
            (piece, bytes) -> {
              pieces.put(new PieceKey(entry.id(), piece), bytes);
              fresh.keySet().removeIf(p -> p < piece - BATCH);
              fresh.put(piece, bytes);
            });
    if (found.weight() != weight) {
      marks.put(entry.id(), found);
    }
    return known;
  }

  private static int pieceBytes(DeflatedEntry entry) {
    return (int) Math.max(PIECE_BYTES, Math.min(1 << 26, entry.info().size() / MAX_MARKS));
  }

  private static ByteBuffer compressed(DeflatedEntry entry, long from, long end)
      throws IOException {
    int length = (int) Math.max(0, Math.min(FETCH_BYTES, end - from));
    return length == 0
        ? ByteBuffer.allocate(0)
        : entry.archive().read(new ByteRange(entry.dataOffset() + from, length));
  }

  private Map<Integer, byte[]> pieces(
      DeflatedEntry entry, Marks.Known known, List<Integer> wanted, Map<Integer, byte[]> fresh)
      throws IOException {
    Map<Integer, byte[]> found = new HashMap<>();
    List<Integer> missing = new ArrayList<>();
    List<ByteRange> ranges = new ArrayList<>();
    for (int p : wanted) {
      byte[] kept = fresh.getOrDefault(p, pieces.getIfPresent(new PieceKey(entry.id(), p)));
      if (kept != null) {
        found.put(p, kept);
      } else {
        missing.add(p);
        ranges.add(range(entry, known, p));
      }
    }
    List<ByteBuffer> compressed = missing.isEmpty() ? List.of() : entry.archive().read(ranges);
    for (int i = 0; i < missing.size(); i++) {
      int p = missing.get(i);
      byte[] piece = inflate(entry, known, p, ranges.get(i), compressed.get(i));
      pieces.put(new PieceKey(entry.id(), p), piece);
      found.put(p, piece);
    }
    return found;
  }

  /** Where the compressed bytes of a piece are in the archive. */
  private static ByteRange range(DeflatedEntry entry, Marks.Known known, int piece) {
    long from = known.marks().get(piece).bit() >>> 3;
    long to =
        piece + 1 < known.marks().size()
            ? (known.marks().get(piece + 1).bit() + 7) >>> 3
            : entry.info().compressed();
    return new ByteRange(entry.dataOffset() + from, Math.toIntExact(to - from));
  }

  private static byte[] inflate(
      DeflatedEntry entry, Marks.Known known, int piece, ByteRange range, ByteBuffer bytes)
      throws IOException {
    long end = range.end() - entry.dataOffset();
    Inflater.Input input =
        at ->
            at >= end
                ? ByteBuffer.allocate(0)
                : bytes.slice(bytes.limit() - (int) (end - at), (int) (end - at));
    Mark from = known.marks().get(piece);
    int length = (int) (known.end(piece) - from.offset());
    byte[] inflated = new Inflater(from, input).inflate(length);
    if (inflated.length != length) {
      throw new IOException("the archive must not change while it is read, did");
    }
    return inflated;
  }

  private static void copy(
      long offset, byte[] piece, List<ByteRange> ranges, List<byte[]> results) {
    for (int i = 0; i < ranges.size(); i++) {
      ByteRange range = ranges.get(i);
      long from = Math.max(offset, range.offset());
      long to = Math.min(offset + piece.length, range.end());
      if (from < to) {
        System.arraycopy(
            piece,
            (int) (from - offset),
            results.get(i),
            (int) (from - range.offset()),
            (int) (to - from));
      }
    }
  }
}
