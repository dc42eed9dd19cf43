// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.kernel.Resampling;
import org.chronocube.server.datadir.ServiceSettings;
import org.chronocube.server.encode.Encoder;
import org.chronocube.server.ows.OwsException;
import org.chronocube.time.TimeInterval;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;

/** Answers GetCoverage of WCS 2.0: plans, checks the limits, hands over to a {@link Delivery}. */
final class GetCoverage {

  private static final String MULTIPART = "multipart/related";
  private static final int DEFAULT_DEFLATE_LEVEL = 6;

  private final Limits limits;
  private final boolean eo;
  private final int deflateLevel;

  GetCoverage(ServiceSettings settings) {
    this.limits = Limits.of(settings);
    this.eo = EoSettings.of(settings).enabled();
    long level = settings.number("defaultDeflateCompressionLevel", DEFAULT_DEFLATE_LEVEL);
    this.deflateLevel = (int) Math.max(1, Math.min(9, level));
  }

  void answer(Coverage coverage, GetCoverageRequest request, WebRequest http, WebResponse response)
      throws IOException {
    boolean multipart = isMultipart(request);
    OutputFormat format = request.format().map(OutputFormat::parse).orElse(OutputFormat.GEOTIFF);
    GmlDocument document = new GmlDocument(coverage, eo);
    Encoder encoder = format.encoder(document, request.encoding(), deflateLevel);
    Deadline deadline = new Deadline(limits.time(), http::isAbandoned);
    CrsRegistry registry = coverage.datacube().crs();
    Axes axes = Axes.of(coverage.cube().grid().crs(), registry);
    TargetGrid.Plan plan = TargetGrid.of(coverage.cube().grid(), request, registry);
    List<String> bands = BandSelection.of(coverage.cube(), request.range());
    Resampling resampling = Interpolations.of(request, axes, coverage.cube().resampling());
    List<TimeInterval> times =
        TimeSelection.slices(
            coverage,
            TimeSelection.interval(coverage, plan.time()),
            plan.target(),
            format.holdsManyTimes());
    CubeSource source =
        new CubeSource(
            coverage.datacube().engine(),
            coverage.cube(),
            plan.target(),
            bands,
            times,
            resampling,
            coverage.filter(),
            deadline);
    limits.check(plan.window(), source);
    // GML has its samples in itself.
    boolean parts = multipart && format != OutputFormat.GML;
    Delivery delivery = new Delivery(coverage, format, encoder, source, deadline);
    if (parts) {
      delivery.send(
          file ->
              new MultipartAnswer(document, delivery.fileName(), format.mediaType(), source, file),
          response);
    } else {
      delivery.send(response);
    }
  }

  private static boolean isMultipart(GetCoverageRequest request) {
    Optional<String> type = request.mediaType();
    if (type.isPresent() && !type.get().equalsIgnoreCase(MULTIPART)) {
      throw OwsException.invalid(
          "mediaType", "mediaType must be " + MULTIPART + ", was " + type.get());
    }
    return type.isPresent();
  }
}
