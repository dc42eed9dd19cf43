// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.landtrendr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.chronocube.algorithm.Connectivity;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.threshold.Thresholds;
import org.chronocube.analysis.Area;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.ChangeMap;
import org.chronocube.analysis.FakeEngine;
import org.chronocube.analysis.MapRules;
import org.chronocube.analysis.Period;
import org.chronocube.analysis.PixelSeriesRequest;
import org.chronocube.analysis.Season;
import org.chronocube.analysis.SeriesAnalysis;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Progress;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.Test;

/**
 * From scenes to a map of loss: three summers' scenes a year from 2000 to 2015, 2006 without any,
 * one of them clouded, and snow in January. Forest is lost in 2008 right of column 30, in July.
 */
class AnnualCompositesTest {

  private static final int LOST = 30;

  private final FakeEngine engine = new FakeEngine();

  @Test
  void lossIsDatedByTheSeasonInWhichItIsSeen() {
    for (int year = 2000; year <= 2015; year++) {
      scene(year, "01-10", 9000);
      if (year != 2006) {
        scene(year, "06-10", 0);
        scene(year, "07-20", 0);
        scene(year, "08-15", year == 2003 ? 5000 : 0);
      }
    }
    ChangeMap map = compute();

    double day = at(map, "date", 20, LOST);
    LocalDate date = SeriesTimes.instant(day).atZone(ZoneOffset.UTC).toLocalDate();
    assertThat(date).isBetween(LocalDate.of(2008, 7, 1), LocalDate.of(2008, 7, 31));
    assertThat(at(map, "duration", 20, LOST)).isEqualTo(1);
    assertThat(at(map, "magnitude", 20, LOST)).isEqualTo(200);
    assertThat(at(map, "pre_value", 20, LOST)).isEqualTo(400);
    assertThat(at(map, "date", 20, LOST - 1)).isNaN();
    assertThat(at(map, "segments", 20, LOST - 1)).isEqualTo(1);
    assertThat(map.patches()).extracting(ChangeMap.Patch::pixels).containsExactly(40 * 30);
  }

  // Physical value = DN / 2 + 1; the clouded and the snowy scene are brighter by what is added.
  private void scene(int year, String monthAndDay, int added) {
    engine.scene(
        year + "-" + monthAndDay + "T10:00:00Z",
        (time, band, row, col) -> {
          boolean lost = col >= LOST && time.toString().compareTo("2008-07-01") > 0;
          return added + (lost ? 398 : 798);
        });
  }

  private ChangeMap compute() {
    PixelSeriesRequest request =
        new PixelSeriesRequest(
            FakeEngine.cube(),
            Area.whole(FakeEngine.cube()),
            BandSelection.of(FakeEngine.cube(), List.of("red")),
            List.of(),
            Filter.INCLUDE,
            Season.parse("06-01/08-31"),
            new Period(Period.Unit.YEAR, Period.Reduction.MEDIAN),
            LandTrendr.DEFAULT);
    return new SeriesAnalysis(engine, new CrsRegistry())
        .compute(request, new MapRules(Thresholds.OTSU, 0, Connectivity.EIGHT), Progress.NONE);
  }

  private static float at(ChangeMap map, String layer, int row, int col) {
    for (int i = 0; i < map.layers().size(); i++) {
      if (map.layers().get(i).name().equals(layer)) {
        return map.values().pixels(i).at(row * map.grid().width() + col);
      }
    }
    throw new IllegalArgumentException("layer must be one of " + map.layers() + ", was " + layer);
  }
}
