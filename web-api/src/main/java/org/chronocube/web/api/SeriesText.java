// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chronocube.algorithm.Statistics;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.Series;
import org.chronocube.analysis.SeriesRequest;

/**
 * A time series as JSON and as CSV, with the names that the process {@code datacube:TimeSeries}
 * gives its attributes. Figures of no pixels are {@code null} in JSON and empty in CSV.
 */
public final class SeriesText {

  private static final JsonMapper JSON = new JsonMapper();

  private SeriesText() {}

  /**
   * {@code {"cube", "bands": [{"name", "unit"}], "pixels", "dates": [{"time", "bands": {NAME:
   * {"count", "validShare", "mean", "sd", "min", "max", "p50" …}}}]}}.
   */
  public static ObjectNode json(SeriesRequest request, Series series) {
    ObjectNode root = head(request.cube().name(), request.bands());
    root.put("pixels", series.area().pixels());
    ArrayNode dates = root.putArray("dates");
    for (Series.Entry entry : series.entries()) {
      ObjectNode date = dates.addObject().put("time", JsonAnswer.text(entry.instant()));
      ObjectNode bands = date.putObject("bands");
      for (int i = 0; i < entry.statistics().size(); i++) {
        Statistics of = entry.statistics().get(i);
        ObjectNode node = bands.putObject(request.bands().items().get(i).name());
        node.put("count", of.count());
        figures(request, of).forEach((name, value) -> put(node, name, value));
      }
    }
    return root;
  }

  /** What {@link #json} says of a place that has no pixel of the cube. */
  static ObjectNode nothing(String cube, BandSelection selection) {
    ObjectNode root = head(cube, selection);
    root.put("pixels", 0);
    root.putArray("dates");
    return root;
  }

  private static ObjectNode head(String cube, BandSelection selection) {
    ObjectNode root = JSON.createObjectNode();
    root.put("cube", cube);
    ArrayNode bands = root.putArray("bands");
    selection
        .items()
        .forEach(item -> bands.addObject().put("name", item.name()).put("unit", item.unit()));
    return root;
  }

  // JSON has no NaN.
  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  /** Names of the figures that {@link #figures} gives, in order. */
  public static List<String> figureNames(SeriesRequest request) {
    return figureNames(request.percentiles());
  }

  static List<String> figureNames(List<Double> percentiles) {
    List<String> names = new ArrayList<>(List.of("validShare", "mean", "sd", "min", "max"));
    percentiles.forEach(p -> names.add(name(p)));
    return names;
  }

  /** The figures of one band at one time beside the counts, by name, in order. */
  public static Map<String, Double> figures(SeriesRequest request, Statistics of) {
    return figures(request.percentiles(), of);
  }

  static Map<String, Double> figures(List<Double> percentiles, Statistics of) {
    List<Double> values =
        new ArrayList<>(List.of(of.validShare(), of.mean(), of.sd(), of.min(), of.max()));
    values.addAll(of.percentiles());
    List<String> names = figureNames(percentiles);
    Map<String, Double> figures = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      figures.put(names.get(i), values.get(i));
    }
    return figures;
  }

  /** {@code p5}, {@code p97_5}. */
  private static String name(double percentile) {
    String number = String.valueOf(percentile);
    return "p" + (number.endsWith(".0") ? number.replace(".0", "") : number.replace('.', '_'));
  }

  /** One line a date and band, with a header (RFC 4180). */
  public static String csv(SeriesRequest request, Series series) {
    StringBuilder text = new StringBuilder("time,band,unit,pixels,count,");
    text.append(String.join(",", figureNames(request))).append("\r\n");
    for (Series.Entry entry : series.entries()) {
      for (int i = 0; i < entry.statistics().size(); i++) {
        BandSelection.Item item = request.bands().items().get(i);
        Statistics of = entry.statistics().get(i);
        List<String> cells = new ArrayList<>();
        cells.add(JsonAnswer.text(entry.instant()));
        cells.add(quoted(item.name()));
        cells.add(quoted(item.unit()));
        cells.add(String.valueOf(of.total()));
        cells.add(String.valueOf(of.count()));
        figures(request, of).values().forEach(value -> cells.add(number(value)));
        text.append(String.join(",", cells)).append("\r\n");
      }
    }
    return text.toString();
  }

  static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.7g", value) : "";
  }

  static String quoted(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
