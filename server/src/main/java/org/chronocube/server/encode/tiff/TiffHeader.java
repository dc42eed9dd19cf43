// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.server.encode.SampleEncoding;
import org.chronocube.server.encode.Spool;
import org.chronocube.time.TimeInterval;

/** The part of a file before its pixels: signature, GDAL's notes on the layout, directories. */
final class TiffHeader {

  /** Bytes that 32-bit offsets reach. */
  static final long CLASSIC_LIMIT = 0xffff_ffffL;

  private static final String STRUCTURE =
      """
      LAYOUT=IFDS_BEFORE_DATA
      BLOCK_ORDER=ROW_MAJOR
      BLOCK_LEADER=SIZE_AS_UINT4
      BLOCK_TRAILER=LAST_4_BYTES_REPEATED
      KNOWN_INCOMPATIBLE_EDITION=NO
      \s""";

  private final TiffOptions options;
  private final RasterSource source;
  private final SampleEncoding encoding;

  TiffHeader(TiffOptions options, RasterSource source, SampleEncoding encoding) {
    this.options = options;
    this.source = source;
    this.encoding = encoding;
  }

  /**
   * @param levels full resolution first; their pixels follow the header in the opposite order
   * @param classicLimit bytes over which the file is a BigTIFF
   */
  Spool write(List<TiffLevel> levels, long classicLimit) throws IOException {
    long pixels = levels.stream().mapToLong(TiffLevel::size).sum();
    // The directories of a classic file are smaller than those of a BigTIFF.
    boolean big = pixels + size(levels, true) > classicLimit;
    byte[] start = start(big);
    long pixelsAt = size(levels, big);
    List<TiffDirectory> directories = directories(levels, big, pixelsAt);
    Spool spool = new Spool();
    spool.write(start, 0, start.length);
    long position = start.length;
    for (int i = 0; i < directories.size(); i++) {
      long next = position + directories.get(i).size();
      byte[] bytes = directories.get(i).toBytes(position, i + 1 < directories.size() ? next : 0);
      spool.write(bytes, 0, bytes.length);
      position = next;
    }
    return spool;
  }

  private long size(List<TiffLevel> levels, boolean big) {
    return start(big).length
        + directories(levels, big, 0).stream().mapToLong(TiffDirectory::size).sum();
  }

  private List<TiffDirectory> directories(List<TiffLevel> levels, boolean big, long pixelsAt) {
    List<TiffDirectory> directories = new ArrayList<>();
    long at = pixelsAt;
    for (int i = levels.size() - 1; i >= 0; i--) {
      directories.add(directory(levels.get(i), i == 0, big, at));
      at += levels.get(i).size();
    }
    Collections.reverse(directories);
    return directories;
  }

  private byte[] start(boolean big) {
    byte[] notes = options.overviews() ? notes() : new byte[0];
    int size = (big ? 16 : 8) + notes.length;
    ByteBuffer out = ByteBuffer.allocate(size + (size & 1)).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'I').put((byte) 'I').putShort((short) (big ? 43 : 42));
    if (big) {
      out.putShort((short) 8).putShort((short) 0).putLong(out.capacity());
    } else {
      out.putInt(out.capacity());
    }
    return out.put(notes).array();
  }

  // Only tiles of all bands lie in the order that the notes promise.
  private byte[] notes() {
    if (options.interleave() != TiffOptions.Interleave.PIXEL && source.bands().size() > 1) {
      return new byte[0];
    }
    String size =
        String.format(
            Locale.ROOT, "GDAL_STRUCTURAL_METADATA_SIZE=%06d bytes\n", STRUCTURE.length());
    return (size + STRUCTURE).getBytes(StandardCharsets.US_ASCII);
  }

  private TiffDirectory directory(TiffLevel level, boolean full, boolean big, long at) {
    int bands = source.bands().size();
    TiffDirectory directory = new TiffDirectory(big);
    directory.longs(254, full ? 0 : 1);
    directory.longs(256, level.shape().width()).longs(257, level.shape().height());
    directory.shorts(258, repeat(8 * encoding.bytes(), bands));
    directory.shorts(259, options.compression().code()).shorts(262, 1).shorts(277, bands);
    directory.shorts(284, options.interleave() == TiffOptions.Interleave.PIXEL ? 1 : 2);
    putBlocks(directory, level, at);
    if (level.codec().predictor() != BlockCodec.NO_PREDICTOR) {
      directory.shorts(317, level.codec().predictor());
    }
    if (bands > 1) {
      directory.shorts(338, repeat(0, bands - 1));
    }
    directory.shorts(339, repeat(sampleFormat(), bands));
    directory.ascii(42113, encoding.noDataText());
    if (full) {
      putDescription(directory);
    }
    return directory;
  }

  private void putBlocks(TiffDirectory directory, TiffLevel level, long at) {
    if (options.tiled()) {
      directory.longs(322, options.block()).longs(323, options.block());
      directory.offsets(324, level.offsets(), at).longs(325, level.counts());
    } else {
      directory.longs(278, Math.min(options.block(), level.shape().height()));
      directory.offsets(273, level.offsets(), at).longs(279, level.counts());
    }
  }

  private void putDescription(TiffDirectory directory) {
    TimeInterval time = source.times().isEmpty() ? null : source.times().get(0);
    GeoTags.put(directory, source.grid());
    directory.ascii(42112, GdalMetadata.xml(source.bands(), time)).ascii(305, "Chronocube");
    GdalMetadata.tiffDateTime(time).ifPresent(text -> directory.ascii(306, text));
  }

  private int sampleFormat() {
    return switch (encoding.type()) {
      case UINT8, UINT16, UINT32 -> 1;
      case INT8, INT16, INT32 -> 2;
      case FLOAT32, FLOAT64 -> 3;
    };
  }

  private static int[] repeat(int value, int times) {
    int[] all = new int[times];
    Arrays.fill(all, value);
    return all;
  }
}
