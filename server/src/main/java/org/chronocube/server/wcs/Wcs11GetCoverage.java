// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.kernel.Resampling;
import org.chronocube.server.datadir.ServiceSettings;
import org.chronocube.server.encode.Encoder;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.TimeParameter;
import org.chronocube.time.TimeInterval;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;

/** Answers GetCoverage of WCS 1.1.1 (OGC 07-067r2, clause 9): a list of parts and the file. */
final class Wcs11GetCoverage {

  private static final int MAX_TIMES = 1000;
  private static final int DEFLATE_LEVEL = 6;

  private final Limits limits;

  Wcs11GetCoverage(ServiceSettings settings) {
    this.limits = Limits.of(settings);
  }

  void answer(Coverage coverage, Kvp kvp, WebRequest http, WebResponse response)
      throws IOException {
    if (kvp.flag("store")) {
      throw OwsException.invalid("store", "store must be false: nothing is stored here, was true");
    }
    OutputFormat format = OutputFormat.parse(kvp.require("format"));
    CrsRegistry registry = coverage.datacube().crs();
    GeoBox target = new Wcs11Grid(coverage.cube().grid(), registry).target(kvp);
    Wcs11Range range = Wcs11Range.of(coverage.cube(), kvp.get("rangeSubset"));
    Resampling resampling =
        range.interpolation().map(Wcs11GetCoverage::method).orElse(coverage.cube().resampling());
    Deadline deadline = new Deadline(limits.time(), http::isAbandoned);
    CubeSource source =
        new CubeSource(
            coverage.datacube().engine(),
            coverage.cube(),
            target,
            range.bands(),
            slices(coverage, kvp.get("timeSequence"), target, format.holdsManyTimes()),
            resampling,
            coverage.filter(),
            deadline);
    limits.check(window(coverage, target), source);
    Encoder encoder = format.encoder(new GmlDocument(coverage, false), Map.of(), DEFLATE_LEVEL);
    new Delivery(coverage, format, encoder, source, deadline)
        .send(file -> new Wcs11Answer(coverage, format, encoder.extension(), file), response);
  }

  private static Resampling method(String name) {
    try {
      return Interpolations.parse(name);
    } catch (OwsException e) {
      throw OwsException.invalid("RangeSubset", e.getMessage());
    }
  }

  private static List<TimeInterval> slices(
      Coverage coverage, Optional<String> text, GeoBox target, boolean each) {
    if (text.isEmpty() || !coverage.hasTime()) {
      return TimeSelection.slices(coverage, coverage.newest().map(TimeInterval::at), target, each);
    }
    TimeParameter parsed =
        TimeParameter.parse(
            text.get(), MAX_TIMES, "TimeSequence", OwsException.INVALID_PARAMETER_VALUE);
    List<TimeInterval> times = parsed.intervals(coverage.newest().orElse(Instant.EPOCH));
    if (each) {
      return times.stream()
          .flatMap(t -> TimeSelection.slices(coverage, Optional.of(t), target, true).stream())
          .distinct()
          .sorted()
          .toList();
    }
    if (times.size() > 1) {
      throw OwsException.invalid(
          "TimeSequence",
          "TimeSequence must be one instant or one range unless the format is NetCDF or"
              + " CoverageJSON, was "
              + text.get());
    }
    return times;
  }

  private static Window window(Coverage coverage, GeoBox target) {
    GeoBox grid = coverage.cube().grid();
    Extent extent = coverage.datacube().crs().transform(target.extent(), target.crs(), grid.crs());
    return grid.windowOf(extent).intersect(grid.window());
  }
}
