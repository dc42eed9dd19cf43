// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.SafeXml;
import org.chronocube.web.WebResponse;

/** What both versions work with: processes, executions, and ways to answer. */
record WpsCore(
    WpsSettings settings, ProcessDirectory processes, InputDecoder inputs, Executions executions) {

  /** In place of an output: all that is kept of an execution, as a STAC item. */
  static final String ITEM = "stac-item";

  /**
   * Decodes and checks a request.
   *
   * @param formats the formats an output can be written in, the default one first
   */
  ExecutionPlan plan(ExecuteRequest request, Function<ProcessInfo.Field, List<Format>> formats) {
    ProcessInfo process = processes.get(request.identifier());
    List<OutputPlan> outputs = OutputPlan.of(process, request, formats);
    Map<String, Object> values = inputs.decode(process, request.inputs());
    return new ExecutionPlan(process, request, outputs, values);
  }

  /** The processes a DescribeProcess request names, {@code ALL} for all. */
  List<ProcessInfo> described(OwsRequest request) {
    List<String> identifiers =
        request
            .body()
            .map(b -> SafeXml.children(b, "Identifier").stream().map(SafeXml::text).toList())
            .orElseGet(() -> request.kvp().list("Identifier"));
    if (identifiers.isEmpty()) {
      throw OwsException.missing("Identifier");
    }
    boolean all = identifiers.size() == 1 && identifiers.get(0).equalsIgnoreCase("all");
    return all ? List.copyOf(processes.all()) : identifiers.stream().map(processes::get).toList();
  }

  /** Sends one output of a finished execution: where references in documents point to. */
  void output(OwsRequest request, WebResponse response) throws IOException {
    String id = request.kvp().require("executionId");
    String outputId = request.kvp().require("outputId");
    if (outputId.equals(ITEM)) {
      item(request, id, response);
      return;
    }
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

  private void item(OwsRequest request, String id, WebResponse response) throws IOException {
    StoredItem item =
        executions
            .store()
            .item(id)
            .orElseThrow(
                () ->
                    OwsException.invalid(
                        "executionId",
                        "executionId must be of a finished execution that is still kept and tells"
                            + " what it was made of, was "
                            + id));
    String version = request.kvp().get("version").orElse("1.0.0");
    byte[] json =
        item.json(
            output ->
                request.serviceUrl()
                    + "?service=WPS&version="
                    + version
                    + "&request=GetExecutionResult&executionId="
                    + id
                    + "&outputId="
                    + output,
            ITEM,
            executions.expiry(item.at()));
    response.status(200);
    response.header("Content-Type", "application/geo+json");
    response.header("Cache-Control", "no-store");
    try (OutputStream out = response.body()) {
      out.write(json);
    }
  }

  /** Sends a file as it is. */
  static void send(Path file, String mimeType, WebResponse response) throws IOException {
    response.status(200);
    response.header("Content-Type", mimeType);
    response.header("Content-Disposition", "attachment; filename=\"" + file.getFileName() + "\"");
    response.header("Content-Length", String.valueOf(Files.size(file)));
    response.header("Cache-Control", "no-store");
    try (OutputStream out = response.body()) {
      Files.copy(file, out);
    }
  }

  /** Begins a document; closing the stream ends the answer. */
  static OutputStream document(WebResponse response, int status) throws IOException {
    response.status(status);
    response.header("Content-Type", "text/xml;charset=UTF-8");
    response.header("Cache-Control", "no-store");
    return response.body();
  }
}
