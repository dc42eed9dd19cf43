// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.server.datadir.DataDirectory;
import org.chronocube.server.ows.ExceptionReports;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.OwsService;
import org.chronocube.server.ows.SafeXml;
import org.chronocube.server.ows.Versions;
import org.chronocube.web.WebResponse;
import org.chronocube.wps.DatacubeProcessFactory;
import org.geotools.process.ProcessFactory;
import org.w3c.dom.Element;

/**
 * WPS 1.0.0: GetCapabilities, DescribeProcess and Execute, by GET and POST; and, for what runs in
 * the background, GetExecutionStatus, GetExecutionResult and Dismiss, which GeoServer has too.
 *
 * <p>Safe for concurrent use. {@link #close} dismisses what is under way.
 */
public final class WpsService implements OwsService, AutoCloseable {

  private static final List<String> VERSIONS = List.of("1.0.0");
  private static final String XML = "text/xml;charset=UTF-8";

  private final WpsSettings settings;
  private final ProcessDirectory processes;
  private final InputDecoder inputs;
  private final Executions executions;

  /**
   * @param settings limits and texts
   * @param processes what it offers
   * @param storage directory for results, made when needed; the settings' own wins
   */
  public WpsService(
      WpsSettings settings, ProcessDirectory processes, CrsRegistry crs, Path storage) {
    this(settings, processes, crs, storage, Clock.systemUTC());
  }

  /**
   * The service of a data directory: Chronocube's own processes over its published layers, limits
   * and texts of its {@code wps.xml}, results in {@code tmp/wps} below {@code root}.
   */
  public static WpsService of(DataDirectory directory, Path root) {
    CrsRegistry crs = new CrsRegistry();
    ProcessFactory factory = new DatacubeProcessFactory(new LayerCubes(directory));
    return new WpsService(
        WpsSettings.of(directory.configuration().wps()),
        new ProcessDirectory(List.of(factory), new Bindings(crs)),
        crs,
        root.resolve("tmp").resolve("wps"));
  }

  WpsService(
      WpsSettings settings,
      ProcessDirectory processes,
      CrsRegistry crs,
      Path storage,
      Clock clock) {
    this.settings = settings;
    this.processes = processes;
    References references = new References(settings.referenceHosts(), settings.maxInputBytes());
    inputs = new InputDecoder(references, crs, settings.maxInputBytes());
    executions = new Executions(settings, settings.storage().orElse(storage), clock);
  }

  @Override
  public String name() {
    return "WPS";
  }

