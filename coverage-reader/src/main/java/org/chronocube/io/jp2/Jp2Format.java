// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterFormat;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.range.OpenedSource;
import org.chronocube.io.range.UriText;

/**
 * JPEG 2000 part 1 (ISO/IEC 15444-1): JP2 files and bare codestreams, as Sentinel-2 and
 * very-high-resolution products have them. Both wavelets, all progressions, tiles, layers and
 * code-block styles; components of up to 24 bits without subsampling. Each decomposition level is
 * an overview. Georeference from GMLJP2. Not supported and refused by name: palettes, regions of
 * interest, changes of progression, packed packet headers, part 15.
 */
public final class Jp2Format implements RasterFormat {

  static final int BLOCK = 256;
  private static final int SIGNATURE_LENGTH = 12;
  private static final long SIGNATURE = 0x6a5020200d0a870aL;
  private static final int SMALLEST = 64;

  private final BlockCache cache;
  private final SampleDecoder decoder;

  /** The native library when it is there. See {@link #Jp2Format(BlockCache, Jp2Decoders)}. */
  public Jp2Format(BlockCache cache) {
    this(cache, Jp2Decoders.AUTO);
  }

  /**
   * @param cache that decoded blocks go to
   * @param decoders what decodes
   * @throws IllegalStateException when it is {@link Jp2Decoders#NATIVE} and the library is missing
   */
  public Jp2Format(BlockCache cache, Jp2Decoders decoders) {
    this.cache = cache;
    this.decoder = decoders.choose();
  }

  @Override
  public String name() {
    return "JPEG 2000";
  }

  @Override
  public boolean recognises(ByteBuffer head) {
    int at = head.position();
    if (head.remaining() < SIGNATURE_LENGTH) {
      return false;
    }
    ByteBuffer bytes = head.slice(at, SIGNATURE_LENGTH);
    return bytes.getInt(0) == Boxes.CODESTREAM_START
        || (bytes.getInt(0) == SIGNATURE_LENGTH && bytes.getLong(4) == SIGNATURE);
  }

  @Override
  public BlockReader open(OpenedSource file) {
    try {
      FileBytes bytes = new FileBytes(file);
      Boxes boxes = Boxes.of(bytes);
      HeaderReader headers = new HeaderReader(bytes, boxes);
      Codestream codestream = headers.main();
      RasterInfo info = info(file, boxes, codestream);
      TileLoader tiles = new TileLoader(file.source(), codestream, headers.tileParts(codestream));
      return new Jp2Reader(file.source(), info, codestream, tiles, decoder, cache);
    } catch (IOException | BufferUnderflowException e) {
      throw new RasterReadException(
          UriText.of(file.source().id().uri()) + ": header: " + e.getMessage(), e);
    }
  }

  private static RasterInfo info(OpenedSource file, Boxes boxes, Codestream codestream)
      throws IOException {
    List<RasterInfo.Level> levels = new ArrayList<>();
    for (int r = 0; r <= codestream.defaults().levels(); r++) {
      Rectangle image = codestream.image(r);
      // Halving may leave nothing: an image one column wide can lie between two coarser ones.
      if (r > 0 && (image.isEmpty() || Math.max(image.width(), image.height()) < SMALLEST)) {
        break;
      }
      Shape shape = new Shape(image.height(), image.width());
      Shape block = new Shape(Math.min(BLOCK, shape.height()), Math.min(BLOCK, shape.width()));
      levels.add(new RasterInfo.Level(shape, block));
    }
    int components = codestream.components();
    return new RasterInfo(
        file.source().id().uri(),
        grid(boxes, levels.get(0).shape()),
        type(codestream),
        components,
        NoData.NONE,
        Collections.nCopies(components, Scaling.IDENTITY),
        levels);
  }

  private static GeoBox grid(Boxes boxes, Shape shape) throws Jp2Exception {
    for (String xml : boxes.xml()) {
      GeoBox grid = GmlGrid.parse(xml, shape);
      if (grid != null) {
        return grid;
      }
    }
    return null;
  }

  private static DataType type(Codestream codestream) {
    int bits = 0;
    boolean signed = false;
    for (int c = 0; c < codestream.components(); c++) {
      bits = Math.max(bits, codestream.precision()[c]);
      signed |= codestream.signed()[c];
    }
    if (bits <= 8) {
      return signed ? DataType.INT8 : DataType.UINT8;
    }
    if (bits <= 16) {
      return signed ? DataType.INT16 : DataType.UINT16;
    }
    return signed ? DataType.INT32 : DataType.UINT32;
  }
}
