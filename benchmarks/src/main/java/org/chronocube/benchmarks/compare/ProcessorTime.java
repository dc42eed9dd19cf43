// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What processes have used, from {@code /proc} where there is one: the threads that live, with
 * those of the virtual machine.
 */
final class ProcessorTime {

  private ProcessorTime() {}

  /** Of all processors; elsewhere than on Linux in hundredths of a second at best. */
  static long nanos(List<Long> processes) throws IOException {
    long nanos = 0;
    for (long process : processes) {
      Path threads = Path.of("/proc", Long.toString(process), "task");
      nanos += Files.isDirectory(threads) ? ofThreads(threads) : ofProcess(process);
    }
    return nanos;
  }

  private static long ofProcess(long process) {
    return ProcessHandle.of(process)
        .flatMap(p -> p.info().totalCpuDuration())
        .map(Duration::toNanos)
        .orElse(0L);
  }

  private static long ofThreads(Path threads) throws IOException {
    long nanos = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
      for (Path thread : all) {
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

  /** Most memory a process has had; NaN where the system does not tell. */
  static double peakBytes(long process) throws IOException {
    Path status = Path.of("/proc", Long.toString(process), "status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("\\D+", "")))
        .findFirst()
        .orElse(Double.NaN);
  }

  /** What a process has read from files and elsewhere; NaN where the system does not tell. */
  static double readBytes(long process) throws IOException {
    Path io = Path.of("/proc", Long.toString(process), "io");
    if (!Files.exists(io)) {
      return Double.NaN;
    }
    return Files.readAllLines(io).stream()
        .filter(line -> line.startsWith("rchar:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")))
        .findFirst()
        .orElse(Double.NaN);
  }
}
