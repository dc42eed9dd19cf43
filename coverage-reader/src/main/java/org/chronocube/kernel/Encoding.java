// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import java.util.Arrays;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;

/** From computed samples to the samples a band can store. */
public final class Encoding {

  private static final int RUN = 1024;

  private Encoding() {}

  /**
   * Applies a linear map to every sample in place; {@link Scaling#IDENTITY} changes nothing, to the
   * bit.
   */
  public static void scale(RasterBlock block, Scaling map) {
    if (map.equals(Scaling.IDENTITY)) {
      return;
    }
    float[] samples = block.samples();
    double scale = map.scale();
    double offset = map.offset();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (samples[i] * scale + offset);
    }
  }

  /**
   * Rounds and clamps valid samples in place to what the type can store: integers to the nearest,
   * halves up (floor(x + 0.5), as GDAL). A valid sample that would come out as the nodata value is
   * moved to the neighbouring value, so that data never turn into a hole. NaN and infinities become
   * invalid, and so does every sample that was.
   */
  public static void store(RasterBlock block, DataType type, NoData noData) {
    float hole = noData.isDeclared() ? noData.value().floatValue() : Float.NaN;
    float fill = (float) noData.orElse(type.isFloating() ? Double.NaN : 0);
    if (isStored(block, type, hole, fill)) {
      return;
    }
    float[] samples = block.samples();
    for (int from = 0; from < samples.length; from += RUN) {
      int to = Math.min(samples.length, from + RUN);
      if (type.isFloating() || !block.mask().isRangeValid(from, to)) {
        store(block, from, to, type, hole, fill);
        continue;
      }
      // Nearly all samples are what they will be already.
      float min = (float) type.min();
      float max = (float) type.max();
      for (int i = from; i < to; i++) {
        float sample = samples[i];
        int whole = (int) sample;
        if (whole == sample && sample >= min && sample <= max && sample != hole) {
          samples[i] = whole;
        } else {
          store(block, i, i + 1, type, hole, fill);
        }
      }
    }
  }

  /**
   * Stores integers as they are, when the type holds all of them and what invalid pixels become.
   */
  private static boolean isStored(RasterBlock block, DataType type, float hole, float fill) {
    DataType of = block.type();
    ValidMask mask = block.mask();
    if (of.isFloating()
        || !type.holds(of.min())
        || !type.holds(of.max())
        || !of.holds(fill)
        || block.hasValid(hole, 0, mask.size())) {
      return false;
    }
    int from = mask.nextInvalid(0, mask.size());
    while (from < mask.size()) {
      int to = mask.nextValid(from, mask.size());
      if (block.integers() instanceof byte[] bytes) {
        Arrays.fill(bytes, from, to, (byte) (int) fill);
      } else {
        Arrays.fill((short[]) block.integers(), from, to, (short) (int) fill);
      }
      from = mask.nextInvalid(to, mask.size());
    }
    return true;
  }

  private static void store(
      RasterBlock block, int from, int to, DataType type, float hole, float fill) {
    float[] samples = block.samples();
    for (int i = from; i < to; i++) {
      if (!block.mask().isValid(i)) {
        samples[i] = fill;
      } else if (!Float.isFinite(samples[i])) {
        block.mask().setInvalid(i);
        samples[i] = fill;
      } else {
        float stored = type.isFloating() ? samples[i] : whole(samples[i], type);
        samples[i] = stored == hole ? beside(hole, type) : stored;
      }
    }
  }

  private static float whole(float value, DataType type) {
    return (float) Math.max(type.min(), Math.min(type.max(), Math.floor(value + 0.5)));
  }

  private static float beside(float hole, DataType type) {
    if (type.isFloating()) {
      return Math.nextUp(hole);
    }
    return hole == type.min() ? hole + 1 : hole - 1;
  }
}
