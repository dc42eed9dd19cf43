// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another Java process with the class path of the tests, spoken to line by line. */
final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  ChildJvm(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /** The next line of its output; null when it has ended. */
  String line() throws IOException {
    return output.readLine();
  }

  /** Lets a child that waits for a line go on. */
  void go() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** Ends it as {@code kill -9} does; gives the lines it had written. */
  List<String> kill() throws IOException, InterruptedException {
    // By its handle: Process.destroyForcibly would close the output that is read next.
    process.toHandle().destroyForcibly();
    process.waitFor();
    List<String> rest = new ArrayList<>();
    for (String line = line(); line != null; line = line()) {
      rest.add(line);
    }
    return rest;
  }

  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
