// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code chronocube serve} in a process of its own. */
public final class OurServer implements AutoCloseable {

  private static final Pattern ROOT = Pattern.compile("http://[0-9.]+:\\d+/");

  private final Process process;
  private final URI root;

  private OurServer(Process process, URI root) {
    this.process = process;
    this.root = root;
  }

  /**
   * Starts a server on a free port and waits until it listens.
   *
   * @param javaOptions e.g. {@code -Xmx1g}
   * @param arguments of {@code serve} beside data directory and port
   */
  public static OurServer start(Path dataDir, List<String> javaOptions, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(javaOptions);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "org.chronocube.server.cli.Main",
            "serve",
            "--data-dir",
            dataDir.toString(),
            "--port",
            "0"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      said.append(line).append('\n');
      Matcher root = ROOT.matcher(line);
      if (root.find()) {
        drain(log);
        return new OurServer(process, URI.create(root.group()));
      }
    }
    throw new IOException("server did not start: " + said);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  // A pipe that nobody reads would stop the server when it is full.
  private static void drain(BufferedReader log) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (log.readLine() != null) {
                  Thread.onSpinWait();
                }
              } catch (IOException closed) {
                return;
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends with a slash. */
  public URI root() {
    return root;
  }

  /** Of all processors together, as far as the system tells. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  public long processId() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
