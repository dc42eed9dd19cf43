// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How long something took.
 *
 * @param millis by the clock: what else the machine does is in it
 * @param cpuMillis of all threads of the process
 */
record Took(double millis, double cpuMillis) {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  static Took of(Runnable work) {
    long start = System.nanoTime();
    long cpu = SYSTEM.getProcessCpuTime();
    work.run();
    return new Took((System.nanoTime() - start) / 1e6, (SYSTEM.getProcessCpuTime() - cpu) / 1e6);
  }
}
