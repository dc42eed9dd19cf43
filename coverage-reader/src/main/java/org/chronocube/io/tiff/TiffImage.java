// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;
import org.chronocube.grid.Shape;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockKey;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ByteSource;

/**
 * One image of a TIFF (the full resolution, an overview or a mask) and where its blocks are.
 * Immutable, safe for concurrent use.
 *
 * <p>Blocks are numbered by plane, row and column. An uncompressed image in one strip is cut into
 * smaller blocks of whole rows, so that a window does not read all of it.
 */
final class TiffImage {

  private static final int CUT_STRIP_BYTES = 256 << 10;

  private final ByteSource source;
  private final int number;
  private final Shape shape;
  private final Shape block;
  private final SampleLayout layout;
  private final boolean cutStrip;
  private final BlockTable offsets;
  private final BlockTable counts;

  /**
   * @param number of the image in its file, from 0
   * @param maxBlockBytes largest decoded block that is accepted
   */
  TiffImage(Ifd ifd, int number, long maxBlockBytes, BlockCache cache) throws IOException {
    this.source = ifd.bytes().source();
    this.number = number;
    this.shape =
        new Shape(
            ifd.positive(Tag.IMAGE_LENGTH, "ImageLength"),
            ifd.positive(Tag.IMAGE_WIDTH, "ImageWidth"));
    this.layout = SampleLayout.of(ifd);
    boolean tiled = ifd.has(Tag.TILE_OFFSETS) || ifd.has(Tag.TILE_WIDTH);
    Shape stored = storedBlock(ifd, tiled);
    this.cutStrip =
        !tiled
            && layout.compression() == Compression.NONE
            && stored.height() == shape.height()
            && layout.rowBytes(shape.width()) * stored.height() > CUT_STRIP_BYTES;
    this.block = cutStrip ? cut(stored) : stored;
    checkBlockBytes(maxBlockBytes);
    long blocks = planes() * (cutStrip ? 1 : (long) across() * down());
    int offsetTag = tiled ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS;
    int countTag = tiled ? Tag.TILE_BYTE_COUNTS : Tag.STRIP_BYTE_COUNTS;
    this.offsets = BlockTable.of(ifd, offsetTag, blocks, cache, 3 * number + 1);
    boolean counted = ifd.has(countTag) || layout.compression() != Compression.NONE;
    this.counts = counted ? BlockTable.of(ifd, countTag, blocks, cache, 3 * number + 2) : null;
  }

  private Shape storedBlock(Ifd ifd, boolean tiled) throws IOException {
    if (tiled) {
      return new Shape(
          ifd.positive(Tag.TILE_LENGTH, "TileLength"), ifd.positive(Tag.TILE_WIDTH, "TileWidth"));
    }
    long rows = ifd.number(Tag.ROWS_PER_STRIP, shape.height());
    if (rows < 1) {
      throw new TiffException("RowsPerStrip must be >= 1, was " + rows);
    }
    return new Shape((int) Math.min(rows, shape.height()), shape.width());
  }

  private Shape cut(Shape strip) {
    long rows = Math.max(1, CUT_STRIP_BYTES / layout.rowBytes(strip.width()));
    return new Shape((int) Math.min(rows, strip.height()), strip.width());
  }

  private void checkBlockBytes(long max) throws TiffException {
    long row = layout.rowBytes(block.width());
    long samples = (long) block.width() * layout.blockBands() * layout.type().bytes();
    if (Math.max(row, samples) > max || Math.max(row, samples) * block.height() > max) {
      throw new TiffException(
          "a block must have at most "
              + max
              + " bytes, has "
              + block.height()
              + " x "
              + block.width()
              + " pixels of "
              + layout.blockBands()
              + " x "
              + layout.bits()
              + " bits");
    }
  }

  ByteSource source() {
    return source;
  }

  Shape shape() {
    return shape;
  }

  Shape block() {
    return block;
  }

  SampleLayout layout() {
    return layout;
  }

  private int planes() {
    return layout.planar() ? layout.bands() : 1;
  }

  /** Number of blocks in a row of blocks. */
  int across() {
    return (shape.width() - 1) / block.width() + 1;
  }

  /** Number of rows of blocks in a plane. */
  int down() {
    return (shape.height() - 1) / block.height() + 1;
  }

  /** Rows of a block that lie inside the image; what is below them is padding. */
  int rowsOf(int blockRow) {
    return Math.min(block.height(), shape.height() - blockRow * block.height());
  }

  BlockKey key(int band, int blockRow, int blockCol) {
    long plane = layout.planar() ? band : 0;
    return new BlockKey(source.id(), 3 * number, (plane * down() + blockRow) * across() + blockCol);
  }

  int blockRow(BlockKey key) {
    return (int) (key.index() / across() % down());
  }

  int blockCol(BlockKey key) {
    return (int) (key.index() % across());
  }

  /**
   * Where a block's bytes are.
   *
   * @return null when the file is sparse there
   * @throws TiffException when the table's entry cannot be true
   */
  ByteRange range(BlockKey key) throws IOException {
    long needed = layout.rowBytes(block.width()) * rowsOf(blockRow(key));
    long skipped = 0;
    long entry = key.index();
    if (cutStrip) {
      entry = key.index() / down();
      skipped = layout.rowBytes(block.width()) * block.height() * blockRow(key);
    }
    long offset = offsets.at(entry);
    long count = counts == null ? skipped + needed : counts.at(entry);
    if (count == 0) {
      return null;
    }
    long available = count - skipped;
    if (layout.compression().maxDecoded(available) < needed) {
      throw new TiffException("it must decode to " + needed + " bytes, has only " + available);
    }
    boolean plain = layout.compression() == Compression.NONE;
    long length = plain ? needed : available;
    long most = 2 * layout.rowBytes(block.width()) * block.height() + (64 << 10);
    long start = offset + skipped;
    if (offset < 8 || length > most || start < 0 || start > source.size() - length) {
      throw new TiffException(
          "its bytes must lie inside the file of "
              + source.size()
              + " bytes and be at most "
              + most
              + ", are at "
              + offset
              + " + "
              + count);
    }
    return new ByteRange(start, (int) length);
  }
}
