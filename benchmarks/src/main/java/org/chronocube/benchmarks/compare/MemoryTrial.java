// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import org.chronocube.analysis.Area;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.SeriesRequest;
import org.chronocube.analysis.TimeSeries;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.cube.Cube;
import org.chronocube.cube.Progress;
import org.chronocube.grid.Window;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * One request in a virtual machine of its own, which tells how much memory it had at most: {@code
 * MemoryTrial CATALOG KIND ROW COL SIZE [BUDGET]}, the kind being {@code composite}, {@code series}
 * or {@code nothing} (everything but the request).
 *
 * @param resident most bytes of the process, NaN where the system does not tell
 * @param alive most bytes of the heap that a collection left
 * @param seconds of the request
 * @param answer a number that every pixel changes
 */
record MemoryTrial(double resident, double alive, double seconds, double answer) {

  private static final String NDVI = "NDVI = (B08 - B04) / (B08 + B04)";
  private static final Pattern TOLD =
      Pattern.compile("resident=(\\S+) alive=(\\S+) seconds=(\\S+) answer=(\\S+)");

  /**
   * Runs one.
   *
   * @param options of the virtual machine
   * @return empty when it ran out of memory
   * @throws IOException when it failed for another reason
   */
  static Optional<MemoryTrial> run(List<String> options, MadeArchive archive, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(options);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), MemoryTrial.class.getName()));
    command.add(archive.catalog().toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Matcher told = TOLD.matcher(said);
    if (told.find() && process.exitValue() == 0) {
      return Optional.of(
          new MemoryTrial(
              Double.parseDouble(told.group(1)),
              Double.parseDouble(told.group(2)),
              Double.parseDouble(told.group(3)),
              Double.parseDouble(told.group(4))));
    }
    if (said.contains("OutOfMemoryError")) {
      return Optional.empty();
    }
    throw new IOException("trial " + List.of(arguments) + " failed: " + said);
  }

  /** The child's side. */
  public static void main(String... arguments) throws Exception {
    AtomicLong alive = new AtomicLong();
    watch(alive);
    Window window =
        Window.at(
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            Integer.parseInt(arguments[4]),
            Integer.parseInt(arguments[4]));
    DatacubeOptions defaults = DatacubeOptions.DEFAULTS.withReadOnly(true);
    DatacubeOptions options =
        arguments.length < 6
            ? defaults
            : new DatacubeOptions(null, Long.parseLong(arguments[5]), defaults.threads(), true);
    try (Datacube datacube = Datacubes.open(Path.of(arguments[0]), options)) {
      Cube cube = datacube.catalog().cube(MadeArchive.CUBE).orElseThrow();
      long start = System.nanoTime();
      double answer =
          switch (arguments[1]) {
            case "composite" -> composite(datacube, cube, window);
            case "series" -> series(datacube, cube, window);
            default -> composite(datacube, cube, Window.at(0, 0, 1, 1));
          };
      System.out.printf(
          Locale.ROOT,
          "resident=%s alive=%s seconds=%.3f answer=%s%n",
          ProcessorTime.peakBytes(ProcessHandle.current().pid()),
          (double) alive.get(),
          (System.nanoTime() - start) / 1e9,
          answer);
    }
  }

  // What is left after a collection of the whole heap's parts, the most of it.
  private static void watch(AtomicLong alive) {
    ManagementFactory.getGarbageCollectorMXBeans()
        .forEach(
            bean ->
                ((NotificationEmitter) bean)
                    .addNotificationListener(
                        (notification, handback) -> alive.accumulateAndGet(left(), Math::max),
                        null,
                        null));
  }

  private static long left() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage)
        .filter(usage -> usage != null)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }

  private static double composite(Datacube datacube, Cube cube, Window window) {
    CubeRequest request =
        new CubeRequest(
            cube.grid().crop(window),
            List.of("B04"),
            List.of(TimeInterval.ALL),
            MosaicRule.MEDIAN,
            Resampling.NEAREST,
            Filter.INCLUDE,
            List.of(),
            CubeRequest.FailurePolicy.FAIL);
    RasterBlock block = datacube.engine().read(cube, request, Progress.NONE).blocks().get(0);
    double sum = 0;
    for (int i = 0; i < block.samples().length; i++) {
      sum += block.mask().isValid(i) ? (double) block.samples()[i] * (i % 1009) : 0;
    }
    return sum;
  }

  private static double series(Datacube datacube, Cube cube, Window window) {
    var extent = cube.grid().crop(window).extent();
    Envelope box = new Envelope(extent.minX(), extent.maxX(), extent.minY(), extent.maxY());
    SeriesRequest request =
        new SeriesRequest(
            cube,
            Area.of(cube, new GeometryFactory().toGeometry(box), cube.grid().crs(), datacube.crs()),
            List.of(),
            BandSelection.of(cube, List.of(NDVI)),
            List.of(),
            Filter.INCLUDE);
    return new TimeSeries(datacube.engine())
        .compute(request, Progress.NONE).entries().stream()
            .collect(Collectors.summingDouble(e -> e.statistics().get(0).mean()));
  }
}
