// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.series.SeriesMethod;
import org.chronocube.algorithm.series.bayes.AlertRule;
import org.chronocube.algorithm.series.bayes.BayesianAlerts;
import org.chronocube.algorithm.series.bayes.ForestClasses;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** {@code datacube:BayesianAlerts}: {@link BayesianAlerts}. */
final class BayesianAlertsDeclaration implements SeriesDeclaration {

  private static final AlertRule RULE = AlertRule.REICHE_2021;
  private static final ForestClasses.OfHistory OF_HISTORY = ForestClasses.OfHistory.DEFAULT;

  private static final Input<String> CLASSES =
      Input.text(
              "classes",
              "Classes",
              "Four numbers parted by blanks: mean and standard deviation in forest, then in"
                  + " non-forest, in the unit of the band. Once for all bands or once for each."
                  + " Without it, forest is what the pixel's own history shows.")
          .optional()
          .upTo(64);

  private static final Input<Double> SHIFT =
      Input.number(
              "shift",
              "Shift of non-forest",
              "Mean in non-forest less the median of the history, in standard deviations of the"
                  + " history; not 0. Less than 0 where the band falls when forest is lost. Once for"
                  + " all bands or once for each.")
          .orElse(OF_HISTORY.shift())
          .upTo(64);

  private static final Input<Double> FOREST_SPREAD =
      Input.number(
              "forestSpread",
              "Spread of forest",
              "Standard deviation in forest, in standard deviations of the history; more than 0.")
          .orElse(OF_HISTORY.forestSpread())
          .between(0.0, null);

  private static final Input<Double> NON_FOREST_SPREAD =
      Input.number(
              "nonForestSpread",
              "Spread of non-forest",
              "Standard deviation in non-forest, in standard deviations of the history; more than"
                  + " 0.")
          .orElse(OF_HISTORY.nonForestSpread())
          .between(0.0, null);

  private static final Input<Integer> HARMONICS =
      Input.integer(
              "harmonics",
              "Harmonics",
              "Harmonics of the year that are fitted to the history and taken out; 0 for none.")
          .orElse(0)
          .between(0.0, 3.0);

  private static final Input<Boolean> TREND =
      Input.flag(
              "trend",
              "Trend",
              "Whether a linear trend of the history is taken out too, carried on into the time"
                  + " monitored.")
          .orElse(false);

  private static final Input<Integer> MIN_HISTORY =
      Input.integer(
              "minHistory",
              "Fewest values of history",
              "Bands of a pixel with fewer values of history have no say there.")
          .orElse(10)
          .between(3.0, null);

  private static final Input<Double> MIN_WEIGHT =
      Input.number(
              "minWeight",
              "Least weight",
              "Least probability of non-forest that one value may have, more than 0.")
          .orElse(RULE.minWeight())
          .between(0.0, 0.5);

  private static final Input<Double> MAX_WEIGHT =
      Input.number(
              "maxWeight",
              "Largest weight",
              "Largest probability of non-forest that one value may have, less than 1.")
          .orElse(RULE.maxWeight())
          .between(0.5, 1.0);

  private static final Input<Double> FLAG =
      Input.number(
              "flag",
              "Flag",
              "Probability of non-forest of a date from which on a change is suspected.")
          .orElse(RULE.flag())
          .between(0.0, 1.0);

  private static final Input<Double> LOW =
      Input.number(
              "lowConfidence",
              "Low confidence",
              "Probability of change of an alert of low confidence, at most that of high.")
          .orElse(RULE.low())
          .between(0.0, 1.0);

  private static final Input<Double> HIGH =
      Input.number(
              "highConfidence",
              "High confidence",
              "Probability of change at which an alert is confirmed, less than 1.")
          .orElse(RULE.high())
          .between(0.5, 1.0);

