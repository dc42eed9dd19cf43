// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * What one turn took.
 *
 * @param seconds by the clock
 * @param cpuSeconds of all processors together; NaN when it is not known
 * @param answer what came out, for comparison
 */
public record Took(double seconds, double cpuSeconds, double[] answer) {

  private static final Path THREADS = Path.of("/proc/self/task");

  /** Runs something of ours in this process, whose whole processor time counts. */
  public static Took of(Callable<double[]> work) throws Exception {
    long cpu = processorNanos();
    long start = System.nanoTime();
    double[] answer = work.call();
    long end = System.nanoTime();
    return new Took((end - start) / 1e9, (processorNanos() - cpu) / 1e9, answer);
  }

  // Of all threads that live, those of the virtual machine too; the process's own sum, which other
  // systems have, counts in hundredths of a second.
  private static long processorNanos() throws IOException {
    if (!Files.isDirectory(THREADS)) {
      return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }
    long nanos = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        try {
          String text = Files.readString(thread.resolve("schedstat"));
          nanos += Long.parseLong(text.substring(0, text.indexOf(' ')));
        } catch (NoSuchFileException ended) {
          continue;
        }
      }
    }
    return nanos;
  }
}
