// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.ows.ExceptionReports;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.SafeXml;
import org.chronocube.web.WebResponse;

/**
 * WPS 2.0.0 (OGC 14-065r2): GetCapabilities, DescribeProcess, GetStatus, GetResult and Dismiss by
 * KVP and XML, Execute by XML.
 *
 * <p>An execution in the background is given a moment to end before its first answer, so that a
 * short one saves its client the polling; in mode auto that moment is longer, and the answer is the
 * result itself.
 */
final class Wps2 implements WpsProtocol {

  static final String VERSION = "2.0.0";

  private static final Duration MOMENT = Duration.ofMillis(500);
  private static final Duration AUTO_WAIT = Duration.ofSeconds(5);
  private static final Duration LOOK_FOR_CLIENT = Duration.ofMillis(100);

  private final WpsCore core;
  private final CrsRegistry crs;
  private final Wps2Status statuses;

  Wps2(WpsCore core, CrsRegistry crs) {
    this.core = core;
    this.crs = crs;
    statuses = new Wps2Status(core.executions());
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public void handle(OwsRequest request, WebResponse response) throws IOException {
    switch (request.operation().toLowerCase(Locale.ROOT)) {
      case "getcapabilities" -> capabilities(request, response);
      case "describeprocess" -> describe(request, response);
      case "execute" -> execute(request, response);
      case "getstatus" -> status(request, response);
      case "getresult" -> result(request, response);
      case "getexecutionresult" -> core.output(request, response);
      case "dismiss" -> dismiss(request, response);
      default ->
          throw new OwsException(
              OwsException.OPERATION_NOT_SUPPORTED,
              "request",
              "request must be GetCapabilities, DescribeProcess, Execute, GetStatus, GetResult or"
                  + " Dismiss, was "
                  + request.operation());
    }
  }

  @Override
  public void fail(OwsException error, WebResponse response) throws IOException {
    ExceptionReports.OWS_2_0.send(error, response);
  }

  private void capabilities(OwsRequest request, WebResponse response) throws IOException {
    try (OutputStream out = WpsCore.document(response, 200)) {
      Wps2Capabilities.write(core.settings(), core.processes(), request.serviceUrl(), out);
    }
  }

  private void describe(OwsRequest request, WebResponse response) throws IOException {
    var described = core.described(request);
    try (OutputStream out = WpsCore.document(response, 200)) {
      new Wps2Descriptions(core.settings(), crs).write(described, out);
    }
  }

  private void execute(OwsRequest request, WebResponse response) throws IOException {
    ExecuteRequest execute =
        Wps2ExecuteXml.parse(
            request
                .body()
                .orElseThrow(
                    () ->
                        new OwsException(
                            OwsException.OPERATION_NOT_SUPPORTED,
                            "request",
                            "Execute of version 2.0.0 must be posted as XML")));
    ExecutionPlan plan = core.plan(execute, field -> LiteralFormats.version2(field, crs));
    switch (execute.mode()) {
      case SYNC -> foreground(request, response, plan);
      case ASYNC -> background(request, response, plan);
      case AUTO -> whicheverIsFirst(request, response, plan);
    }
  }

  private void foreground(OwsRequest request, WebResponse response, ExecutionPlan plan)
      throws IOException {
    Execution execution = core.executions().runNow(plan, request.http()::isAbandoned);
    boolean keep = plan.hasReferences() && execution.status() instanceof ExecutionStatus.Succeeded;
    try {
      if (execution.status() instanceof ExecutionStatus.Failed failed) {
        throw failed.error();
      }
      if (plan.request().raw()) {
        Execution.Result result = execution.results().get(0);
        WpsCore.send(result.file(), result.plan().mimeType(), response);
        return;
      }
      if (keep) {
        core.executions().keep(execution, ending(request));
      }
      try (OutputStream out = WpsCore.document(response, 200)) {
        resultDocument(request, keep).write(execution, out);
      }
    } finally {
      if (!keep) {
        core.executions().discard(execution);
      }
    }
  }

  private Wps2Result resultDocument(OwsRequest request, boolean kept) {
    return new Wps2Result(
        request.serviceUrl(),
        kept ? Optional.of(core.executions().expiry(core.executions().now())) : Optional.empty());
  }

  // What GetResult gives: the result, or the exception report of what went wrong.
  private Executions.Ending ending(OwsRequest request) {
    return (execution, out) -> {
      if (execution.status() instanceof ExecutionStatus.Failed failed) {
        Wps2Result.failure(failed.error(), out);
      } else {
        resultDocument(request, true).write(execution, out);
      }
    };
  }

  private void background(OwsRequest request, WebResponse response, ExecutionPlan plan)
      throws IOException {
    Execution execution =
        core.executions()
            .submit(plan, request.http().caller().name(), statuses::write, ending(request));
    execution.awaitEnd(MOMENT);
    sendStatus(execution.id(), response);
  }

  private void whicheverIsFirst(OwsRequest request, WebResponse response, ExecutionPlan plan)
      throws IOException {
    Execution execution =
        core.executions()
            .submit(plan, request.http().caller().name(), statuses::write, ending(request));
    boolean ended = false;
    for (Duration waited = Duration.ZERO;
        !ended && waited.compareTo(AUTO_WAIT) < 0;
        waited = waited.plus(LOOK_FOR_CLIENT)) {
      ended = execution.awaitEnd(LOOK_FOR_CLIENT);
      if (!ended && request.http().isAbandoned()) {
        // Nobody knows its id.
        core.executions().forget(execution.id());
        throw new IOException("the client went away");
      }
    }
    if (ended) {
      sendEnded(execution, response);
    } else {
      sendStatus(execution.id(), response);
    }
  }

  private void sendEnded(Execution execution, WebResponse response) throws IOException {
    try {
      if (execution.status() instanceof ExecutionStatus.Failed failed) {
        throw failed.error();
      }
      sendResult(execution.id(), response);
    } finally {
      if (!execution.plan().hasReferences()) {
        core.executions().forget(execution.id());
      }
    }
  }

  private static String jobId(OwsRequest request) {
    return request
        .body()
        .flatMap(body -> SafeXml.text(body, "JobID"))
        .or(() -> request.kvp().get("JobID"))
        .orElseThrow(() -> OwsException.missing("JobID"));
  }

  private void status(OwsRequest request, WebResponse response) throws IOException {
    sendStatus(jobId(request), response);
  }

  private void sendStatus(String id, WebResponse response) throws IOException {
    Optional<StatusInfo> info = statuses.of(id);
    if (info.isEmpty()) {
      sendPosted(id, response);
      return;
    }
    try (OutputStream out = WpsCore.document(response, 200)) {
      info.get().write(out);
    }
  }

  // What another server runs.
  private void sendPosted(String id, WebResponse response) throws IOException {
    JobBoard.Post post = core.executions().elsewhere(id, VERSION).orElseThrow(() -> unknown(id));
    try (OutputStream out = WpsCore.document(response, 200)) {
      if (post.lost()) {
        StatusInfo.of(id, "Failed").write(out);
      } else {
        out.write(post.document());
      }
    }
  }

  private void result(OwsRequest request, WebResponse response) throws IOException {
    sendResult(jobId(request), response);
  }

  private void sendResult(String id, WebResponse response) throws IOException {
    Executions executions = core.executions();
    boolean running = executions.underWay(id, VERSION).isPresent();
    Optional<JobBoard.Post> post = executions.elsewhere(id, VERSION);
    Optional<ResultStore.Ended> ended = executions.store().ended(id, VERSION);
    if (ended.isEmpty()) {
      if (!running && post.isPresent() && post.get().lost()) {
        throw Executions.lost(id);
      }
      throw running || post.isPresent()
          ? new OwsException(
              WpsCodes.RESULT_NOT_READY, "JobID", "the job must have ended, is under way: " + id)
          : unknown(id);
    }
    Optional<ResultStore.Stored> raw =
        ended.get().succeeded() && ended.get().raw().isPresent()
            ? executions.store().output(id, ended.get().raw().get())
            : Optional.empty();
    if (raw.isPresent()) {
      WpsCore.send(raw.get().file(), raw.get().mimeType(), response);
      return;
    }
    try (OutputStream out = WpsCore.document(response, ended.get().httpStatus())) {
      Files.copy(ended.get().response(), out);
    }
  }

  private void dismiss(OwsRequest request, WebResponse response) throws IOException {
    String id = jobId(request);
    Executions executions = core.executions();
    if (statuses.of(id).isPresent()) {
      executions.forget(id);
    } else {
      JobBoard.Post post = executions.elsewhere(id, VERSION).orElseThrow(() -> unknown(id));
      executions.dismissElsewhere(id, post, JobBoard.Note.FORGET);
    }
    try (OutputStream out = WpsCore.document(response, 200)) {
      StatusInfo.of(id, "Dismissed").write(out);
    }
  }

  private static OwsException unknown(String id) {
    return new OwsException(
        WpsCodes.NO_SUCH_JOB,
        "JobID",
        "JobID must be that of a job under way or still kept, was " + id);
  }
}