  private static final Input<Double> WINDOW =
      Input.number(
              "window",
              "Window",
              "Days after the flag within which an alert must be confirmed, else it is dropped; more"
                  + " than 0.")
          .orElse(RULE.windowDays())
          .between(0.0, null)
          .in("d");

  private static final Input<Integer> MIN_OBSERVATIONS =
      Input.integer(
              "minObservations", "Fewest dates", "Fewest dates of an alert, the flag among them.")
          .orElse(RULE.minObservations())
          .between(1.0, null);

  private static final Input<Boolean> REUSE =
      Input.flag(
              "reuse",
              "Reuse",
              "Whether the dates of a rejected flag are tried anew, as the package bayts does.")
          .orElse(RULE.reuse());

  @Override
  public String name() {
    return "BayesianAlerts";
  }

  @Override
  public String title() {
    return "Bayesian alerts of forest loss";
  }

  @Override
  public String description() {
    return "Alerts of forest loss in dense radar or optical series, or both together (Reiche et al."
        + " 2015 and 2021): each value has a probability of non-forest; from a date where it is"
        + " likely on, the probability of change is updated by Bayes' rule with every date, until"
        + " the alert is confirmed or rejected. Values must be nearly normally distributed:"
        + " radar in dB, such as VV=10*log10(VV). Pixels must have been forest throughout the"
        + " history.";
  }

  @Override
  public String bandsOfCoverage() {
    return "Bands date (of the flag), confirmed, probability, class (0 none, 1 low, 2 high"
        + " confidence), magnitude (0 as forest, 1 as non-forest), observations and change.";
  }

  @Override
  public List<Input<?>> inputs() {
    return List.of(
        CommonInputs.MONITOR_START,
        CLASSES,
        SHIFT,
        FOREST_SPREAD,
        NON_FOREST_SPREAD,
        HARMONICS,
        TREND,
        MIN_HISTORY,
        MIN_WEIGHT,
        MAX_WEIGHT,
        FLAG,
        LOW,
        HIGH,
        WINDOW,
        MIN_OBSERVATIONS,
        REUSE);
  }

  @Override
  public boolean tellsChange() {
    return true;
  }

  @Override
  public SeriesMethod method(Inputs inputs, List<String> bands, List<String> units) {
    return new BayesianAlerts(
        classes(inputs),
        CommonInputs.monitorStart(inputs),
        inputs.get(HARMONICS),
        inputs.get(TREND),
        inputs.get(MIN_HISTORY),
        new AlertRule(
            inputs.get(MIN_WEIGHT),
            inputs.get(MAX_WEIGHT),
            inputs.get(FLAG),
            inputs.get(LOW),
            inputs.get(HIGH),
            inputs.get(WINDOW),
            inputs.get(MIN_OBSERVATIONS),
            inputs.get(REUSE)));
  }

  private static List<ForestClasses> classes(Inputs inputs) {
    List<ForestClasses> classes = new ArrayList<>();
    for (String text : inputs.all(CLASSES)) {
      classes.add(given(text));
    }
    if (classes.isEmpty()) {
      for (double shift : inputs.all(SHIFT)) {
        classes.add(
            new ForestClasses.OfHistory(
                inputs.get(FOREST_SPREAD), inputs.get(NON_FOREST_SPREAD), shift));
      }
    }
    return classes;
  }

  private static ForestClasses given(String text) {
    String[] numbers = text.strip().split("\\s+");
    try {
      if (numbers.length == 4) {
        return new ForestClasses.Given(
            Double.parseDouble(numbers[0]),
            Double.parseDouble(numbers[1]),
            Double.parseDouble(numbers[2]),
            Double.parseDouble(numbers[3]));
      }
    } catch (NumberFormatException e) {
      throw notFour(text, e);
    }
    throw notFour(text, null);
  }

  private static InvalidParameterException notFour(String text, Throwable cause) {
    return new InvalidParameterException(
        "classes", "classes must be four numbers parted by blanks, was " + text, cause);
  }
}