  @Override
  public void handle(OwsRequest request, WebResponse response) throws IOException {
    if (!settings.enabled()) {
      throw new OwsException(
          OwsException.OPERATION_NOT_SUPPORTED, "service", "The WPS is switched off.");
    }
    switch (request.operation().toLowerCase(Locale.ROOT)) {
      case "getcapabilities" -> capabilities(request, response);
      case "describeprocess" -> describe(request, response);
      case "execute" -> execute(request, response);
      case "getexecutionstatus" -> status(request, response);
      case "getexecutionresult" -> result(request, response);
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
  public void fail(OwsRequest request, OwsException error, WebResponse response)
      throws IOException {
    ExceptionReports.OWS_1_1.send(error, response);
  }

  private void capabilities(OwsRequest request, WebResponse response) throws IOException {
    Versions.accepted(VERSIONS, acceptedVersions(request));
    try (OutputStream out = xml(response)) {
      CapabilitiesDocument.write(settings, processes, request.serviceUrl(), out);
    }
  }

  private static List<String> acceptedVersions(OwsRequest request) {
    Optional<List<String>> posted =
        request
            .body()
            .flatMap(b -> SafeXml.child(b, "AcceptVersions"))
            .map(v -> SafeXml.children(v, "Version").stream().map(SafeXml::text).toList());
    return posted.orElseGet(() -> request.kvp().list("AcceptVersions"));
  }

  private void describe(OwsRequest request, WebResponse response) throws IOException {
    checkVersion(request);
    List<String> identifiers =
        request
            .body()
            .map(b -> SafeXml.children(b, "Identifier").stream().map(SafeXml::text).toList())
            .orElseGet(() -> request.kvp().list("Identifier"));
    if (identifiers.isEmpty()) {
      throw OwsException.missing("Identifier");
    }
    boolean all = identifiers.size() == 1 && identifiers.get(0).equalsIgnoreCase("all");
    List<ProcessInfo> described =
        all ? List.copyOf(processes.all()) : identifiers.stream().map(processes::get).toList();
    try (OutputStream out = xml(response)) {
      DescriptionDocument.write(described, settings, out);
    }
  }

  private static void checkVersion(OwsRequest request) {
    Optional<String> version =
        request
            .kvp()
            .get("version")
            .or(() -> request.body().flatMap(b -> SafeXml.attribute(b, "version")));
    if (version.isPresent() && !VERSIONS.contains(version.get())) {
      throw OwsException.invalid("version", "version must be 1.0.0, was " + version.get());
    }
  }

  private void execute(OwsRequest request, WebResponse response) throws IOException {
    checkVersion(request);
    Optional<Element> body = request.body();
    ExecuteRequest execute =
        body.isPresent()
            ? ExecuteXml.parse(body.get())
            : ExecuteKvp.parse(request.kvp(), request.http().query());
    checkForm(execute);
    ProcessInfo process = processes.get(execute.identifier());
    List<OutputPlan> plans = OutputPlan.of(process, execute);
    Map<String, Object> values = inputs.decode(process, execute.inputs());
    if (execute.store()) {
      background(request, response, process, execute, plans, values);
    } else {
      foreground(request, response, process, execute, plans, values);
    }
  }

  private static void checkForm(ExecuteRequest execute) {
    if (execute.store() && execute.raw().isPresent()) {
      throw OwsException.invalid(
          "storeExecuteResponse",
          "storeExecuteResponse must be false with RawDataOutput, was true");
    }
    if (execute.status() && !execute.store()) {
      throw OwsException.invalid(
          "status", "status must be false when storeExecuteResponse is false, was true");
    }
  }

  private void background(
      OwsRequest request,
      WebResponse response,
      ProcessInfo process,
      ExecuteRequest execute,
      List<OutputPlan> plans,
      Map<String, Object> values)
      throws IOException {
    URI service = request.serviceUrl();
    Execution execution =
        executions.submit(
            process,
            execute,
            plans,
            values,
            (done, out) -> ExecuteDocument.write(done, service, true, out));
    // It may have ended already; then the answer is the final document.
    Optional<Path> done = executions.store().response(execution.id());
    try (OutputStream out = xml(response)) {
      if (done.isPresent()) {
        Files.copy(done.get(), out);
      } else {
        ExecuteDocument.write(execution, service, true, out);
      }
    }
  }

  private void foreground(
      OwsRequest request,
      WebResponse response,
      ProcessInfo process,
      ExecuteRequest execute,
      List<OutputPlan> plans,
      Map<String, Object> values)
      throws IOException {
    Execution execution =
        executions.runNow(process, execute, plans, values, request.http()::isAbandoned);
    boolean keep = execution.results().stream().anyMatch(r -> r.plan().asReference());
    try {
      if (execution.status() instanceof ExecutionStatus.Failed failed) {
        failed(failed.error(), execution, request, response);
      } else if (execute.raw().isPresent()) {
        raw(execution.results().get(0), response);
      } else {
        if (keep) {
          executions.keep(
              execution,
              (done, out) -> ExecuteDocument.write(done, request.serviceUrl(), false, out));
        }
        try (OutputStream out = xml(response)) {
          ExecuteDocument.write(execution, request.serviceUrl(), false, out);
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
    if (requestAtFault || execution.request().raw().isPresent()) {
      throw error;
    }
    try (OutputStream out = xml(response)) {
      ExecuteDocument.write(execution, request.serviceUrl(), false, out);
    }
  }

  private static void raw(Execution.Result result, WebResponse response) throws IOException {
    send(result.file(), result.plan().mimeType(), response);
  }

  private static void send(Path file, String mimeType, WebResponse response) throws IOException {
    response.status(200);
    response.header("Content-Type", mimeType);
    response.header("Content-Disposition", "attachment; filename=\"" + file.getFileName() + "\"");
    response.header("Content-Length", String.valueOf(Files.size(file)));
    response.header("Cache-Control", "no-store");
    try (OutputStream out = response.body()) {
      Files.copy(file, out);
    }
  }

  private void status(OwsRequest request, WebResponse response) throws IOException {
    String id = request.kvp().require("executionId");
    Optional<Execution> running = executions.underWay(id);
    Optional<Path> done = executions.store().response(id);
    if (running.isEmpty() && done.isEmpty()) {
      throw unknown(id);
    }
    try (OutputStream out = xml(response)) {
      if (done.isPresent()) {
        Files.copy(done.get(), out);
      } else {
        ExecuteDocument.write(running.get(), request.serviceUrl(), true, out);
      }
    }
  }

  private void result(OwsRequest request, WebResponse response) throws IOException {
    String id = request.kvp().require("executionId");
    String outputId = request.kvp().require("outputId");
    ResultStore.Stored stored =
        executions
            .store()
            .output(id, outputId)
            .orElseThrow(
                () ->
                    OwsException.invalid(
                        "outputId",
                        "outputId must be an output of a finished execution that is still kept,"
                            + " was "
                            + outputId));
    send(stored.file(), stored.mimeType(), response);
  }

  private void dismiss(OwsRequest request, WebResponse response) throws IOException {
    String id = request.kvp().require("executionId");
    if (!executions.dismiss(id)) {
      throw unknown(id);
    }
    response.status(200);
    response.header("Content-Type", "text/plain;charset=UTF-8");
    try (OutputStream out = response.body()) {
      out.write("dismissed\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  private static OwsException unknown(String id) {
    return OwsException.invalid(
        "executionId",
        "executionId must be that of an execution under way or still kept, was " + id);
  }

  private static OutputStream xml(WebResponse response) throws IOException {
    response.status(200);
    response.header("Content-Type", XML);
    response.header("Cache-Control", "no-store");
    return response.body();
  }

  /** Dismisses what is under way. */
  @Override
  public void close() {
    executions.close();
  }
}
