// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;

/**
 * How the bands of an answer become the bands of one image, which all have one sample type.
 *
 * @param bands encodings
 * @param dataType of {@link DataBuffer}: the smallest that holds every band's samples
 * @param fills what invalid pixels hold, by band
 * @param noData what invalid pixels hold when it is the same in all bands, else null
 */
record CubeSamples(List<Band> bands, int dataType, double[] fills, Double noData) {

  /**
   * @param background one value, one per band, or null for nodata
   */
  static CubeSamples of(List<Band> bands, double[] background) {
    int dataType = dataType(bands);
    double[] fills = new double[bands.size()];
    for (int i = 0; i < fills.length; i++) {
      fills[i] = bands.get(i).noData().orElse(Double.NaN);
    }
    if (background != null) {
      for (int i = 0; i < fills.length; i++) {
        fills[i] = checked(background[background.length == 1 ? 0 : i], bands.get(i), dataType);
      }
    } else {
      shareOne(bands, dataType, fills);
    }
    boolean same = Arrays.stream(fills).allMatch(f -> Double.compare(f, fills[0]) == 0);
    return new CubeSamples(List.copyOf(bands), dataType, fills, same ? (Double) fills[0] : null);
  }

  // Renderers know one nodata value per image. A value that is nodata in one band and cannot occur
  // in the others serves all of them.
  private static void shareOne(List<Band> bands, int dataType, double[] fills) {
    for (double candidate : fills.clone()) {
      boolean safe = true;
      for (Band band : bands) {
        boolean cannotOccur =
            Double.isNaN(candidate)
                || !band.type().holds(candidate)
                || band.noData().orElse(Double.NaN) == candidate;
        safe &= cannotOccur && holds(dataType, candidate);
      }
      if (safe) {
        Arrays.fill(fills, candidate);
        return;
      }
    }
  }

  private static double checked(double value, Band band, int dataType) {
    if (!holds(dataType, value)) {
      throw new InvalidParameterException(
          "BackgroundValues",
          "background of band " + band.name() + " must fit its samples, was " + value);
    }
    return value;
  }

  private static boolean holds(int dataType, double value) {
    return switch (dataType) {
      case DataBuffer.TYPE_BYTE -> DataType.UINT8.holds(value);
      case DataBuffer.TYPE_USHORT -> DataType.UINT16.holds(value);
      case DataBuffer.TYPE_SHORT -> DataType.INT16.holds(value);
      case DataBuffer.TYPE_INT -> DataType.INT32.holds(value);
      case DataBuffer.TYPE_FLOAT -> DataType.FLOAT32.holds(value);
      default -> true;
    };
  }

  private static int dataType(List<Band> bands) {
    boolean floating = bands.stream().anyMatch(b -> b.type().isFloating());
    double min = bands.stream().mapToDouble(b -> b.type().min()).min().orElseThrow();
    double max = bands.stream().mapToDouble(b -> b.type().max()).max().orElseThrow();
    if (floating) {
      boolean wide =
          bands.stream().anyMatch(b -> b.type().bytes() == 8)
              || bands.stream().anyMatch(b -> !b.type().isFloating() && b.type().bytes() > 2);
      return wide ? DataBuffer.TYPE_DOUBLE : DataBuffer.TYPE_FLOAT;
    }
    if (min >= 0) {
      return max <= 255
          ? DataBuffer.TYPE_BYTE
          : max <= 65535 ? DataBuffer.TYPE_USHORT : DataBuffer.TYPE_DOUBLE;
    }
    if (max > Integer.MAX_VALUE) {
      return DataBuffer.TYPE_DOUBLE;
    }
    return max <= Short.MAX_VALUE && min >= Short.MIN_VALUE
        ? DataBuffer.TYPE_SHORT
        : DataBuffer.TYPE_INT;
  }

  /**
   * Bands side by side in one bank. With a bank for each band, JAI cannot read a selection of bands
   * (its RasterAccessor asks for one offset, or as many as there are bands).
   */
  SampleModel sampleModel(int width, int height) {
    int n = bands.size();
    int[] offsets = IntStream.range(0, n).toArray();
    return new PixelInterleavedSampleModel(dataType, width, height, n, n * width, offsets);
  }

  ColorModel colorModel() {
    ColorSpace space =
        switch (bands.size()) {
          case 1 -> ColorSpace.getInstance(ColorSpace.CS_GRAY);
          case 3 -> ColorSpace.getInstance(ColorSpace.CS_sRGB);
          default -> new BandColorSpace(bands.size());
        };
    return new ComponentColorModel(space, false, false, Transparency.OPAQUE, dataType);
  }

  /** An image tile in which nothing is valid. */
  WritableRaster blank(int width, int height, Point origin) {
    SampleModel model = sampleModel(width, height);
    WritableRaster raster = Raster.createWritableRaster(model, origin);
    DataBuffer buffer = raster.getDataBuffer();
    for (int band = 0; band < fills.length; band++) {
      // A buffer is made of zeros, floating ones too.
      if (fills[band] != 0) {
        for (int i = 0; i < width * height; i++) {
          buffer.setElemDouble(i * fills.length + band, fills[band]);
        }
      }
    }
    return raster;
  }

  /**
   * Writes blocks, one per band, into a blank tile.
   *
   * @param at the pixels of the tile they cover, from its own corner
   */
  void write(List<RasterBlock> blocks, WritableRaster tile, Window at) {
    DataBuffer buffer = tile.getDataBuffer();
    int stride = tile.getWidth();
    for (int band = 0; band < blocks.size(); band++) {
      RasterBlock block = blocks.get(band);
      float[] samples = block.samples();
      for (int row = 0; row < at.height(); row++) {
        int to = (at.rowStart() + row) * stride + at.colStart();
        int from = row * at.width();
        for (int col = 0; col < at.width(); col++) {
          if (block.mask().isValid(from + col)) {
            buffer.setElemDouble((to + col) * fills.length + band, samples[from + col]);
          }
        }
      }
    }
  }
}
