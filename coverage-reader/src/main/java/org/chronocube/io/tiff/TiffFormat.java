// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterFormat;
import org.chronocube.io.deflate.DeflateLibrary;
import org.chronocube.io.deflate.Zlib;
import org.chronocube.io.range.OpenedSource;

/**
 * TIFF, BigTIFF, GeoTIFF and cloud-optimised GeoTIFF. Reads tiled and stripped images, chunky and
 * planar, of 1 to 64 bits; none, LZW, deflate, PackBits and ZSTD compression with predictors;
 * overviews (in the file or in an {@code .ovr} beside it); internal masks; GDAL's nodata, scale and
 * offset.
 */
public final class TiffFormat implements RasterFormat {

  private static final long MAX_BLOCK_BYTES = 256L << 20;

  private final BlockCache cache;
  private final BlockDecoder.Pool decoders;

  /** Inflates natively where that is possible. See {@link #TiffFormat(BlockCache, Zlib)}. */
  public TiffFormat(BlockCache cache) {
    this(cache, DeflateLibrary.AUTO.open());
  }

  /**
   * @param cache that decoded blocks go to
   * @param zlib what inflates
   */
  public TiffFormat(BlockCache cache, Zlib zlib) {
    this.cache = cache;
    this.decoders = new BlockDecoder.Pool(zlib);
  }

  @Override
  public String name() {
    return "TIFF";
  }

  @Override
  public boolean recognises(ByteBuffer head) {
    return IfdReader.recognises(head);
  }

  @Override
  public BlockReader open(OpenedSource file) {
    try {
      TiffFile content = TiffFile.open(file, MAX_BLOCK_BYTES, cache);
      return new TiffReader(content, cache, decoders);
    } catch (IOException e) {
      throw Failures.of(file.source(), "header", e);
    }
  }
}
