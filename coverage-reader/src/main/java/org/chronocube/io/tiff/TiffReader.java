// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockKey;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ByteSource;
import org.chronocube.raster.RasterBlock;

/** Reads windows of one TIFF. Immutable, safe for concurrent use, holds no open file. */
final class TiffReader implements BlockReader {

  /** Decoded bytes that are held at a time beside the cache while a window is read. */
  private static final long BATCH_BYTES = 16L << 20;

  private final TiffFile file;
  private final BlockCache cache;
  private final BlockDecoder.Pool decoders;
  private final RowCopier samples;
  private final RowCopier masks = new RowCopier(DataType.UINT8, NoData.of(0));

  TiffReader(TiffFile file, BlockCache cache, BlockDecoder.Pool decoders) {
    this.file = file;
    this.cache = cache;
    this.decoders = decoders;
    this.samples = new RowCopier(file.info().type(), file.info().noData());
  }

  @Override
  public RasterInfo info() {
    return file.info();
  }

  @Override
  public Map<String, String> descriptions() {
    return file.descriptions();
  }

  @Override
  public boolean isCurrent() {
    return file.sources().stream().allMatch(ByteSource::isCurrent);
  }

  @Override
  public RasterBlock read(int level, int band, Window window) {
    info().checkRead(level, band, window);
    TiffFile.Level at = file.levels().get(level);
    RasterBlock block = samples.allocate(window.shape());
    fill(at.image(), level, band, window, samples, block);
    if (at.mask() != null && !block.mask().isNoneValid()) {
      RasterBlock mask = masks.allocate(window.shape());
      fill(at.mask(), level, 0, window, masks, mask);
      block.mask().and(mask.mask());
    }
    return block;
  }

  private void fill(
      TiffImage image, int level, int band, Window window, RowCopier copier, RasterBlock to) {
    int height = image.block().height();
    int width = image.block().width();
    SampleLayout layout = image.layout();
    long blockBytes =
        Math.max(1, (long) height * width * layout.blockBands() * layout.type().bytes());
    int batch = (int) Math.max(1, Math.min(256, BATCH_BYTES / blockBytes));
    Blocks blocks = new Blocks(image, level);
    List<BlockKey> keys = new ArrayList<>();
    for (int row = window.rowStart() / height; row <= (window.rowStop() - 1) / height; row++) {
      for (int col = window.colStart() / width; col <= (window.colStop() - 1) / width; col++) {
        keys.add(image.key(band, row, col));
        if (keys.size() == batch) {
          copy(blocks, keys, band, window, copier, to);
          keys.clear();
        }
      }
    }
    copy(blocks, keys, band, window, copier, to);
  }

  private void copy(
      Blocks blocks,
      List<BlockKey> keys,
      int band,
      Window window,
      RowCopier copier,
      RasterBlock to) {
    TiffImage image = blocks.image;
    int step = image.layout().blockBands();
    int first = image.layout().planar() ? 0 : band;
    List<BlockKey> present = blocks.present(keys);
    Object[] decoded =
        cache.getParts(present.stream().map(key -> blocks.part(key, window)).toList(), blocks);
    for (int i = 0; i < decoded.length; i++) {
      int top = image.blockRow(present.get(i)) * image.block().height();
      int left = image.blockCol(present.get(i)) * image.block().width();
      Window part =
          Window.at(top, left, image.block().height(), image.block().width()).intersect(window);
      for (int row = part.rowStart(); row < part.rowStop(); row++) {
        int from = (row - top) * image.block().width() + part.colStart() - left;
        int at = (row - window.rowStart()) * window.width() + part.colStart() - window.colStart();
        copier.copy(decoded[i], from * step + first, step, part.width(), to, at);
      }
    }
  }

  /** Fetches and decodes blocks of one image. */
  private final class Blocks implements BlockCache.PartLoader {

    private final TiffImage image;
    private final int level;
    private final Map<BlockKey, ByteRange> ranges = new HashMap<>();

    Blocks(TiffImage image, int level) {
      this.image = image;
      this.level = level;
    }

    /** The blocks that are stored; those of sparse files that are not stay invalid. */
    List<BlockKey> present(List<BlockKey> keys) {
      ranges.clear();
      List<BlockKey> present = new ArrayList<>(keys.size());
      for (BlockKey key : keys) {
        try {
          ByteRange range = image.range(key);
          if (range != null) {
            ranges.put(key, range);
            present.add(key);
          }
        } catch (IOException e) {
          throw Failures.of(image.source(), describe(key), e);
        }
      }
      return present;
    }

    /** The rows down to the last one of a window, or all of the block where that is little more. */
    BlockCache.Part part(BlockKey key, Window window) {
      int rows = image.rowsOf(image.blockRow(key));
      int wanted = window.rowStop() - image.blockRow(key) * image.block().height();
      int whole = rows * rowSamples();
      boolean part = 16L * wanted <= 15L * rows;
      return new BlockCache.Part(key, part ? wanted * rowSamples() : whole, whole);
    }

    private int rowSamples() {
      return image.block().width() * image.layout().blockBands();
    }

    @Override
    public BlockCache.PartDecoder fetch(List<BlockCache.Part> missing) {
      List<ByteBuffer> stored;
      try {
        stored = image.source().read(missing.stream().map(part -> ranges.get(part.key())).toList());
      } catch (IOException e) {
        throw Failures.of(image.source(), describe(missing.get(0).key()), e);
      }
      Map<BlockKey, ByteBuffer> byKey = new HashMap<>();
      for (int i = 0; i < missing.size(); i++) {
        byKey.put(missing.get(i).key(), stored.get(i));
      }
      return part -> decode(part, byKey.get(part.key()));
    }

    private Object decode(BlockCache.Part part, ByteBuffer stored) {
      BlockDecoder decoder = decoders.take();
      try {
        return decoder.decode(image, part.samples() / rowSamples(), stored);
      } catch (IOException e) {
        throw Failures.of(image.source(), describe(part.key()), e);
      } finally {
        decoders.giveBack(decoder);
      }
    }

    private String describe(BlockKey key) {
      return "level "
          + level
          + ", block (row "
          + image.blockRow(key)
          + ", column "
          + image.blockCol(key)
          + ")";
    }
  }
}
