// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chronocube.grid.Shape;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.tiff.TiffFormat;

/**
 * Images of the size of a Sentinel-2 band, as ESA lays them out (10980² pixels, tiles of 1024², 15
 * bits, five decompositions), made by {@code gdal_translate} of a real band that is mirrored until
 * it fills them, with noise so that they are as hard to code as a sensor's.
 */
final class Jp2Files {

  static final int SIZE = 10_980;
  private static final double NOISE = 6;
  private static final int MAX = 32_767;

  private final Path folder;

  Jp2Files(Path folder) {
    this.folder = folder;
  }

  Path lossless() {
    return folder.resolve("lossless.jp2");
  }

  Path lossy() {
    return folder.resolve("lossy.jp2");
  }

  /** Makes those that are not there yet. */
  void make(Path geoTiff) throws IOException, InterruptedException {
    Path raw = folder.resolve("source.raw");
    if (Files.exists(lossless()) && Files.exists(lossy())) {
      return;
    }
    Files.createDirectories(folder);
    write(geoTiff, raw);
    translate(raw, lossless(), "QUALITY=100", "REVERSIBLE=YES");
    translate(raw, lossy(), "QUALITY=25", "REVERSIBLE=NO");
    Files.delete(raw);
  }

  private static void write(Path geoTiff, Path raw) throws IOException {
    BlockReader source =
        new BlockReaders(
                Map.of("file", FileByteSources.anywhere()),
                List.of(new TiffFormat(new BlockCache(0))))
            .open(geoTiff.toAbsolutePath().toUri());
    Shape shape = source.info().shape();
    float[] band = source.read(0, 0, shape.window()).samples();
    Random random = new Random(1);
    ByteBuffer line = ByteBuffer.allocate(2 * SIZE).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(raw), 1 << 20)) {
      for (int row = 0; row < SIZE; row++) {
        int from = mirrored(row, shape.height()) * shape.width();
        line.clear();
        for (int col = 0; col < SIZE; col++) {
          double sample = band[from + mirrored(col, shape.width())] + NOISE * random.nextGaussian();
          line.putShort((short) Math.max(0, Math.min(MAX, Math.rint(sample))));
        }
        out.write(line.array());
      }
    }
    Files.writeString(
        raw.resolveSibling("source.hdr"),
        """
        ENVI
        samples = %d
        lines = %d
        bands = 1
        data type = 12
        interleave = bsq
        byte order = 0
        """
            .formatted(SIZE, SIZE));
  }

  private static int mirrored(int index, int size) {
    int in = index % (2 * size);
    return in < size ? in : 2 * size - 1 - in;
  }

  private static void translate(Path raw, Path to, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("gdal_translate", "-q", "-of", "JP2OpenJPEG"));
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("BLOCKXSIZE=1024", "BLOCKYSIZE=1024", "NBITS=15", "RESOLUTIONS=6"));
    all.forEach(option -> command.addAll(List.of("-co", option)));
    command.addAll(List.of(raw.toString(), to.toString()));
    ProcessBuilder process = new ProcessBuilder(command).inheritIO();
    process.environment().put("GDAL_NUM_THREADS", "ALL_CPUS");
    int exit = process.start().waitFor();
    if (exit != 0) {
      throw new IOException("gdal_translate must end with 0, ended with " + exit);
    }
  }
}
