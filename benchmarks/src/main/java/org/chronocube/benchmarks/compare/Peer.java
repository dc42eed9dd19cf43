// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Another tool in a Python process of its own, started once and asked in turns: its start is not
 * measured. The script, in {@code benchmarks/peers}, hands functions to {@code peer.serve}; their
 * times are taken there.
 */
public final class Peer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final PrintWriter questions;
  private final BufferedReader answers;
  private final String version;

  private Peer(Process process, BufferedReader answers, String version) {
    this.process = process;
    this.questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    this.answers = answers;
    this.version = version;
  }

  /**
   * Starts a script.
   *
   * @return empty when Python or a package it needs is not installed
   */
  static Optional<Peer> start(String python, Path script) throws IOException {
    List<String> command = new ArrayList<>(List.of(python, script.toString()));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      return Optional.empty();
    }
    BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
    String line = answers.readLine();
    JsonNode first = line == null ? JSON.createObjectNode() : JSON.readTree(line);
    if (!first.has("ready")) {
      process.destroy();
      return Optional.empty();
    }
    return Optional.of(new Peer(process, answers, first.get("ready").asText()));
  }

  /** Of what it uses, e.g. {@code rasterio 1.3.5}. */
  public String version() {
    return version;
  }

  /**
   * Has a function of the script run.
   *
   * @param arguments as JSON can say them
   * @throws IOException when the script fails
   */
  public Took ask(String function, Map<String, ?> arguments) throws IOException {
    questions.println(JSON.writeValueAsString(List.of(function, arguments)));
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("peer ended in the middle of " + function);
    }
    JsonNode said = JSON.readTree(line);
    if (said.has("error")) {
      throw new IOException("peer failed in " + function + ": " + said.get("error").asText());
    }
    // NaN is null in JSON.
    JsonNode numbers = said.get("answer");
    double[] answer = new double[numbers.size()];
    for (int i = 0; i < answer.length; i++) {
      answer[i] = numbers.get(i).isNull() ? Double.NaN : numbers.get(i).asDouble();
    }
    return new Took(said.get("seconds").asDouble(), said.get("cpu").asDouble(), answer);
  }

  @Override
  public void close() {
    questions.close();
    process.destroy();
  }
}
