// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chronocube.algorithm.series.SeriesMethod;
import org.chronocube.algorithm.series.landtrendr.LandTrendr;
import org.chronocube.algorithm.series.landtrendr.LandTrendr.LossDirection;
import org.chronocube.algorithm.series.landtrendr.LandTrendr.ReportedChange;
import org.chronocube.analysis.Period;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** {@code datacube:LandTrendr}: {@link LandTrendr}. */
final class LandTrendrDeclaration implements SeriesDeclaration {

  private static final LandTrendr DEFAULT = LandTrendr.DEFAULT;

  private static final Input<String> BANDS =
      CommonInputs.BANDS.described(
          "Index",
          "One band of the cube or expression over them, such as NBR=(B08-B12)/(B08+B12).");

  private static final Input<String> LOSS =
      Input.text(
              "loss",
              "Direction of loss",
              "Whether the index falls (decrease; NDVI, NBR) or rises (increase; short-wave"
                  + " infrared) when vegetation is lost.")
          .orElse(id(DEFAULT.loss()))
          .oneOf(Stream.of(LossDirection.values()).map(LandTrendrDeclaration::id).toList());

  private static final Input<String> CHANGE =
      Input.text(
              "change",
              "Change reported",
              "Which segment the bands of the change are about: the greatest, newest, oldest or"
                  + " fastest loss or gain.")
          .orElse(id(DEFAULT.change()))
          .oneOf(Stream.of(ReportedChange.values()).map(LandTrendrDeclaration::id).toList());

  private static final Input<Integer> MAX_SEGMENTS =
      Input.integer("maxSegments", "Most segments", "Most segments that a series is divided into.")
          .orElse(DEFAULT.maxSegments())
          .between(1.0, 12.0);

  private static final Input<Double> SPIKE_THRESHOLD =
      Input.number(
              "spikeThreshold",
              "Spike threshold",
              "Values that stand out from neighbours alike by more than this share are dampened; 1"
                  + " leaves all.")
          .orElse(DEFAULT.spikeThreshold())
          .between(0.1, 1.0);

  private static final Input<Integer> OVERSHOOT =
      Input.integer(
              "vertexCountOvershoot",
              "Overshoot of vertices",
              "How many vertices more than needed are looked for, before those of the smallest angle"
                  + " are dropped.")
          .orElse(DEFAULT.vertexCountOvershoot())
          .between(0.0, 6.0);

  private static final Input<Boolean> ONE_YEAR =
      Input.flag(
              "preventOneYearRecovery",
              "Prevent recovery within one year",
              "Whether recoveries within one year are disallowed, however small.")
          .orElse(DEFAULT.preventOneYearRecovery());

  private static final Input<Double> RECOVERY =
      Input.number(
              "recoveryThreshold",
              "Recovery threshold",
              "Recoveries faster than this share of the series' range per year are disallowed; 1"
                  + " allows all.")
          .orElse(DEFAULT.recoveryThreshold())
          .between(0.05, 1.0);

  private static final Input<Double> P_VALUE =
      Input.number(
              "pValue",
              "p value",
              "Largest p of F of the segments, more than 0; series above it are flat.")
          .orElse(DEFAULT.pValue())
          .between(0.0, 1.0);

  private static final Input<Double> PROPORTION =
      Input.number(
              "bestModelProportion",
              "Best model proportion",
              "More segments are taken as long as their p is at most 2 less this times the least"
                  + " one.")
          .orElse(DEFAULT.bestModelProportion())
          .between(0.0, 1.0);

  private static final Input<Integer> MIN_OBSERVATIONS =
      Input.integer(
              "minObservations", "Fewest years", "Pixels with fewer years of values are nodata.")
          .orElse(DEFAULT.minObservations())
          .between(4.0, 1000.0);

  private static final Input<Boolean> VERTICES =
      Input.flag(
              "vertices",
              "Vertices",
              "Whether to give date and value of each vertex too, 2 bands for each of maxSegments +"
                  + " 1.")
          .orElse(DEFAULT.vertices());

  private static String id(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> E of(Class<E> type, String id) {
    return Enum.valueOf(type, id.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  @Override
  public String name() {
    return "LandTrendr";
  }

  @Override
  public String title() {
    return "LandTrendr segmentation of annual series";
  }

  @Override
  public String description() {
    return "Divides the annual series of an index into straight segments (Kennedy, Yang and Cohen"
        + " 2010) and tells of the loss or gain that stands out: when, how much, how long. One"
        + " value a year, the median of the season unless another reduction is given; years"
        + " without any are skipped. The defaults are the authors' own for NBR.";
  }

  @Override
  public String bandsOfCoverage() {
    return "Bands date (first year of the change), magnitude, duration, rate, pre_value, start,"
        + " confidence, segments, rmse, those of the vertices if asked for, and change.";
  }

  @Override
  public List<Input<?>> inputs() {
    return List.of(
        BANDS,
        LOSS,
        CHANGE,
        MAX_SEGMENTS,
        SPIKE_THRESHOLD,
        OVERSHOOT,
        ONE_YEAR,
        RECOVERY,
        P_VALUE,
        PROPORTION,
        MIN_OBSERVATIONS,
        VERTICES);
  }

  @Override
  public Period.Unit period() {
    return Period.Unit.YEAR;
  }

  @Override
  public boolean tellsChange() {
    return true;
  }

  @Override
  public SeriesMethod method(Inputs inputs, List<String> bands, List<String> units) {
    return new LandTrendr(
        of(LossDirection.class, inputs.get(LOSS)),
        of(ReportedChange.class, inputs.get(CHANGE)),
        inputs.get(MAX_SEGMENTS),
        inputs.get(SPIKE_THRESHOLD),
        inputs.get(OVERSHOOT),
        inputs.get(ONE_YEAR),
        inputs.get(RECOVERY),
        inputs.get(P_VALUE),
        inputs.get(PROPORTION),
        inputs.get(MIN_OBSERVATIONS),
        inputs.get(VERTICES));
  }
}
