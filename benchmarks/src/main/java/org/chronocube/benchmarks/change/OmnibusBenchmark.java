// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.change;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.chronocube.algorithm.sar.OmnibusParameters;
import org.chronocube.algorithm.sar.OmnibusTest;
import org.chronocube.algorithm.sar.TestLaw;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;
import org.chronocube.kernel.speckle.PowerScale;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The sequential omnibus test of ten dates of two polarisations: Mpx/s. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OmnibusBenchmark {

  private static final int PIXELS = 1 << 14;
  private static final int DATES = 10;
  private static final int LOOKS = 4;

  /** Hundredths of the pixels whose power grows tenfold at some date. */
  @Param({"0", "10", "100"})
  public int changed;

  @Param({"POWER", "DECIBEL"})
  public PowerScale values;

  private final float[][][] series = new float[PIXELS][2][DATES];
  private final float[] result = new float[8];
  private SeriesWorker worker;

  @Setup
  public void make() {
    SplittableRandom random = new SplittableRandom(16);
    for (float[][] pixel : series) {
      int step = random.nextInt(100) < changed ? 1 + random.nextInt(DATES - 1) : DATES;
      for (float[] band : pixel) {
        for (int d = 0; d < DATES; d++) {
          double power = (d < step ? 1 : 10) * gamma(random);
          band[d] = (float) (values == PowerScale.POWER ? power : 10 * Math.log10(power));
        }
      }
    }
    double[] days = new double[DATES];
    for (int d = 0; d < DATES; d++) {
      days[d] = 12.0 * d;
    }
    worker =
        new OmnibusTest(new OmnibusParameters(LOOKS, 0.01, values, TestLaw.EXACT), false)
            .worker(2, new SeriesTimes(days));
  }

  /** Speckle of whole looks: a mean of exponentially distributed powers. */
  private static double gamma(SplittableRandom random) {
    double sum = 0;
    for (int i = 0; i < LOOKS; i++) {
      sum -= Math.log1p(-random.nextDouble());
    }
    return sum / LOOKS;
  }

  /** All pixels. */
  @Benchmark
  @OperationsPerInvocation(PIXELS)
  public double sequence() {
    double changes = 0;
    for (float[][] pixel : series) {
      worker.compute(pixel, result);
      changes += result[0];
    }
    return changes;
  }
}
