// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.series.SeriesMethod;
import org.chronocube.algorithm.series.ccdc.CcdcParameters;
import org.chronocube.algorithm.series.ccdc.ContinuousChangeDetection;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** {@code datacube:ContinuousChangeDetection}: {@link ContinuousChangeDetection}. */
final class ContinuousChangeDetectionDeclaration implements SeriesDeclaration {

  private static final CcdcParameters DEFAULTS = CcdcParameters.defaults();

  private static final Input<String> DETECTION_BANDS =
      Input.text(
              "detectionBands",
              "Detection bands",
              "Names of those bands that breaks are seen in. Without it, all.")
          .optional()
          .upTo(64);

  private static final Input<String> SCREENING_BANDS =
      Input.text(
              "screeningBands",
              "Screening bands",
              "Names of those bands in which clouds that no mask found are looked for before a"
                  + " segment begins; green and a short-wave infrared where there are. Without it,"
                  + " the detection bands.")
          .optional()
          .upTo(64);

  private static final Input<Integer> CONSECUTIVE =
      Input.integer(
              "consecutive",
              "Observations in a row",
              "Observations in a row that must be beyond the threshold for a break; as many more as"
                  + " a series is denser than one observation in 16 days.")
          .orElse(DEFAULTS.consecutive())
          .between(2.0, 30.0);

  private static final Input<Double> PROBABILITY =
      Input.number(
              "probability",
              "Probability",
              "Quantile of the chi-square distribution that each of them must be beyond.")
          .orElse(DEFAULTS.probability())
          .between(0.5, 0.9999999);

  private static final Input<Integer> MIN_OBSERVATIONS =
      Input.integer(
              "minObservations",
              "Fewest observations",
              "Fewest observations that a segment begins with; they span a year at least.")
          .orElse(DEFAULTS.minObservations())
          .between(8.0, 100.0);

  private static final Input<Double> PENALTY =
      Input.number(
              "penalty",
              "Penalty",
              "Penalty of the Lasso in the unit of the bands: 0.0001 for reflectances up to 1; 0 is"
                  + " least squares.")
          .orElse(DEFAULTS.penalty())
          .between(0.0, null);

  private static final Input<Integer> MAX_SEGMENTS =
      Input.integer(
              "maxSegments",
              "Segments",
              "Of how many segments, the first ones, dates and models are bands of the coverage.")
          .orElse(DEFAULTS.maxSegments())
          .between(0.0, 20.0);

  @Override
  public String name() {
    return "ContinuousChangeDetection";
  }

  @Override
  public String title() {
    return "Continuous change detection (CCDC)";
  }

  @Override
  public String description() {
    return "Follows the series of each pixel from its beginning and parts it into segments of one"
        + " season and trend (Zhu and Woodcock 2014): where several observations in a row differ"
        + " from what is forecast, a break ends the segment and another begins. For long series of"
        + " several reflectances from a cube that masks clouds and snow. As USGS' lcmap-pyccd.";
  }

  @Override
  public String bandsOfCoverage() {
    return "Bands breaks (their number), date (of the largest), magnitude, statistic (0 without a"
        + " break), probability, firstDate, lastDate, segments, magnitude1 ... (by band), then for"
        + " each of maxSegments its dates and models (s1_start, s1_b1_level ...), and change.";
  }

  @Override
  public List<Input<?>> inputs() {
    return List.of(
        DETECTION_BANDS,
        SCREENING_BANDS,
        CONSECUTIVE,
        PROBABILITY,
        MIN_OBSERVATIONS,
        PENALTY,
        MAX_SEGMENTS);
  }

  @Override
  public boolean tellsChange() {
    return true;
  }

  @Override
  public String threshold() {
    return "0";
  }

  @Override
  public SeriesMethod method(Inputs inputs, List<String> bands, List<String> units) {
    return new ContinuousChangeDetection(
        new CcdcParameters(
            indices(inputs, DETECTION_BANDS, bands),
            indices(inputs, SCREENING_BANDS, bands),
            inputs.get(CONSECUTIVE),
            inputs.get(PROBABILITY),
            inputs.get(MIN_OBSERVATIONS),
            inputs.get(PENALTY),
            inputs.get(MAX_SEGMENTS)));
  }

  private static List<Integer> indices(Inputs inputs, Input<String> input, List<String> bands) {
    return inputs.all(input).stream()
        .flatMap(text -> List.of(text.split(",")).stream())
        .map(name -> index(input.name(), name.strip(), bands))
        .toList();
  }

  private static int index(String parameter, String name, List<String> bands) {
    int index = bands.indexOf(name);
    if (index < 0) {
      throw new InvalidParameterException(
          parameter, parameter + " must be of the bands " + bands + ", was " + name);
    }
    return index;
  }
}
