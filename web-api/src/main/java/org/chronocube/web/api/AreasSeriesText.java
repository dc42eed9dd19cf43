// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chronocube.algorithm.Statistics;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.Sites;
import org.chronocube.analysis.ZonalRequest;
import org.chronocube.analysis.ZonalRow;
import org.chronocube.analysis.ZonalTable;

/** Time series of many areas, written as they are sent; figures as in {@link SeriesText}. */
final class AreasSeriesText {

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<Double> NO_PERCENTILES = List.of();

  private final ZonalRequest request;
  private final List<Sites.Place> places;

  /** Lines of each place, by time, then by band; null of places without a pixel. */
  private final List<List<ZonalRow.Values>> lines = new ArrayList<>();

  private final long[] pixels;

  /**
   * @param places asked for, those that have no pixel included
   * @param table of the sites among them
   */
  AreasSeriesText(ZonalRequest request, List<Sites.Place> places, ZonalTable table) {
    this.request = request;
    this.places = places;
    this.pixels = new long[places.size()];
    places.forEach(place -> lines.add(new ArrayList<>()));
    Sites sites = table.sites();
    for (int i = 0; i < sites.count(); i++) {
      pixels[sites.placeIndex(i)] = sites.pixels(i);
    }
    for (ZonalRow row : table.rows()) {
      lines.get(sites.placeIndex(row.site())).add((ZonalRow.Values) row);
    }
  }

  /**
   * {@code {"cube", "bands": [{"name", "unit"}], "features": [{"id", "pixels", "dates": [{"time",
   * "bands": {NAME: {"count", "validShare", "mean", "sd", "min", "max"}}}]}]}}.
   */
  void json(OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("cube", request.cube().name());
      json.writeArrayFieldStart("bands");
      for (BandSelection.Item item : request.bands().items()) {
        json.writeStartObject();
        json.writeStringField("name", item.name());
        json.writeStringField("unit", item.unit());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("features");
      for (int i = 0; i < places.size(); i++) {
        feature(i, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private void feature(int place, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", places.get(place).id());
    json.writeNumberField("pixels", pixels[place]);
    json.writeArrayFieldStart("dates");
    ZonalRow.Time last = null;
    for (ZonalRow.Values line : lines.get(place)) {
      if (!line.time().equals(last)) {
        if (last != null) {
          endDate(json);
        }
        last = line.time();
        json.writeStartObject();
        json.writeStringField("time", JsonAnswer.text(last.start()));
        json.writeObjectFieldStart("bands");
      }
      band(line, json);
    }
    if (last != null) {
      endDate(json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void endDate(JsonGenerator json) throws IOException {
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void band(ZonalRow.Values line, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(line.band());
    json.writeNumberField("count", line.statistics().count());
    for (Map.Entry<String, Double> figure :
        SeriesText.figures(NO_PERCENTILES, line.statistics()).entrySet()) {
      json.writeFieldName(figure.getKey());
      if (Double.isFinite(figure.getValue())) {
        json.writeNumber(figure.getValue());
      } else {
        json.writeNull();
      }
    }
    json.writeEndObject();
  }

  /** One line a feature, date and band, with a header (RFC 4180). */
  void csv(OutputStream out) throws IOException {
    try (Writer text =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 15)) {
      text.write("id,time,band,unit,pixels,count,");
      text.write(String.join(",", SeriesText.figureNames(NO_PERCENTILES)));
      text.write("\r\n");
      for (int i = 0; i < places.size(); i++) {
        String id = SeriesText.quoted(places.get(i).id());
        for (ZonalRow.Values line : lines.get(i)) {
          text.write(line(id, line));
        }
      }
    }
  }

  private String line(String id, ZonalRow.Values line) {
    Statistics of = line.statistics();
    List<String> cells = new ArrayList<>();
    cells.add(id);
    cells.add(JsonAnswer.text(line.time().start()));
    cells.add(SeriesText.quoted(line.band()));
    cells.add(SeriesText.quoted(unit(line.band())));
    cells.add(String.valueOf(of.total()));
    cells.add(String.valueOf(of.count()));
    SeriesText.figures(NO_PERCENTILES, of).values().forEach(v -> cells.add(SeriesText.number(v)));
    return String.join(",", cells) + "\r\n";
  }

  private String unit(String band) {
    return request.bands().items().stream()
        .filter(item -> item.name().equals(band))
        .map(BandSelection.Item::unit)
        .findFirst()
        .orElse("");
  }
}
