// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a suite works.
 *
 * @param home of the project
 * @param work folder for data, kept between runs
 * @param rounds how often each contender is measured
 * @param python the command that has the peers' packages
 * @param options of suites, {@code --set NAME=VALUE}, e.g. {@code search.scenes=10000000}
 */
public record Lab(Path home, Path work, int rounds, String python, Map<String, String> options) {

  /** A folder for the data of one name; a suite's, or shared ones. */
  public Path folder(String name) throws IOException {
    return Files.createDirectories(work.resolve(name));
  }

  /**
   * Starts a peer.
   *
   * @param script name in {@code benchmarks/peers}
   * @return empty when it is not installed
   */
  public Optional<Peer> peer(String script) throws IOException {
    return Peer.start(python, home.resolve("benchmarks/peers").resolve(script));
  }

  /** An option of a suite. */
  public long number(String name, long other) {
    String value = options.get(name);
    return value == null ? other : Long.parseLong(value);
  }

  /** Says on standard error what goes on. */
  public void say(String format, Object... values) {
    System.err.println("  " + String.format(java.util.Locale.ROOT, format, values));
  }
}
