// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.CubeBand;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.kernel.Resampling;
import org.chronocube.server.datadir.ServiceSettings;
import org.chronocube.server.ows.CrsName;
import org.chronocube.server.ows.CrsName.ShortNames;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.TimeParameter;
import org.chronocube.time.TimeInterval;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;

/**
 * Answers GetCoverage of WCS 1.0.0 (OGC 03-065r6, clause 9): exactly the box asked for, in exactly
 * the number of pixels or the resolution asked for.
 */
final class Wcs10GetCoverage {

  private static final int MAX_SIDE = 1 << 20;
  private static final int MAX_TIMES = 100;
  private static final int DEFLATE_LEVEL = 6;

  private final Limits limits;

  Wcs10GetCoverage(ServiceSettings settings) {
    this.limits = Limits.of(settings);
  }

  void answer(Coverage coverage, Kvp kvp, WebRequest http, WebResponse response)
      throws IOException {
    OutputFormat format = OutputFormat.parse(kvp.require("format"));
    GeoBox target = target(coverage, kvp);
    List<TimeInterval> times =
        TimeSelection.slices(coverage, time(coverage, kvp), target, format.holdsManyTimes());
    Deadline deadline = new Deadline(limits.time(), http::isAbandoned);
    CubeSource source =
        new CubeSource(
            coverage.datacube().engine(),
            coverage.cube(),
            target,
            bands(coverage, kvp),
            times,
            resampling(coverage, kvp),
            coverage.filter(),
            deadline);
    limits.check(window(coverage, target), source);
    new Delivery(
            coverage,
            format,
            format.encoder(new GmlDocument(coverage, false), Map.of(), DEFLATE_LEVEL),
            source,
            deadline)
        .send(response);
  }

  private static GeoBox target(Coverage coverage, Kvp kvp) {
    CrsRegistry registry = coverage.datacube().crs();
    GeoBox grid = coverage.cube().grid();
    String crs = crs(kvp.require("crs"), "crs", registry);
    String responseCrs =
        kvp.get("response_crs").map(n -> crs(n, "response_crs", registry)).orElse(crs);
    Extent box = Antimeridian.parse(kvp.require("bbox"), new CrsName(crs, false), "bbox");
    try {
      Extent all = Antimeridian.extent(grid, crs, registry);
      Extent common = Antimeridian.common(box, all, crs);
      if (common == null) {
        throw OwsException.invalid(
            "bbox", "bbox must touch the coverage, which is " + all + ", was " + box);
      }
      // Clients send 1.8e308 for "everything".
      Extent wanted = box.width() > 1e11 || box.height() > 1e11 ? common : box;
      Extent extent = registry.transform(wanted, crs, responseCrs);
      return GeoBox.fitting(extent, shape(kvp, extent), responseCrs);
    } catch (InvalidParameterException e) {
      throw new OwsException(OwsException.INVALID_PARAMETER_VALUE, "crs", e.getMessage(), e);
    }
  }

  private static String crs(String name, String parameter, CrsRegistry registry) {
    return CrsName.parse(
            name, ShortNames.X_FIRST, registry, parameter, OwsException.INVALID_PARAMETER_VALUE)
        .id();
  }

  private static Shape shape(Kvp kvp, Extent extent) {
    Optional<Integer> width = kvp.integer("width", 1, MAX_SIDE);
    Optional<Integer> height = kvp.integer("height", 1, MAX_SIDE);
    if (width.isPresent() && height.isPresent()) {
      return new Shape(height.get(), width.get());
    }
    double resX = resolution(kvp, "resx");
    double resY = resolution(kvp, "resy");
    // In units of the CRS of the answer, clause 9.2.2.8.
    return new Shape(side(extent.height() / resY, "resy"), side(extent.width() / resX, "resx"));
  }

  private static double resolution(Kvp kvp, String key) {
    double value =
        kvp.number(key)
            .orElseThrow(
                () ->
                    new OwsException(
                        OwsException.MISSING_PARAMETER_VALUE,
                        "width",
                        "width and height, or resx and resy, must be given"));
    if (value > 0) {
      return value;
    }
    throw OwsException.invalid(key, key + " must be > 0, was " + value);
  }

  private static int side(double pixels, String key) {
    if (pixels <= MAX_SIDE) {
      return (int) Math.max(1, Math.round(pixels));
    }
    throw OwsException.invalid(
        key, "an answer must have at most " + MAX_SIDE + " rows and columns, was " + pixels);
  }

  private static Optional<TimeInterval> time(Coverage coverage, Kvp kvp) {
    Optional<String> text = kvp.get("time");
    if (text.isEmpty() || !coverage.hasTime()) {
      return coverage.newest().map(TimeInterval::at);
    }
    TimeParameter parsed =
        TimeParameter.parse(text.get(), MAX_TIMES, "time", OwsException.INVALID_PARAMETER_VALUE);
    List<TimeInterval> times = parsed.intervals(coverage.newest().orElse(Instant.EPOCH));
    if (times.size() > 1) {
      throw OwsException.invalid(
          "time", "time must be one instant or one range, was " + text.get());
    }
    return Optional.of(times.get(0));
  }

  private static List<String> bands(Coverage coverage, Kvp kvp) {
    List<String> items = kvp.list(Wcs10Description.BANDS);
    List<String> names =
        coverage.cube().bands().stream().map(CubeBand::band).map(b -> b.name()).toList();
    // QGIS and others count bands from 1.
    return BandSelection.of(
        coverage.cube(),
        items.stream()
            .map(
                i ->
                    i.matches("\\d{1,4}")
                            && Integer.parseInt(i) >= 1
                            && Integer.parseInt(i) <= names.size()
                        ? names.get(Integer.parseInt(i) - 1)
                        : i)
            .toList());
  }

  private static Resampling resampling(Coverage coverage, Kvp kvp) {
    return kvp.get("interpolation").map(Interpolations::parse).orElse(coverage.cube().resampling());
  }

  private static Window window(Coverage coverage, GeoBox target) {
    GeoBox grid = coverage.cube().grid();
    Extent extent = coverage.datacube().crs().transform(target.extent(), target.crs(), grid.crs());
    return grid.windowOf(extent).intersect(grid.window());
  }
}
