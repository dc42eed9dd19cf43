// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How much memory requests need, each in a virtual machine of its own with few options. {@code
 * --set memory.only=PART} measures one of composite, series and tile, of which the last takes
 * minutes.
 */
final class MemorySuite implements Suite {

  private static final int SIZE = 2048;
  private static final int DATES = 60;
  private static final int TILE = 10_980;
  private static final int IMAGES = 4;
  private static final List<Integer> LENGTHS = List.of(10, 1000, 10_000);
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
    String only = lab.options().getOrDefault("memory.only", "");
    List<Table> tables = new ArrayList<>();
    if (only.isEmpty() || only.equals("composite")) {
      tables.add(composite(lab));
    }
    if (only.isEmpty() || only.equals("series")) {
      tables.add(series(lab));
    }
    if (only.isEmpty() || only.equals("tile")) {
      tables.add(WholeTile.run(lab, TILE, DATES, IMAGES));
    }
    return tables;
  }

  // The least heap, in steps of 4 MiB, tells what is needed at once better than what was used.
  private static Table series(Lab lab) throws Exception {
    Table table =
        new Table(
            "Mean NDVI of a field of 40² pixels",
            List.of("dates", "least heap, MiB", "process with 256 MiB", "s"));
    for (int dates : LENGTHS) {
      MadeArchive archive = MadeArchive.linked(lab, 512, dates, IMAGES);
      String[] question = {"series", "200", "300", "40"};
      int least = 24;
      while (MemoryTrial.run(List.of("-Xmx" + least + "m"), archive, question).isEmpty()) {
        least += 4;
      }
      MemoryTrial one = MemoryTrial.run(List.of("-Xmx256m"), archive, question).orElseThrow();
      table.row(
          String.valueOf(dates),
          String.valueOf(least),
          mib(one.resident()),
          Table.significant(one.seconds()));
    }
    return table;
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
