// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.chronocube.grid.Window;

/**
 * GDAL reading windows in one process, so that its start is not measured: what {@code
 * gdal_translate -srcwin} does to get its pixels, one read of a dataset that is newly opened. Runs
 * {@code opj_decompress} too, whose processor time only its parent learns.
 */
final class GdalWindows implements AutoCloseable {

  private static final String SCRIPT =
      """
      import hashlib, os, re, resource, subprocess, sys, tempfile, time
      from osgeo import gdal
      gdal.UseExceptions()
      image = os.path.join(tempfile.mkdtemp(), 'image.rawl')

      def window(path, level, x, y, w, h):
          dataset = gdal.Open(path)
          band = dataset.GetRasterBand(1)
          band = band if level == '0' else band.GetOverview(int(level) - 1)
          start, cpu = time.perf_counter(), time.process_time()
          samples = band.ReadRaster(int(x), int(y), int(w), int(h), buf_type=gdal.GDT_UInt16)
          return time.perf_counter() - start, time.process_time() - cpu, samples

      def children():
          usage = resource.getrusage(resource.RUSAGE_CHILDREN)
          return usage.ru_utime + usage.ru_stime

      def decompress(path, level):
          cpu = children()
          said = subprocess.run(
              ['opj_decompress', '-threads', 'ALL_CPUS', '-r', level, '-i', path, '-o', image],
              check=True, capture_output=True, text=True).stdout
          millis = re.search(r'decode time: (\\d+) ms', said).group(1)
          with open(image, 'rb') as file:
              return int(millis) / 1000, children() - cpu, file.read()

      for line in sys.stdin:
          path, *numbers = line.rstrip().split('|')
          seconds, cpu, samples = (window if len(numbers) == 5 else decompress)(path, *numbers)
          print(seconds, cpu, hashlib.sha256(samples).hexdigest(), flush=True)
      """;

  private final Process process;
  private final PrintWriter questions;
  private final BufferedReader answers;

  /**
   * @param python with GDAL's package, of a machine whose bytes are little-endian
   */
  GdalWindows(String python) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(python, "-c", SCRIPT);
    builder.environment().put("GDAL_NUM_THREADS", "ALL_CPUS");
    process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * What reading came to.
   *
   * @param took how long
   * @param digest SHA-256 of the samples as unsigned 16 bit numbers, little-endian
   */
  record Read(Took took, String digest) {}

  /** Opening the dataset is not in the time. */
  Read read(Path file, int level, Window w) throws IOException {
    return ask(
        String.format(
            Locale.ROOT,
            "%s|%d|%d|%d|%d|%d",
            file,
            level,
            w.colStart(),
            w.rowStart(),
            w.width(),
            w.height()));
  }

  /**
   * {@code opj_decompress -r} of a whole file. Its time is what it says that decoding took, without
   * start and writing; its processor time has both.
   */
  Read decompress(Path file, int level) throws IOException {
    return ask(file + "|" + level);
  }

  private Read ask(String question) throws IOException {
    questions.println(question);
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("GDAL must answer, ended at " + question);
    }
    String[] words = answer.split(" ");
    Took took = new Took(1000 * Double.parseDouble(words[0]), 1000 * Double.parseDouble(words[1]));
    return new Read(took, words[2]);
  }

  @Override
  public void close() {
    questions.close();
    process.destroy();
  }
}
