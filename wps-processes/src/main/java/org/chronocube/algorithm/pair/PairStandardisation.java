// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.algorithm.Standardisation;
import org.chronocube.algorithm.StatisticsAccumulator;
import org.chronocube.grid.Window;
import org.chronocube.raster.ValidMask;

/**
 * Each band of each time brought to comparable numbers, by its own mean and standard deviation over
 * the valid pixels.
 *
 * @param before one per band
 * @param after one per band
 */
public record PairStandardisation(List<Standardisation> before, List<Standardisation> after) {

  public PairStandardisation {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** Leaves all bands as they are. */
  public static PairStandardisation none(int bands) {
    List<Standardisation> none = Collections.nCopies(bands, Standardisation.NONE);
    return new PairStandardisation(none, none);
  }

  /** Learns means and standard deviations, in one pass. */
  public static PairStandardisation of(PairPixels pixels) {
    List<StatisticsAccumulator> seen = accumulators(2 * pixels.bands());
    pixels.forEach(
        PairStandardisation::statistics,
        block -> {
          for (int i = 0; i < seen.size(); i++) {
            seen.get(i).merge(block.get(i));
          }
        });
    List<Standardisation> all = seen.stream().map(Standardisation::of).toList();
    return new PairStandardisation(
        all.subList(0, pixels.bands()), all.subList(pixels.bands(), all.size()));
  }

  private static List<StatisticsAccumulator> statistics(PairBlock block) {
    int bands = block.before().length;
    ValidMask valid = onPadded(block);
    List<StatisticsAccumulator> result = accumulators(2 * bands);
    for (int band = 0; band < bands; band++) {
      result.get(band).add(block.before()[band], valid, null);
      result.get(bands + band).add(block.after()[band], valid, null);
    }
    return result;
  }

  private static List<StatisticsAccumulator> accumulators(int count) {
    List<StatisticsAccumulator> result = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      result.add(StatisticsAccumulator.withoutPercentiles());
    }
    return result;
  }

  /** The block's valid pixels as pixels of its samples. */
  private static ValidMask onPadded(PairBlock block) {
    if (block.margin() == 0) {
      return block.valid();
    }
    Window window = block.window();
    ValidMask padded = ValidMask.noneValid(block.data().size());
    for (int row = 0; row < window.height(); row++) {
      int to = (row + block.margin()) * block.padded().width() + block.margin();
      padded.copy(block.valid(), row * window.width(), to, window.width());
    }
    return padded;
  }

  /** Means and standard deviations of both times, a number for each band. */
  Map<String, Object> findings() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("meanBefore", before.stream().map(Standardisation::mean).toList());
    result.put("sdBefore", before.stream().map(Standardisation::sd).toList());
    result.put("meanAfter", after.stream().map(Standardisation::mean).toList());
    result.put("sdAfter", after.stream().map(Standardisation::sd).toList());
    return result;
  }
}
