// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.change;

import java.util.concurrent.TimeUnit;
import org.chronocube.algorithm.pair.PairTransform;
import org.chronocube.algorithm.pair.mad.MultivariateAlterationDetection;
import org.chronocube.algorithm.pair.mad.MultivariateAlterationDetection.Weighting;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * IR-MAD of six bands: Mpx/s of an iteration (weights by χ², moments, eigenproblem), and of putting
 * pixels through (MAD).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AlterationBenchmark {

  private static final int ITERATIONS = 4;

  private final MadePixels pixels = new MadePixels(6);
  private final MultivariateAlterationDetection method =
      new MultivariateAlterationDetection(ITERATIONS, 1e-12, Weighting.CORRELATION);
  private final PairTransform transform = method.fit(pixels);
  private final float[][] result = new float[transform.layers().size()][MadePixels.PIXELS];

  /** Fewer iterations would tell more pixels a second than there are. */
  @Setup
  public void check() {
    if (!transform.findings().get("iterations").equals(ITERATIONS)) {
      throw new IllegalStateException("iterations were " + transform.findings());
    }
  }

  /** Learns, the pass without weights counted in. */
  @Benchmark
  @OperationsPerInvocation(MadePixels.PIXELS * ITERATIONS)
  public PairTransform iterate() {
    return method.fit(pixels);
  }

  /** One block. */
  @Benchmark
  @OperationsPerInvocation(MadePixels.PIXELS)
  public float[][] apply() {
    transform.apply(pixels.block(), result);
    return result;
  }
}
