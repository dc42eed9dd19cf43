// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.chronocube.server.ows.ExceptionReports;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.web.WebResponse;
import org.w3c.dom.Element;

/**
 * WPS 1.0.0 (OGC 05-007r7): GetCapabilities, DescribeProcess and Execute; and, for what runs in the
 * background, GetExecutionStatus, GetExecutionResult and Dismiss, which GeoServer has too.
 */
final class Wps1 implements WpsProtocol {

  static final String VERSION = "1.0.0";

  private final WpsCore core;

  Wps1(WpsCore core) {
    this.core = core;
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
      case "getexecutionstatus" -> status(request, response);
      case "getexecutionresult" -> core.output(request, response);
      case "dismiss" -> dismiss(request, response);
      default ->
          throw new OwsException(
              OwsException.OPERATION_NOT_SUPPORTED,
              "request",
              "request must be GetCapabilities, DescribeProcess or Execute, was "
                  + request.operation());
    }
  }

  @Override
  public void fail(OwsException error, WebResponse response) throws IOException {
    ExceptionReports.OWS_1_1.send(WpsCodes.ofVersion1(error), response);
  }

  private void capabilities(OwsRequest request, WebResponse response) throws IOException {
    try (OutputStream out = WpsCore.document(response, 200)) {
      Wps1Capabilities.write(core.settings(), core.processes(), request.serviceUrl(), out);
    }
  }

  private void describe(OwsRequest request, WebResponse response) throws IOException {
    var described = core.described(request);
    try (OutputStream out = WpsCore.document(response, 200)) {
      Wps1Descriptions.write(described, core.settings(), out);
    }
  }

  private void execute(OwsRequest request, WebResponse response) throws IOException {
    Optional<Element> body = request.body();
    ExecuteRequest execute =
        body.isPresent()
            ? Wps1ExecuteXml.parse(body.get())
            : Wps1ExecuteKvp.parse(request.kvp(), request.http().query());
    checkForm(execute);
    ExecutionPlan plan = core.plan(execute, LiteralFormats::version1);
    if (execute.mode() == ExecuteRequest.Mode.ASYNC) {
      background(request, response, plan);
    } else {
      foreground(request, response, plan);
    }
  }

  private static void checkForm(ExecuteRequest execute) {
    boolean store = execute.mode() == ExecuteRequest.Mode.ASYNC;
    if (store && execute.raw()) {
      throw OwsException.invalid(
          "storeExecuteResponse",
          "storeExecuteResponse must be false with RawDataOutput, was true");
    }
    if (execute.status() && !store) {
      throw OwsException.invalid(
          "status", "status must be false when storeExecuteResponse is false, was true");
    }
  }

  private void background(OwsRequest request, WebResponse response, ExecutionPlan plan)
      throws IOException {
    URI service = request.serviceUrl();
    Execution execution =
        core.executions()
            .submit(
                plan,
                request.http().caller().name(),
                (running, out) -> Wps1Response.write(running, service, true, out),
                (done, out) -> Wps1Response.write(done, service, true, out));
    // It may have ended already; then the answer is the final document.
    Optional<Path> done = ended(execution.id());
    try (OutputStream out = WpsCore.document(response, 200)) {
      if (done.isPresent()) {
        Files.copy(done.get(), out);
      } else {
        Wps1Response.write(execution, service, true, out);
      }
    }
  }

  private Optional<Path> ended(String id) throws IOException {
    return core.executions().store().ended(id, VERSION).map(ResultStore.Ended::response);
  }

  private void foreground(OwsRequest request, WebResponse response, ExecutionPlan plan)
      throws IOException {
    Executions executions = core.executions();
    Execution execution = executions.runNow(plan, request.http()::isAbandoned);
    boolean keep = plan.hasReferences() && execution.status() instanceof ExecutionStatus.Succeeded;
    try {
      if (execution.status() instanceof ExecutionStatus.Failed failed) {
        failed(failed.error(), execution, request, response);
      } else if (plan.request().raw()) {
        Execution.Result result = execution.results().get(0);
        WpsCore.send(result.file(), result.plan().mimeType(), response);
      } else {
        if (keep) {
          executions.keep(
              execution, (done, out) -> Wps1Response.write(done, request.serviceUrl(), false, out));
        }
        try (OutputStream out = WpsCore.document(response, 200)) {
          Wps1Response.write(execution, request.serviceUrl(), false, out);
        }
      }
    } finally {
      if (!keep) {
        executions.discard(execution);
      }
    }
  }

  // A wrong parameter is the request's fault, told as any other; else the document says it failed.
  private static void failed(
      OwsException error, Execution execution, OwsRequest request, WebResponse response)
      throws IOException {
    boolean requestAtFault =
        error.code().filter(OwsException.INVALID_PARAMETER_VALUE::equals).isPresent();
    if (requestAtFault || execution.plan().request().raw()) {
      throw error;
    }
    try (OutputStream out = WpsCore.document(response, 200)) {
      Wps1Response.write(execution, request.serviceUrl(), false, out);
    }
  }

  private void status(OwsRequest request, WebResponse response) throws IOException {
    String id = request.kvp().require("executionId");
    Optional<Execution> running = core.executions().underWay(id, VERSION);
    Optional<Path> done = ended(id);
    if (running.isEmpty() && done.isEmpty()) {
      sendPosted(id, response);
      return;
    }
    try (OutputStream out = WpsCore.document(response, 200)) {
      if (done.isPresent()) {
        Files.copy(done.get(), out);
      } else {
        Wps1Response.write(running.get(), request.serviceUrl(), true, out);
      }
    }
  }

  // What another server runs.
  private void sendPosted(String id, WebResponse response) throws IOException {
    JobBoard.Post post = core.executions().elsewhere(id, VERSION).orElseThrow(() -> unknown(id));
    if (post.lost()) {
      throw Executions.lost(id);
    }
    try (OutputStream out = WpsCore.document(response, 200)) {
      out.write(post.document());
    }
  }

  // What waits or runs ends as failed, and its document says so until it expires.
  private void dismiss(OwsRequest request, WebResponse response) throws IOException {
    String id = request.kvp().require("executionId");
    Executions executions = core.executions();
    if (executions.underWay(id, VERSION).isEmpty() && ended(id).isEmpty()) {
      JobBoard.Post post = executions.elsewhere(id, VERSION).orElseThrow(() -> unknown(id));
      executions.dismissElsewhere(id, post, JobBoard.Note.STOP);
    } else if (!executions.stop(id)) {
      executions.forget(id);
    }
    response.status(200);
    response.header("Content-Type", "text/plain;charset=UTF-8");
    try (OutputStream out = response.body()) {
      out.write("dismissed\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static OwsException unknown(String id) {
    return OwsException.invalid(
        "executionId",
        "executionId must be that of an execution under way or still kept, was " + id);
  }
}
