// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What one turn took.
 *
 * @param seconds by the clock
 * @param cpuSeconds of all processors together; NaN when it is not known
 * @param answer what came out, for comparison
 */
public record Took(double seconds, double cpuSeconds, double[] answer) {

  /** Runs something of ours in this process, whose whole processor time counts. */
  public static Took of(Callable<double[]> work) throws Exception {
    long cpu = processorNanos();
    long start = System.nanoTime();
    double[] answer = work.call();
    long end = System.nanoTime();
    return new Took((end - start) / 1e9, (processorNanos() - cpu) / 1e9, answer);
  }

  private static long processorNanos() throws IOException {
    return ProcessorTime.nanos(List.of(ProcessHandle.current().pid()));
  }
}
