// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;

/**
 * The one data type and the one nodata value with which all bands of a file are stored, for formats
 * that know only one of each.
 *
 * @param type sample type
 * @param noData what invalid pixels are written as
 */
public record SampleEncoding(DataType type, double noData) {

  private static final List<DataType> INTEGERS =
      List.of(
          DataType.UINT8,
          DataType.INT8,
          DataType.UINT16,
          DataType.INT16,
          DataType.UINT32,
          DataType.INT32);

  /** One band as it is; a nodata value is found for it when it declares none. */
  public static SampleEncoding of(Band band) {
    return common(List.of(band));
  }

  /**
   * The narrowest type that holds the samples of every band, with a nodata value that is no sample
   * of any of them: one the bands declare where that is possible, else one of a wider type.
   */
  public static SampleEncoding common(List<Band> bands) {
    DataType type = bands.get(0).type();
    for (Band band : bands) {
      type = common(type, band.type());
    }
    for (double candidate : candidates(bands, type)) {
      if (bands.stream().allMatch(b -> isFree(candidate, b))) {
        return new SampleEncoding(type, candidate);
      }
    }
    return switch (type) {
      case UINT8, INT8 -> new SampleEncoding(DataType.INT16, DataType.INT16.min());
      case UINT16, INT16 -> new SampleEncoding(DataType.INT32, DataType.INT32.min());
      default -> new SampleEncoding(DataType.FLOAT64, Double.NaN);
    };
  }

  private static List<Double> candidates(List<Band> bands, DataType type) {
    List<Double> all = new ArrayList<>();
    for (Band band : bands) {
      if (band.noData().isDeclared() && type.holds(band.noData().value())) {
        all.add(band.noData().value());
      }
    }
    if (type.isFloating()) {
      all.add(Double.NaN);
    }
    return all;
  }

  /** True when a value is no data of a band: its nodata, NaN, or nothing its type can hold. */
  private static boolean isFree(double value, Band band) {
    return !band.type().holds(value) || band.noData().matches(value);
  }

  private static DataType common(DataType a, DataType b) {
    if (a == b) {
      return a;
    }
    if (!a.isFloating() && !b.isFloating()) {
      double min = Math.min(a.min(), b.min());
      double max = Math.max(a.max(), b.max());
      return INTEGERS.stream()
          .filter(t -> t.min() <= min && t.max() >= max)
          .findFirst()
          .orElse(DataType.FLOAT64);
    }
    boolean single = isSingle(a) && isSingle(b);
    return single ? DataType.FLOAT32 : DataType.FLOAT64;
  }

  /** True when float32 holds every sample of a type. */
  private static boolean isSingle(DataType type) {
    return type == DataType.FLOAT32 || type.bytes() <= 2;
  }

  /** Bytes of one sample. */
  public int bytes() {
    return type.bytes();
  }

  /**
   * Writes pixels that lie side by side in a block; integers are rounded and clamped to the type.
   *
   * @param block where they come from
   * @param from index of the first pixel in the block
   * @param count number of pixels
   * @param out in the byte order it is set to; its position is not used
   * @param offset byte of the first sample
   * @param stride bytes from one sample to the next
   */
  public void put(RasterBlock block, int from, int count, ByteBuffer out, int offset, int stride) {
    ValidMask mask = block.mask();
    int end = from + count;
    int i = mask.nextValid(from, end);
    fill(i - from, out, offset, stride);
    while (i < end) {
      int stop = mask.nextInvalid(i, end);
      putValid(block, i, stop - i, out, offset + (i - from) * stride, stride);
      i = mask.nextValid(stop, end);
      fill(i - stop, out, offset + (stop - from) * stride, stride);
    }
  }

  // Samples that are of the file's type already are copied.
  private void putValid(
      RasterBlock block, int from, int count, ByteBuffer out, int offset, int stride) {
    Object integers = block.type() == type && stride == bytes() ? block.integers() : null;
    if (integers instanceof byte[] bytes) {
      out.put(offset, bytes, from, count);
    } else if (integers instanceof short[] shorts) {
      out.slice(offset, count * stride).order(out.order()).asShortBuffer().put(shorts, from, count);
    } else {
      putRun(block.samples(), from, count, out, offset, stride);
    }
  }

  /** Writes {@link #noData} for some pixels; parameters as those of {@link #put}. */
  public void fill(int count, ByteBuffer out, int offset, int stride) {
    for (int i = 0, at = offset; i < count; i++, at += stride) {
      put(noData, out, at);
    }
  }

  // One loop a width of integers; nearly all samples are whole and in range already.
  private void putRun(
      float[] samples, int from, int count, ByteBuffer out, int offset, int stride) {
    int min = (int) type.min();
    int max = (int) type.max();
    int at = offset;
    switch (type) {
      case UINT8, INT8 -> {
        for (int i = from; i < from + count; i++, at += stride) {
          out.put(at, (byte) small(samples[i], min, max));
        }
      }
      case UINT16, INT16 -> {
        for (int i = from; i < from + count; i++, at += stride) {
          out.putShort(at, (short) small(samples[i], min, max));
        }
      }
      case FLOAT32 -> {
        for (int i = from; i < from + count; i++, at += stride) {
          out.putFloat(at, samples[i]);
        }
      }
      case UINT32, INT32, FLOAT64 -> {
        for (int i = from; i < from + count; i++, at += stride) {
          put(samples[i], out, at);
        }
      }
    }
  }

  private int small(float sample, int min, int max) {
    int whole = (int) sample;
    return whole == sample && whole >= min && whole <= max ? whole : (int) toInteger(sample);
  }

  /** Writes one sample at a byte of a buffer. */
  public void put(double sample, ByteBuffer out, int at) {
    switch (type) {
      case UINT8, INT8 -> out.put(at, (byte) toInteger(sample));
      case UINT16, INT16 -> out.putShort(at, (short) toInteger(sample));
      case UINT32, INT32 -> out.putInt(at, (int) toInteger(sample));
      case FLOAT32 -> out.putFloat(at, (float) sample);
      case FLOAT64 -> out.putDouble(at, sample);
    }
  }

  private long toInteger(double sample) {
    return (long) Math.rint(Math.max(type.min(), Math.min(type.max(), sample)));
  }

  /** The nodata value as GDAL writes it: an integer without decimals, {@code nan}. */
  public String noDataText() {
    return numberText(noData);
  }

  /** A number without needless decimals; {@code nan} for NaN. */
  public static String numberText(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
