// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * What arrays take of the heap. The collector G1 places an array of more than half a region on
 * whole regions of its own, so that a block of 512² samples of 16 bits, 16 bytes more than half of
 * a region of 1 MiB, takes twice its size.
 *
 * @param regionBytes of the collector's regions; 0 when arrays take what they hold
 */
public record ArrayMemory(long regionBytes) {

  private static final int HEADER = 16;

  /** As this virtual machine runs. */
  public static ArrayMemory ofThisMachine() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (machine == null || !option(machine, "UseG1GC").equals("true")) {
      return new ArrayMemory(0);
    }
    return new ArrayMemory(Long.parseLong(option(machine, "G1HeapRegionSize")));
  }

  private static String option(HotSpotDiagnosticMXBean machine, String name) {
    try {
      return machine.getVMOption(name).getValue();
    } catch (IllegalArgumentException unknown) {
      // Not built into this machine, then not in use either.
      return "0";
    }
  }

  /**
   * Bytes of the heap.
   *
   * @param payload bytes of the array's elements
   */
  public long bytes(long payload) {
    long bytes = payload + HEADER;
    return regionBytes == 0 || bytes <= regionBytes / 2
        ? bytes
        : (bytes + regionBytes - 1) / regionBytes * regionBytes;
  }
}
