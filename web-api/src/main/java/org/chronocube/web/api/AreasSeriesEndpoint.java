// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import java.io.IOException;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.Sites;
import org.chronocube.analysis.TimeText;
import org.chronocube.analysis.ZonalFigures;
import org.chronocube.analysis.ZonalRequest;
import org.chronocube.analysis.ZonalStatistics;
import org.chronocube.analysis.ZonalTable;
import org.chronocube.cube.Progress;
import org.chronocube.time.TimeInterval;
import org.chronocube.web.QueryParameters;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;

/**
 * {@code POST api/series}: how many places of a layer went through time. The body is a GeoJSON
 * feature collection ({@link GeoJsonAreas}); parameters {@code layer}, {@code bands}, {@code time},
 * {@code format} and {@code minValid} are those of {@code GET}.
 *
 * <p>Every pixel is read once, whatever the number of places. Of each place the answer has the
 * dates at which it shows something; one without a pixel of the cube has none. What is too much to
 * wait for belongs to the process {@code datacube:ZonalStatistics}.
 */
final class AreasSeriesEndpoint {

  /** Most features. */
  static final int MOST_AREAS = 10_000;

  /** Most of features times dates times bands: some tens of megabytes until they are sent. */
  static final long MOST_VALUES = 250_000;

  /** Most pixels of all features together. */
  static final long MOST_PIXELS = 1L << 24;

  private final LayerSource source;

  AreasSeriesEndpoint(LayerSource source) {
    this.source = source;
  }

  void handle(WebRequest request, WebResponse response) throws IOException {
    QueryParameters query =
        QueryParameters.parse(request.query())
            .allowOnly("layer", "bands", "time", "format", "minValid");
    MapLayer layer = UnknownLayerException.find(source, query.require("layer"));
    boolean csv = SeriesEndpoint.isCsv(query);
    List<TimeInterval> times = TimeText.parse(query.get("time").orElse(""), "time");
    BandSelection bands = BandSelection.of(layer.cube(), query.get("bands").stream().toList());
    ZonalFigures figures =
        new ZonalFigures(false, List.of(), query.number("minValid", 0, 100).orElse(0.0));
    List<Sites.Place> places = GeoJsonAreas.read(request.body(), MOST_AREAS);
    Progress progress = new ClientProgress(request);
    Sites sites = Sites.of(layer.cube().grid(), places, layer.datacube().crs(), progress);
    checkPixels(sites);
    ZonalRequest wanted = new ZonalRequest(layer.cube(), sites, times, null, bands, figures);
    ZonalTable table =
        new ZonalStatistics(layer.datacube().crs(), MOST_VALUES)
            .compute(layer.datacube().engine(), wanted, progress);
    AreasSeriesText text = new AreasSeriesText(wanted, places, table);
    response.header("Content-Type", csv ? "text/csv; charset=UTF-8" : "application/json");
    response.header("Cache-Control", "no-store");
    if (csv) {
      response.header(
          "Content-Disposition", "attachment; filename=\"" + SeriesEndpoint.fileName(layer) + '"');
    }
    response.status(200);
    if (csv) {
      text.csv(response.body());
    } else {
      text.json(response.body());
    }
  }

  private static void checkPixels(Sites sites) {
    long pixels = 0;
    for (int i = 0; i < sites.count(); i++) {
      pixels += sites.pixels(i);
    }
    if (pixels > MOST_PIXELS) {
      throw new InvalidParameterException(
          "features",
          "features must have at most " + MOST_PIXELS + " pixels together, were " + pixels);
    }
  }
}
