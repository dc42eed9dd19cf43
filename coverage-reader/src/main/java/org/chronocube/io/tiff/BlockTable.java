// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockKey;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ByteSource;

/**
 * Offsets or byte counts of the blocks of one image. Short tables are kept with the header; of a
 * long one only the pages that are needed are read, and the block cache holds them. Immutable.
 */
final class BlockTable {

  private static final int MAX_KEPT = 1024;
  private static final int PAGE = 4096;

  private final long[] kept;
  private final Ifd.Field field;
  private final ByteSource source;
  private final ByteOrder order;
  private final BlockCache cache;
  private final int image;

  private BlockTable(
      long[] kept, Ifd.Field field, HeaderBytes header, BlockCache cache, int image) {
    this.kept = kept;
    this.field = field;
    this.source = header.source();
    this.order = header.order();
    this.cache = cache;
    this.image = image;
  }

  /**
   * @param needed how many blocks the image has
   * @param image number under which pages go into the cache
   * @throws TiffException when the table has fewer entries or does not lie inside the file
   */
  static BlockTable of(Ifd ifd, int tag, long needed, BlockCache cache, int image)
      throws IOException {
    Ifd.Field field = ifd.field(tag);
    if (field == null || field.count() < needed || !field.isUnsigned()) {
      throw new TiffException(
          "field "
              + tag
              + " must have an entry for each of "
              + needed
              + " blocks, had "
              + (field == null ? 0 : field.count()));
    }
    if (needed <= MAX_KEPT) {
      return new BlockTable(ifd.longs(tag), field, ifd.bytes(), cache, image);
    }
    long end = ifd.bytes().source().size();
    if (field.position() < 0 || needed > (end - field.position()) / field.valueBytes()) {
      throw new TiffException(
          "field "
              + tag
              + " with "
              + needed
              + " entries must lie inside the file of "
              + end
              + " bytes, was at "
              + field.position());
    }
    return new BlockTable(null, field, ifd.bytes(), cache, image);
  }

  /** The entry of one block. */
  long at(long block) {
    if (kept != null) {
      return kept[(int) block];
    }
    BlockKey key = new BlockKey(source.id(), image, block / PAGE);
    long[] page = (long[]) cache.get(List.of(key), missing -> this::page)[0];
    return page[(int) (block % PAGE)];
  }

  private long[] page(BlockKey key) {
    long first = key.index() * PAGE;
    int entries = (int) Math.min(PAGE, field.count() - first);
    int bytes = field.valueBytes();
    try {
      ByteBuffer values =
          source
              .read(new ByteRange(field.position() + first * bytes, entries * bytes))
              .slice()
              .order(order);
      long[] page = new long[entries];
      for (int i = 0; i < entries; i++) {
        page[i] = field.unsigned(values, i);
      }
      return page;
    } catch (IOException e) {
      throw Failures.of(source, "table of blocks from " + first, e);
    }
  }
}
