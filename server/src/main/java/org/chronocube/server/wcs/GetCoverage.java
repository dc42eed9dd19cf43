// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.CancelledException;
import org.chronocube.kernel.Resampling;
import org.chronocube.server.datadir.ServiceSettings;
import org.chronocube.server.encode.Encoded;
import org.chronocube.server.encode.Encoder;
import org.chronocube.server.encode.UnsupportedRasterException;
import org.chronocube.server.ows.OwsException;
import org.chronocube.time.TimeInterval;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;

/** Answers GetCoverage: plans, checks the limits, encodes, sends. */
final class GetCoverage {

  private static final String MULTIPART = "multipart/related";
  private static final int DEFAULT_DEFLATE_LEVEL = 6;

  private final Limits limits;
  private final int deflateLevel;

  GetCoverage(ServiceSettings settings) {
    this.limits = Limits.of(settings);
    long level = settings.number("defaultDeflateCompressionLevel", DEFAULT_DEFLATE_LEVEL);
    this.deflateLevel = (int) Math.max(1, Math.min(9, level));
  }

  void answer(Coverage coverage, GetCoverageRequest request, WebRequest http, WebResponse response)
      throws IOException {
    Deadline deadline = new Deadline(limits.time(), http::isAbandoned);
    boolean multipart = isMultipart(request);
    OutputFormat format = request.format().map(OutputFormat::parse).orElse(OutputFormat.GEOTIFF);
    Encoder encoder = format.encoder(coverage.layer().title(), request.encoding(), deflateLevel);
    CubeSource source = plan(coverage, request, format, deadline);
    try {
      encoder.check(source);
    } catch (UnsupportedRasterException e) {
      throw new OwsException(OwsException.INVALID_PARAMETER_VALUE, "format", e.getMessage(), e);
    }
    try (Encoded file = encoder.encode(source)) {
      String name = coverage.id() + "." + encoder.extension();
      if (multipart) {
        Axes axes = Axes.of(source.grid().crs(), coverage.datacube().crs());
        sendMultipart(
            new MultipartAnswer(coverage.id(), name, format.mediaType(), axes, source),
            file,
            response);
      } else {
        send(format.mediaType(), name, file, response);
      }
    } catch (CancelledException e) {
      throw deadline.isOver() ? deadline.exceeded() : e;
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

  private CubeSource plan(
      Coverage coverage, GetCoverageRequest request, OutputFormat format, Deadline deadline) {
    CrsRegistry registry = coverage.datacube().crs();
    Axes axes = Axes.of(coverage.cube().grid().crs(), registry);
    TargetGrid.Plan plan = TargetGrid.of(coverage.cube().grid(), request, registry);
    List<String> bands = BandSelection.of(coverage.cube(), request.range());
    Resampling resampling = Interpolations.of(request, axes, coverage.cube().resampling());
    Optional<TimeInterval> interval = TimeSelection.interval(coverage, plan.time());
    List<TimeInterval> times =
        interval
            .map(
                i ->
                    format.holdsManyTimes()
                        ? TimeSelection.instants(coverage, i, plan.target())
                        : List.of(i))
            .orElse(List.of());
    CubeSource source =
        new CubeSource(
            coverage.datacube().engine(),
            coverage.cube(),
            plan.target(),
            bands,
            times,
            resampling,
            deadline);
    limits.check(plan.window(), source);
    return source;
  }

  private static void send(String mediaType, String name, Encoded file, WebResponse response)
      throws IOException {
    response.status(200);
    response.header("Content-Type", mediaType);
    response.header("Content-Length", Long.toString(file.size()));
    response.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
    try (var out = response.body()) {
      file.writeTo(out);
    }
  }

  private static void sendMultipart(MultipartAnswer answer, Encoded file, WebResponse response)
      throws IOException {
    response.status(200);
    response.header("Content-Type", MultipartAnswer.CONTENT_TYPE);
    try (var out = response.body()) {
      answer.write(file, out);
    }
  }
}
