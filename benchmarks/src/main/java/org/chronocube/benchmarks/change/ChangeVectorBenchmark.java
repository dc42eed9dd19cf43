// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.change;

import java.util.concurrent.TimeUnit;
import org.chronocube.algorithm.pair.ChangeVectorAnalysis;
import org.chronocube.algorithm.pair.PairTransform;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Change vector analysis of four standardised bands: Mpx/s of putting pixels through. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChangeVectorBenchmark {

  private final MadePixels pixels = new MadePixels(4);
  private final PairTransform transform = new ChangeVectorAnalysis(true).fit(pixels);
  private final float[][] result = new float[transform.layers().size()][MadePixels.PIXELS];

  /** One block. */
  @Benchmark
  @OperationsPerInvocation(MadePixels.PIXELS)
  public float[][] apply() {
    transform.apply(pixels.block(), result);
    return result;
  }
}
