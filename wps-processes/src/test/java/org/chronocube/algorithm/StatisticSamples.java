// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

/** The statistics on which thresholds are compared (parity/thresholds/expected.py). */
public final class StatisticSamples {

  private StatisticSamples() {}

  public static float[] of(String name) {
    return switch (name) {
      case "modes" -> modes();
      case "magnitudes" -> magnitudes();
      case "signed" -> signed();
      case "taizhou" -> Taizhou.magnitude();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static int[] bells(int seed, int count) {
    Sequence sequence = new Sequence(seed);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < 4; k++) {
        values[i] += sequence.next() % 1000;
      }
      values[i] -= 1998;
    }
    return values;
  }

  private static float[] modes() {
    int[] bells = bells(11, 4000);
    float[] samples = new float[bells.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = bells[i] + 1998 + (i >= 3000 ? 2500 : 0);
    }
    return samples;
  }

  private static float[] magnitudes() {
    int[][] bells = {bells(3, 6000), bells(5, 6000), bells(7, 6000)};
    float[] samples = new float[6000];
    for (int i = 0; i < samples.length; i++) {
      double squares = 0;
      for (int[] axis : bells) {
        double v = axis[i] * (i % 12 == 0 ? 6.0 : 1);
        squares += v * v;
      }
      samples[i] = (float) Math.sqrt(squares);
    }
    return samples;
  }

  private static float[] signed() {
    int[] bells = bells(21, 5000);
    float[] samples = new float[bells.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = bells[i] + 300 + (i % 25 == 0 ? 5000 : 0) - (i % 50 == 7 ? 4500 : 0);
    }
    return samples;
  }
}
