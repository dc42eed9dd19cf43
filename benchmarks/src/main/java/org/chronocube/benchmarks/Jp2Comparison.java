// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.jp2.Jp2Decoders;
import org.chronocube.io.jp2.Jp2Format;
import org.chronocube.io.range.FileByteSources;

/**
 * Both JPEG 2000 decoders beside GDAL and {@code opj_decompress}: {@code Jp2Comparison FOLDER
 * GEOTIFF [PYTHON]}. The folder gets the files of {@link Jp2Files}, made of the GeoTIFF's first
 * band, unless they are there; Python must have GDAL's package. First samples are compared, at all
 * levels; then times, in turns, so that what else the machine does hits all alike, by the clock and
 * of the processors. Ends with 1 when a sample differs.
 */
public final class Jp2Comparison {

  private static final int TILE = 1024;
  private static final int RUNS = 15;
  private static final int OVERVIEW = 4;

  private final GdalWindows gdal;
  private int compared;
  private int different;

  private Jp2Comparison(GdalWindows gdal) {
    this.gdal = gdal;
  }

  public static void main(String... arguments) throws IOException, InterruptedException {
    Jp2Files files = new Jp2Files(Path.of(arguments[0]));
    files.make(Path.of(arguments[1]));
    try (GdalWindows gdal = new GdalWindows(arguments.length > 2 ? arguments[2] : "python3")) {
      Jp2Comparison comparison = new Jp2Comparison(gdal);
      for (Path file : List.of(files.lossless(), files.lossy())) {
        comparison.samples(file);
        comparison.times(file);
      }
      if (comparison.different > 0) {
        System.exit(1);
      }
    }
  }

  private static BlockReader open(Path file, Jp2Decoders decoders) {
    return new BlockReaders(
            Map.of("file", FileByteSources.anywhere()),
            List.of(new Jp2Format(new BlockCache(0), decoders)))
        .open(file.toAbsolutePath().toUri());
  }

  private static Map<String, BlockReader> readers(Path file) {
    Map<String, BlockReader> readers = new LinkedHashMap<>();
    for (Jp2Decoders decoders : List.of(Jp2Decoders.NATIVE, Jp2Decoders.JAVA)) {
      readers.put(decoders.id(), open(file, decoders));
    }
    return readers;
  }

  private void samples(Path file) throws IOException {
    Map<String, BlockReader> readers = readers(file);
    int levels = readers.get(Jp2Decoders.JAVA.id()).info().levels().size();
    for (int level = 0; level < levels; level++) {
      Shape shape = readers.get(Jp2Decoders.JAVA.id()).info().levels().get(level).shape();
      for (Window window : windows(shape, TILE >> level)) {
        String expected = gdal.read(file, level, window).digest();
        for (var reader : readers.entrySet()) {
          compare(file, level, window, reader, expected);
        }
      }
    }
    String expected = gdal.decompress(file, OVERVIEW).digest();
    for (var reader : readers.entrySet()) {
      Window all = reader.getValue().info().levels().get(OVERVIEW).shape().window();
      compare(file, OVERVIEW, all, reader, expected);
    }
    System.out.printf("%s: %d windows compared, %d differ%n", file, compared, different);
  }

  private void compare(
      Path file, int level, Window window, Map.Entry<String, BlockReader> reader, String expected) {
    compared++;
    if (!digest(reader.getValue().read(level, 0, window).samples()).equals(expected)) {
      different++;
      System.out.printf("%s, level %d, %s: %s differs%n", file, level, window, reader.getKey());
    }
  }

  /** At corners and borders of tiles, at odd places, and the whole of small levels. */
  private static List<Window> windows(Shape shape, int tile) {
    Window all = shape.window();
    List<Window> windows = new ArrayList<>();
    windows.add(Window.at(0, 0, 300, 300));
    windows.add(Window.at(tile - 1, tile - 1, 2, 2));
    windows.add(Window.at(tile - 150, 3 * tile - 7, 301, 15));
    windows.add(Window.at(2 * tile, 0, tile, tile));
    windows.add(Window.at(shape.height() - 97, shape.width() - 211, 97, 211));
    Random random = new Random(5);
    for (int i = 0; i < 5; i++) {
      int row = random.nextInt(shape.height() - 10);
      int col = random.nextInt(shape.width() - 10);
      windows.add(Window.at(row, col, 1 + random.nextInt(700), 1 + random.nextInt(700)));
    }
    if (all.pixels() < 2_000_000) {
      windows.add(all);
    }
    return windows.stream().map(w -> w.intersect(all)).filter(w -> !w.isEmpty()).toList();
  }

  private void times(Path file) throws IOException {
    Map<String, BlockReader> readers = readers(file);
    Map<String, List<Took>> millis = new LinkedHashMap<>();
    for (int run = -2; run < RUNS; run++) {
      int row = TILE * Math.floorMod(run, 9);
      int col = TILE * Math.floorMod(5 * run, 9);
      for (int shift : List.of(0, 333)) {
        Window window = Window.at(row + shift, col + shift, TILE, TILE);
        String name = shift == 0 ? "1024² window, one tile" : "1024² window, four tiles";
        add(millis, run, name + ": GDAL", gdal.read(file, 0, window).took());
        for (var reader : readers.entrySet()) {
          add(millis, run, name + ": " + reader.getKey(), time(reader.getValue(), 0, window));
        }
      }
      add(millis, run, "1:16: opj_decompress", gdal.decompress(file, OVERVIEW).took());
      for (var reader : readers.entrySet()) {
        Window all = reader.getValue().info().levels().get(OVERVIEW).shape().window();
        String name = "1:16: " + reader.getKey();
        add(millis, run, name, time(reader.getValue(), OVERVIEW, all));
      }
    }
    print(file, millis);
  }

  // The first runs warm up and do not count.
  private static void add(Map<String, List<Took>> all, int run, String name, Took took) {
    if (run >= 0) {
      all.computeIfAbsent(name, n -> new ArrayList<>()).add(took);
    }
  }

  private static Took time(BlockReader reader, int level, Window window) {
    return Took.of(() -> reader.read(level, 0, window));
  }

  private static void print(Path file, Map<String, List<Took>> millis) {
    System.out.println(file + ": medians of " + RUNS + ", by the clock and of the processors");
    Took reference = null;
    for (var entry : millis.entrySet()) {
      Took median =
          new Took(
              median(entry.getValue().stream().map(Took::millis)),
              median(entry.getValue().stream().map(Took::cpuMillis)));
      boolean ours = entry.getKey().endsWith("native") || entry.getKey().endsWith("java");
      reference = ours ? reference : median;
      System.out.printf(
          Locale.ROOT,
          "  %-34s %7.1f ms ×%.2f  %7.1f ms ×%.2f%n",
          entry.getKey(),
          median.millis(),
          median.millis() / reference.millis(),
          median.cpuMillis(),
          median.cpuMillis() / reference.cpuMillis());
    }
  }

  private static double median(Stream<Double> values) {
    return values.sorted().toList().get(RUNS / 2);
  }

  private static String digest(float[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float sample : samples) {
      bytes.putShort((short) (int) sample);
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 must be there", e);
    }
  }
}
