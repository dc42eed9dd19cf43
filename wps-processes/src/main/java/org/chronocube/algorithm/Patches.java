// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import org.chronocube.grid.Shape;

/**
 * Connected patches of pixels of one class, numbered 1, 2 … in the order in which their first pixel
 * comes row by row. Pixels of class 0 are background and have number 0.
 *
 * <p>Union-find over runs of rows (He, Chao and Suzuki 2008, "A run-based two-scan labeling
 * algorithm", IEEE Transactions on Image Processing 17:749-756): time is linear in the number of
 * pixels, memory in the number of runs, so that maps of hundreds of millions of pixels can be
 * labelled.
 */
public final class Patches {

  private final Runs runs;
  private final Connectivity connectivity;

  /** Number of the patch of each run. */
  private final int[] numbers;

  private final int[] sizes;

  private Patches(Runs runs, Connectivity connectivity, int[] numbers, int[] sizes) {
    this.runs = runs;
    this.connectivity = connectivity;
    this.numbers = numbers;
    this.sizes = sizes;
  }

  /** Takes the pixels of a patch, a run of a row at a time. */
  @FunctionalInterface
  public interface RunVisitor {

    /**
     * @param patch number of the patch
     * @param from index of the first pixel, row-major
     * @param to index after the last one, in the same row
     */
    void run(int patch, int from, int to);
  }

  /**
   * Finds the patches.
   *
   * @param classes row-major, one per pixel, 0 = background
   */
  public static Patches of(Shape shape, byte[] classes, Connectivity connectivity) {
    return of(Runs.of(shape, classes), connectivity);
  }

  private static Patches of(Runs runs, Connectivity connectivity) {
    int[] parent = new int[runs.count()];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
    }
    int reach = connectivity == Connectivity.EIGHT ? 1 : 0;
    for (int row = 1; row < runs.shape().height(); row++) {
      joinRows(runs, row, reach, parent);
    }
    return number(runs, connectivity, parent);
  }

  // Both rows are walked once, side by side.
  private static void joinRows(Runs runs, int row, int reach, int[] parent) {
    int above = runs.first(row - 1);
    int end = runs.first(row);
    for (int run = end; run < runs.first(row + 1); run++) {
      while (above < end && runs.to(above) + reach <= runs.from(run)) {
        above++;
      }
      for (int i = above; i < end && runs.from(i) < runs.to(run) + reach; i++) {
        if (runs.value(i) == runs.value(run)) {
          join(parent, i, run);
        }
      }
    }
  }

  // The root is the first run of its set.
  private static void join(int[] parent, int a, int b) {
    int ra = find(parent, a);
    int rb = find(parent, b);
    int root = Math.min(ra, rb);
    parent[ra] = root;
    parent[rb] = root;
  }

  private static int find(int[] parent, int run) {
    int node = run;
    while (parent[node] != node) {
      parent[node] = parent[parent[node]];
      node = parent[node];
    }
    return node;
  }

  private static Patches number(Runs runs, Connectivity connectivity, int[] parent) {
    int count = 0;
    for (int run = 0; run < parent.length; run++) {
      // A parent comes before its runs, so it is a number already.
      parent[run] = parent[run] == run ? ++count : parent[parent[run]];
    }
    int[] sizes = new int[count + 1];
    for (int run = 0; run < parent.length; run++) {
      sizes[parent[run]] += runs.to(run) - runs.from(run);
    }
    return new Patches(runs, connectivity, parent, sizes);
  }

  /** Grid of the labels. */
  public Shape shape() {
    return runs.shape();
  }

  /** What is one patch. */
  public Connectivity connectivity() {
    return connectivity;
  }

  /** Number of patches. */
  public int count() {
    return sizes.length - 1;
  }

  /** Number of the patch a pixel belongs to, 0 for background; takes a search in the row's runs. */
  public int label(int pixel) {
    return labelAt(pixel / shape().width(), pixel % shape().width());
  }

  /** Number of pixels of a patch, 1 ≤ patch ≤ {@link #count()}. */
  public int size(int patch) {
    return sizes[patch];
  }

  /** Goes over the pixels of all patches, row by row. */
  public void forEachRun(RunVisitor visitor) {
    for (int row = 0; row < shape().height(); row++) {
      int start = row * shape().width();
      for (int run = runs.first(row); run < runs.first(row + 1); run++) {
        visitor.run(numbers[run], start + runs.from(run), start + runs.to(run));
      }
    }
  }

  /** The same pixels with other neighbours; of the same runs. */
  Patches with(Connectivity other) {
    return other == connectivity ? this : of(runs, other);
  }

  Runs runs() {
    return runs;
  }

  /** Number of the patch a run belongs to. */
  int ofRun(int run) {
    return numbers[run];
  }

  /** Label of a pixel, 0 when it is outside the grid. */
  int labelAt(int row, int col) {
    int run = runs.at(row, col);
    return run < 0 ? 0 : numbers[run];
  }
}
