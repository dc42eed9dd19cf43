// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import java.util.Arrays;

/** Keeps samples while they are few, and counts them in a {@link QuantileSketch} from then on. */
final class Quantiles {

  private final int exactLimit;
  private float[] kept = new float[0];
  private int size;
  private boolean sorted = true;
  private QuantileSketch sketch;

  Quantiles(int exactLimit) {
    this.exactLimit = exactLimit;
  }

  boolean isExact() {
    return sketch == null;
  }

  void add(float sample) {
    if (sketch != null) {
      sketch.add(sample);
    } else if (size < exactLimit) {
      if (size == kept.length) {
        kept = Arrays.copyOf(kept, Math.min(exactLimit, Math.max(1024, size * 2)));
      }
      kept[size++] = sample;
      sorted = false;
    } else {
      toSketch();
      sketch.add(sample);
    }
  }

  void merge(Quantiles other) {
    if (other.sketch == null) {
      for (int i = 0; i < other.size; i++) {
        add(other.kept[i]);
      }
    } else {
      toSketch();
      sketch.merge(other.sketch);
    }
  }

  private void toSketch() {
    if (sketch == null) {
      sketch = new QuantileSketch();
      for (int i = 0; i < size; i++) {
        sketch.add(kept[i]);
      }
      kept = new float[0];
      size = 0;
    }
  }

  /** The sample at a fraction of the order, with at least one sample added. */
  double at(double fraction, float min, float max) {
    if (sketch != null) {
      return Math.max(min, Math.min(max, sketch.at(fraction)));
    }
    if (!sorted) {
      Arrays.sort(kept, 0, size);
      sorted = true;
    }
    double position = fraction * (size - 1);
    int below = (int) position;
    int above = Math.min(below + 1, size - 1);
    return kept[below] + (position - below) * ((double) kept[above] - kept[below]);
  }
}
