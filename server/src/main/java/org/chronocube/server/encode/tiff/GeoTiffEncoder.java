// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
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
 * over 4 GiB are BigTIFF.
 */
public final class GeoTiffEncoder implements Encoder {

  private static final int MAX_BANDS = 1024;

  private final TiffOptions options;
  private final long classicLimit;

  public GeoTiffEncoder(TiffOptions options) {
    this(options, TiffHeader.CLASSIC_LIMIT);
  }

  /**
   * @param classicLimit bytes over which a file is a BigTIFF
   */
  GeoTiffEncoder(TiffOptions options, long classicLimit) {
    this.options = options;
    this.classicLimit = classicLimit;
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
    List<Spool> spools = new ArrayList<>();
    levels.forEach(level -> spools.add(0, level.spool()));
    boolean done = false;
    try {
      fill(source, encoding, levels);
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

  private void fill(RasterSource source, SampleEncoding encoding, List<TiffLevel> levels)
      throws IOException {
    List<Downsampling> methods = new ArrayList<>();
    for (Band band : source.bands()) {
      methods.add(Downsampling.of(band));
    }
    Pyramid pyramid = new Pyramid(levels, methods, options.block());
    Window all = source.grid().window();
    for (int row = 0; row < all.height(); row += options.block()) {
      Window strip = Window.at(row, 0, options.block(), all.width()).intersect(all);
      List<RasterBlock> blocks = source.read(0, strip);
      if (row == 0) {
        BlockCodec codec = choose(levels.get(0), blocks, encoding);
        levels.forEach(level -> level.useCodec(codec));
      }
      pyramid.push(blocks);
    }
    pyramid.finish();
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
    return level.trial(first, differences) < level.trial(first, plain) ? differences : plain;
  }
}
