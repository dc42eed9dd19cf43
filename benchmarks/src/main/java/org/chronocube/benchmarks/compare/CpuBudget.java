// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A share of one processor for a process, by a control group of Linux (version 1 or 2) below the
 * one this process is in: so that a small machine shows what servers on machines of their own do.
 * Takes the right to make groups.
 */
final class CpuBudget implements AutoCloseable {

  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final long PERIOD_MICROS = 20_000;

  private final Path group;

  private CpuBudget(Path group) {
    this.group = group;
  }

  /**
   * Limits a process.
   *
   * @param percent of one processor
   * @return empty where groups cannot be made
   */
  static Optional<CpuBudget> of(long processId, long percent) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
      String[] part = line.split(":", 3);
      boolean newer = part[1].isEmpty();
      if (newer || part[1].equals("cpu") || part[1].startsWith("cpu,")) {
        Path parent = ROOT.resolve(newer ? "" : part[1]).resolve(part[2].substring(1));
        Path group = parent.resolve("chronocube-" + processId);
        if (Files.isWritable(parent) && limit(group, newer, percent)) {
          Files.writeString(group.resolve("cgroup.procs"), String.valueOf(processId));
          return Optional.of(new CpuBudget(group));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean limit(Path group, boolean newer, long percent) throws IOException {
    Files.createDirectories(group);
    long quota = PERIOD_MICROS * percent / 100;
    if (newer && Files.exists(group.resolve("cpu.max"))) {
      Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
      return true;
    }
    if (!newer && Files.exists(group.resolve("cpu.cfs_quota_us"))) {
      Files.writeString(group.resolve("cpu.cfs_period_us"), String.valueOf(PERIOD_MICROS));
      Files.writeString(group.resolve("cpu.cfs_quota_us"), String.valueOf(quota));
      return true;
    }
    Files.delete(group);
    return false;
  }

  /** Takes the limit away; the process must have ended. */
  @Override
  public void close() throws IOException {
    Files.delete(group);
  }
}
