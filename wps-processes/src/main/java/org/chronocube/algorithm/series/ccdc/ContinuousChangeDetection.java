// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.ccdc;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.series.SeriesMethod;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;

/**
 * Continuous change detection and classification, its detection part (CCDC: Zhu and Woodcock 2014,
 * "Continuous change detection and classification of land cover using all available Landsat data",
 * Remote Sensing of Environment 144:152-171), in the form of USGS' lcmap-pyccd.
 *
 * <ol>
 *   <li>Begin: the first window of at least {@code minObservations} observations over at least a
 *       year, without its {@linkplain OutlierScreen outliers}, whose model (a {@link SeasonModel}
 *       of one harmonic) is stable: Σ over the detection bands of ((|slope·span| + |first residual|
 *       + |last residual|) / noise)² is below the threshold. Noise is the larger of RMSE and {@link
 *       Variogram}. Then as many of the observations before it as fit.
 *   <li>Follow: the next {@code number} observations ({@link Thresholds}) are compared with the
 *       forecast. When Σ (residual / noise)² exceeds the quantile of χ² (bands) for all of them,
 *       that is a break; when it does for the next one alone, and far, that one is thrown out;
 *       otherwise it joins the segment. The model is fitted anew with each one up to 24 and then
 *       when the segment is a third longer: one harmonic below 18 observations, two below 24, three
 *       from 24 on. With more than 24, noise is the RMSE of those 24 that are nearest in the year.
 *   <li>After a break all begins anew. What is left over at the start or the end gets a model of
 *       its own, without a break.
 * </ol>
 *
 * <p>Observations without a value in every band are left out: clouds, snow and fill are the mask's
 * business. So there are none of pyccd's other procedures for pixels that are mostly snow or cloud.
 * There is no answer (NaN) of pixels with no segment, of too few observations.
 */
public final class ContinuousChangeDetection implements SeriesMethod {

  private final CcdcParameters parameters;

  public ContinuousChangeDetection(CcdcParameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public void check(int bands, SeriesTimes times) {
    checkBands("detectionBands", parameters.detectionBands(), bands);
    checkBands("screeningBands", parameters.screeningBands(), bands);
    if (times.count() <= parameters.minObservations()) {
      throw new InvalidParameterException(
          "minObservations",
          "minObservations must be < the dates of the series, was "
              + parameters.minObservations()
              + " of "
              + times.count());
    }
  }

  private static void checkBands(String name, List<Integer> indices, int bands) {
    for (int index : indices) {
      if (index < 0 || index >= bands) {
        throw new InvalidParameterException(
            name, name + " must be 0.." + (bands - 1) + ", was " + index);
      }
    }
  }

  @Override
  public List<Layer> layers(int bands, SeriesTimes times) {
    List<Layer> layers = new ArrayList<>();
    layers.add(Layer.value("breaks", "", "Number of breaks."));
    layers.add(Layer.date("date", "Date of the break of the largest magnitude: its first day."));
    layers.add(
        new Layer(
            "magnitude",
            "",
            "Root of the summed squares of the largest break's magnitudes in the detection bands.",
            Layer.Role.MAGNITUDE));
    layers.add(
        new Layer(
            "statistic",
            "",
            "Smallest distance from the forecast, in squared standard deviations over the detection"
                + " bands, of the observations that told the largest break; 0 without a break.",
            Layer.Role.STATISTIC));
    layers.add(
        new Layer(
            "probability",
            "",
            "1 with a break; else the share of the observations needed for one that are beyond the"
                + " threshold at the end of the series.",
            Layer.Role.CONFIDENCE));
    layers.add(Layer.date("firstDate", "Date of the first break."));
    layers.add(Layer.date("lastDate", "Date of the last break."));
    layers.add(Layer.value("segments", "", "Number of segments, stable ones and rests."));
    for (int b = 1; b <= bands; b++) {
      layers.add(
          Layer.value(
              "magnitude" + b,
              "",
              "Median difference from the forecast after the largest break, band " + b + "."));
    }
    for (int s = 1; s <= parameters.maxSegments(); s++) {
      addSegment(layers, s, bands);
    }
    return List.copyOf(layers);
  }

  private static void addSegment(List<Layer> layers, int segment, int bands) {
    String of = " of segment " + segment + ".";
    String prefix = "s" + segment + "_";
    layers.add(Layer.value(prefix + "start", Layer.DAYS, "First date" + of));
    layers.add(Layer.value(prefix + "end", Layer.DAYS, "Last date" + of));
    layers.add(Layer.value(prefix + "break", Layer.DAYS, "Break at the end" + of));
    layers.add(Layer.value(prefix + "count", "", "Observations" + of));
    for (int b = 1; b <= bands; b++) {
      String band = prefix + "b" + b + "_";
      String ofBand = " of segment " + segment + ", band " + b + ".";
      layers.add(Layer.value(band + "level", "", "Value without season in the middle" + ofBand));
      layers.add(Layer.value(band + "slope", "/a", "Change in a year of 365.2425 days" + ofBand));
      for (int k = 1; k <= 3; k++) {
        layers.add(
            Layer.value(
                band + "cos" + k,
                "",
                "Factor of cos(2π·" + k + "·t/365.2425), t in days since 1970-01-01," + ofBand));
        layers.add(
            Layer.value(
                band + "sin" + k,
                "",
                "Factor of sin(2π·" + k + "·t/365.2425), t in days since 1970-01-01," + ofBand));
      }
      layers.add(Layer.value(band + "rmse", "", "Root mean square of the residuals" + ofBand));
    }
  }

  @Override
  public SeriesWorker worker(int bands, SeriesTimes times) {
    return new CcdcWorker(parameters, bands, times);
  }
}
