// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.deflate.DeflateLibrary;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.tiff.TiffFormat;
import org.chronocube.raster.RasterBlock;

/**
 * A whole band of a COG on one thread, by rows of blocks, without a cache: every codec, with and
 * without predictor, for three types. What is compared is processor time.
 */
public final class DecoderSuite implements Suite {

  private static final int SIZE = 4096;
  private static final int ROWS = 512;
  private static final int SAMPLED = 100_003;
  private static final double WANTED = 1.3;

  private record Case(String type, String codec, int predictor) {
    String name() {
      return type
          + ", "
          + codec.toLowerCase(Locale.ROOT)
          + (predictor == 1 ? "" : ", predictor " + predictor);
    }

    String predictorName() {
      return predictor == 1 ? "NO" : predictor == 2 ? "STANDARD" : "FLOATING_POINT";
    }
  }

  @Override
  public String name() {
    return "decoder";
  }

  @Override
  public String title() {
    return "Whole bands of COGs at one thread: every codec";
  }

  @Override
  public List<Table> run(Lab lab) throws Exception {
    Path folder = lab.folder("decoder");
    GeoBox grid =
        new GeoBox(
            new Shape(SIZE, SIZE), new Affine(10, 0, 600_000, 0, -10, 5_000_000), "EPSG:32630");
    Path source = Scenes.cog(folder.resolve("source.tif"), grid, 17, 0.05);
    Table table =
        new Table(
            title(),
            List.of(
                "",
                "Mpx/s",
                "without libdeflate",
                "GDAL",
                "time by GDAL's",
                "as floats",
                "GDAL, as floats",
                "time by GDAL's, floats",
                "wanted"));
    try (Peer gdal = lab.peer("gdal_bands.py").orElse(null)) {
      if (gdal == null) {
        row(table, lab, "uint16, deflate, predictor 2", source, Optional.empty());
        return List.of(table.note("GDAL is not installed, nor are its files."));
      }
      for (Case one : cases()) {
        Path file = folder.resolve(one.type + "-" + one.codec + "-" + one.predictor + ".tif");
        make(gdal, source, file, one);
        compare(gdal, file);
        row(table, lab, one.name(), file, Optional.of(gdal));
      }
      table.note(
          "Processor time, medians of "
              + lab.rounds()
              + "; beside "
              + gdal.version()
              + ". Samples in the type of the file, or floats; ours with a mask of what is valid.");
    }
    return List.of(table);
  }

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (String type : List.of("uint16", "uint8", "float32")) {
      for (String codec : List.of("DEFLATE", "LZW", "ZSTD")) {
        cases.add(new Case(type, codec, 1));
        cases.add(new Case(type, codec, type.equals("float32") ? 3 : 2));
      }
    }
    return cases;
  }

  private static void make(Peer gdal, Path source, Path file, Case one) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Path part = file.resolveSibling(file.getFileName() + ".part.tif");
    gdal.ask(
        "make",
        Map.of(
            "source", source.toString(),
            "target", part.toString(),
            "kind", one.type,
            "codec", one.codec,
            "predictor", one.predictorName()));
    Files.move(part, file);
  }

  private static void compare(Peer gdal, Path file) throws IOException {
    double[] theirs = gdal.ask("digest", Map.of("path", file.toString())).answer();
    for (DeflateLibrary library : List.of(DeflateLibrary.AUTO, DeflateLibrary.JAVA)) {
      double[] ours = digest(file, library);
      for (int i = 0; i < ours.length; i++) {
        if (!(Math.abs(ours[i] - theirs[i]) <= 1e-10 * Math.abs(theirs[i]))) {
          throw new IllegalStateException(
              file + ": sum " + i + " must be " + theirs[i] + ", was " + ours[i]);
        }
      }
    }
  }

  private static double[] digest(Path file, DeflateLibrary library) {
    BlockReader reader = open(file, library);
    double[] sums = new double[2];
    for (int row = 0; row < SIZE; row += ROWS) {
      float[] samples = reader.read(0, 0, Window.at(row, 0, ROWS, SIZE)).samples();
      for (int i = 0; i < samples.length; i++) {
        sums[0] += samples[i];
        sums[1] += (double) samples[i] * (((long) row * SIZE + i) % 8191);
      }
    }
    return sums;
  }

  private static BlockReader open(Path file, DeflateLibrary library) {
    return new BlockReaders(
            Map.of("file", FileByteSources.anywhere()),
            List.of(new TiffFormat(new BlockCache(0), library.open())))
        .open(file.toUri());
  }

  private static double[] read(Path file, DeflateLibrary library, boolean floats) {
    BlockReader reader = open(file, library);
    double[] sampled = new double[(SIZE * SIZE - 1) / SAMPLED + 1];
    for (int row = 0; row < SIZE; row += ROWS) {
      RasterBlock block = reader.read(0, 0, Window.at(row, 0, ROWS, SIZE));
      if (floats) {
        block.samples();
      }
      int start = row * SIZE;
      for (int i = (start + SAMPLED - 1) / SAMPLED; i * SAMPLED < start + ROWS * SIZE; i++) {
        sampled[i] = block.sample(i * SAMPLED - start);
      }
    }
    return sampled;
  }

  private static void row(Table table, Lab lab, String name, Path file, Optional<Peer> gdal)
      throws Exception {
    Map<String, Contest.Turn> turns = new LinkedHashMap<>();
    turns.put("ours", () -> Took.of(() -> read(file, DeflateLibrary.AUTO, false)));
    turns.put("ours floats", () -> Took.of(() -> read(file, DeflateLibrary.AUTO, true)));
    if (name.contains("deflate")) {
      turns.put("java", () -> Took.of(() -> read(file, DeflateLibrary.JAVA, false)));
    }
    gdal.ifPresent(
        peer -> {
          turns.put("gdal", () -> ask(peer, file, false));
          turns.put("floats", () -> ask(peer, file, true));
        });
    Map<String, double[]> cpu = measured(turns, lab.rounds());
    table.row(
        name,
        rate(cpu, "ours"),
        rate(cpu, "java"),
        rate(cpu, "gdal"),
        Table.times(median(cpu, "ours") / median(cpu, "gdal")),
        rate(cpu, "ours floats"),
        rate(cpu, "floats"),
        Table.times(median(cpu, "ours floats") / median(cpu, "floats")),
        "at most " + Table.times(WANTED));
  }

  private static Took ask(Peer peer, Path file, boolean floats) throws IOException {
    return peer.ask("read", Map.of("path", file.toString(), "floats", floats));
  }

  /** Processor times of each, ascending, after two turns of warming up. */
  private static Map<String, double[]> measured(Map<String, Contest.Turn> turns, int rounds)
      throws Exception {
    Map<String, double[]> cpu = new LinkedHashMap<>();
    for (int round = -2; round < rounds; round++) {
      for (Map.Entry<String, Contest.Turn> turn : turns.entrySet()) {
        Took took = turn.getValue().take();
        double[] all = cpu.computeIfAbsent(turn.getKey(), k -> new double[rounds]);
        if (round >= 0) {
          all[round] = took.cpuSeconds();
        }
      }
    }
    cpu.values().forEach(Arrays::sort);
    return cpu;
  }

  private static double median(Map<String, double[]> cpu, String name) {
    return cpu.containsKey(name) ? Contest.quantile(cpu.get(name), 0.5) : Double.NaN;
  }

  private static String rate(Map<String, double[]> cpu, String name) {
    return Table.significant((double) SIZE * SIZE / 1e6 / median(cpu, name));
  }
}
