// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much memory requests need, each in a virtual machine of its own with few options. */
final class MemorySuite implements Suite {

  private static final int SIZE = 2048;
  private static final int DATES = 60;
  private static final List<Integer> HEAPS = List.of(96, 128, 160, 220, 256, 512, 1024);

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String title() {
    return "Memory of a composite and of long series, in virtual machines of their own";
  }

  @Override
  public List<Table> run(Lab lab) throws Exception {
    return List.of(composite(lab));
  }

  private static Table composite(Lab lab) throws Exception {
    MadeArchive archive = MadeArchive.of(lab, SIZE, DATES);
    Table table =
        new Table(
            "Median of 60 dates, 1024², default options",
            List.of(
                "heap at most, MiB",
                "alive after collections",
                "process",
                "same with nothing",
                "s"));
    for (int heap : HEAPS) {
      List<String> options = List.of("-Xmx" + heap + "m");
      Optional<MemoryTrial> none = MemoryTrial.run(options, archive, "nothing", "0", "0", "1");
      Optional<MemoryTrial> one =
          MemoryTrial.run(options, archive, "composite", "300", "200", "1024");
      table.row(
          String.valueOf(heap),
          one.map(t -> mib(t.alive())).orElse("out of memory"),
          one.map(t -> mib(t.resident())).orElse(""),
          none.map(t -> mib(t.resident())).orElse("out of memory"),
          one.map(t -> Table.significant(t.seconds())).orElse(""));
    }
    return table;
  }

  private static String mib(double bytes) {
    return String.format(Locale.ROOT, "%.0f MiB", bytes / (1 << 20));
  }
}
