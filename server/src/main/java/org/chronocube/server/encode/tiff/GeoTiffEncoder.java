// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.tiff;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.deflate.DeflateLibrary;
import org.chronocube.io.deflate.Zlib;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.Downsampling;
import org.chronocube.server.encode.Encoded;
import org.chronocube.server.encode.Encoder;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.server.encode.SampleEncoding;
import org.chronocube.server.encode.Spool;
import org.chronocube.server.encode.UnsupportedRasterException;

/**
 * Writes one slice as a GeoTIFF, with GDAL's tags for what GeoTIFF does not say: nodata, band
 * names, scale, offset, unit, time.
 *
 * <p>All bands get one data type and one nodata value ({@link SampleEncoding#common}). The
 * directories come first, then the overviews from small to large, then the full resolution. Files
 * over 4 GiB are BigTIFF. Without compression and overviews the pixels are read while they are
 * sent: a directory says where each block lies, which compression only knows at the end.
 */
public final class GeoTiffEncoder implements Encoder {

  private static final int MAX_BANDS = 1024;

  /** Samples of all bands that are read at a time, unless one row of blocks has more. */
  private static final long STRIP_SAMPLES = 1 << 22;

  private static final int MAX_BLOCK_ROWS = 64;

  /** Blocks that are compressed with and without a predictor to see which is smaller. */
  private static final int TRIAL_BLOCKS = 4;

  private final TiffOptions options;
  private final Zlib zlib;
  private final long classicLimit;

  public GeoTiffEncoder(TiffOptions options) {
    this(options, DeflateLibrary.AUTO);
  }

  /**
   * @param deflate what deflates; files differ in size by a little, not in pixels
   * @throws IllegalStateException when it is not there
   */
  public GeoTiffEncoder(TiffOptions options, DeflateLibrary deflate) {
    this(options, deflate, TiffHeader.CLASSIC_LIMIT);
  }

  /**
   * @param classicLimit bytes over which a file is a BigTIFF
   */
  GeoTiffEncoder(TiffOptions options, DeflateLibrary deflate, long classicLimit) {
    this.options = options;
    this.zlib = Deflating.by(deflate);
    this.classicLimit = classicLimit;
  }

  /** Kept between files with what they have at rest; looked for when first needed. */
  private static final class Deflating {
    static final Zlib AUTO = DeflateLibrary.AUTO.open();
    static final Zlib JAVA = DeflateLibrary.JAVA.open();

    static Zlib by(DeflateLibrary library) {
      return switch (library) {
        case AUTO -> AUTO;
        case NATIVE -> AUTO.isNative() ? AUTO : library.open();
        case JAVA -> JAVA;
      };
    }
  }

  @Override
  public String mediaType() {
    return "image/tiff";
  }

  @Override
  public String extension() {
    return "tif";
  }

  @Override
  public void check(RasterSource source) {
    GeoTags.epsgCode(source.grid().crs());
    if (source.slices() > 1) {
      throw new UnsupportedRasterException(
          "a GeoTIFF must hold one time, was given " + source.slices());
    }
    if (source.bands().size() > MAX_BANDS) {
      throw new UnsupportedRasterException(
          "a GeoTIFF must have at most " + MAX_BANDS + " bands, was " + source.bands().size());
    }
  }

  @Override
  public Encoded encode(RasterSource source) throws IOException {
    check(source);
    SampleEncoding encoding = SampleEncoding.common(source.bands());
    List<TiffLevel> levels = levels(source, encoding);
    return options.compression() == TiffOptions.Compression.NONE && !options.overviews()
        ? laidOut(source, encoding, levels.get(0))
        : spooled(source, encoding, levels);
  }

  /** Where the blocks lie is known before they are: they are read while they are sent. */
  private Encoded laidOut(RasterSource source, SampleEncoding encoding, TiffLevel level)
      throws IOException {
    level.layOut();
    Spool header = new TiffHeader(options, source, encoding).write(List.of(level), classicLimit);
    return new Encoded(List.of(header, new Pixels(source, level)));
  }

  private final class Pixels implements Encoded.Part {
    private final RasterSource source;
    private final TiffLevel level;
    private final long size;

    Pixels(RasterSource source, TiffLevel level) {
      this.source = source;
      this.level = level;
      this.size = level.size();
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      for (Window strip : strips(source)) {
        level.append(source.read(0, strip), out);
      }
    }

    @Override
    public void close() {}
  }

  /** Offsets come before the blocks, so all blocks are made before anything is sent. */
  private Encoded spooled(RasterSource source, SampleEncoding encoding, List<TiffLevel> levels)
      throws IOException {
    List<Spool> pixels = levels.stream().map(level -> new Spool()).toList();
    List<Spool> spools = new ArrayList<>(pixels);
    Collections.reverse(spools);
    boolean done = false;
    try {
      fill(source, encoding, levels, pixels);
      spools.add(0, new TiffHeader(options, source, encoding).write(levels, classicLimit));
      done = true;
      return new Encoded(spools);
    } finally {
      if (!done) {
        new Encoded(spools).close();
      }
    }
  }

  private List<TiffLevel> levels(RasterSource source, SampleEncoding encoding) {
    int bands = source.bands().size();
    int samplesPerPixel = options.interleave() == TiffOptions.Interleave.PIXEL ? bands : 1;
    BlockCodec codec =
        new BlockCodec(
            options.compression(),
            zlib,
            options.level(),
            BlockCodec.NO_PREDICTOR,
            samplesPerPixel,
            encoding.bytes());
    List<TiffLevel> levels = new ArrayList<>();
    for (Shape shape :
        Pyramid.shapes(source.grid().shape(), options.block(), options.overviews())) {
      levels.add(new TiffLevel(options, shape, bands, encoding, codec));
    }
    return levels;
  }

  private void fill(
      RasterSource source, SampleEncoding encoding, List<TiffLevel> levels, List<Spool> pixels)
      throws IOException {
    List<Downsampling> methods = source.bands().stream().map(Downsampling::of).toList();
    Pyramid pyramid = new Pyramid(levels, pixels, methods, options.block());
    for (Window strip : strips(source)) {
      List<RasterBlock> blocks = source.read(0, strip);
      if (strip.rowStart() == 0) {
        BlockCodec codec = choose(levels.get(0), blocks, encoding);
        levels.forEach(level -> level.useCodec(codec));
      }
      pyramid.push(blocks);
    }
    pyramid.finish();
  }

  /** Whole rows of blocks: as many as fit the budget, at least one. */
  private List<Window> strips(RasterSource source) {
    Window all = source.grid().window();
    long row = (long) all.width() * source.bands().size() * options.block();
    int height = options.block() * (int) Math.max(1, Math.min(MAX_BLOCK_ROWS, STRIP_SAMPLES / row));
    List<Window> strips = new ArrayList<>();
    for (int top = 0; top < all.height(); top += height) {
      strips.add(Window.at(top, 0, height, all.width()).intersect(all));
    }
    return strips;
  }

  private BlockCodec choose(TiffLevel level, List<RasterBlock> first, SampleEncoding encoding) {
    BlockCodec plain = level.codec();
    if (!options.compression().takesPredictor()
        || options.predictor() == TiffOptions.Predictor.NONE) {
      return plain;
    }
    int number = BlockCodec.differencePredictor(encoding.type().isFloating());
    BlockCodec differences = plain.withPredictor(number);
    if (options.predictor() == TiffOptions.Predictor.DIFFERENCE) {
      return differences;
    }
    return level.trial(first, TRIAL_BLOCKS, differences) < level.trial(first, TRIAL_BLOCKS, plain)
        ? differences
        : plain;
  }
}
