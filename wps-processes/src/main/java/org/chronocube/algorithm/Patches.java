// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import java.util.Arrays;
import org.chronocube.grid.Shape;

/**
 * Connected patches of pixels of one class, numbered 1, 2 … in the order in which their first pixel
 * comes row by row. Pixels of class 0 are background and have number 0.
 *
 * <p>Two passes with union-find (Rosenfeld and Pfaltz 1966), linear in the number of pixels.
 */
public final class Patches {

  private final Shape shape;
  private final int[] labels;
  private final int[] sizes;

  private Patches(Shape shape, int[] labels, int[] sizes) {
    this.shape = shape;
    this.labels = labels;
    this.sizes = sizes;
  }

  /**
   * Finds the patches.
   *
   * @param classes row-major, one per pixel, 0 = background
   */
  public static Patches of(Shape shape, byte[] classes, Connectivity connectivity) {
    if (classes.length != shape.pixels()) {
      throw new IllegalArgumentException(
          "classes must have " + shape.pixels() + " pixels, had " + classes.length);
    }
    int[] labels = new int[classes.length];
    Forest forest = new Forest();
    for (int row = 0; row < shape.height(); row++) {
      for (int col = 0; col < shape.width(); col++) {
        int i = row * shape.width() + col;
        if (classes[i] != 0) {
          int root = joinNeighbours(shape, classes, labels, forest, row, col, connectivity);
          labels[i] = root == 0 ? forest.plant() : root;
        }
      }
    }
    return number(shape, labels, forest);
  }

  private static int joinNeighbours(
      Shape shape,
      byte[] classes,
      int[] labels,
      Forest forest,
      int row,
      int col,
      Connectivity connectivity) {
    int width = shape.width();
    int i = row * width + col;
    int root = 0;
    if (col > 0 && classes[i - 1] == classes[i]) {
      root = forest.find(labels[i - 1]);
    }
    if (row == 0) {
      return root;
    }
    boolean eight = connectivity == Connectivity.EIGHT;
    int from = eight ? Math.max(0, col - 1) : col;
    int to = eight ? Math.min(width - 1, col + 1) : col;
    for (int c = from; c <= to; c++) {
      int j = i - width + (c - col);
      if (classes[j] == classes[i]) {
        root = root == 0 ? forest.find(labels[j]) : forest.join(root, labels[j]);
      }
    }
    return root;
  }

  private static Patches number(Shape shape, int[] labels, Forest forest) {
    int[] numbers = new int[forest.size()];
    int[] sizes = new int[forest.size()];
    int count = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] != 0) {
        int root = forest.find(labels[i]);
        if (numbers[root] == 0) {
          numbers[root] = ++count;
        }
        labels[i] = numbers[root];
        sizes[labels[i]]++;
      }
    }
    return new Patches(shape, labels, Arrays.copyOf(sizes, count + 1));
  }

  /** Grid of the labels. */
  public Shape shape() {
    return shape;
  }

  /** Number of patches. */
  public int count() {
    return sizes.length - 1;
  }

  /** Number of the patch a pixel belongs to, 0 for background. */
  public int label(int pixel) {
    return labels[pixel];
  }

  /** Number of pixels of a patch, 1 ≤ patch ≤ {@link #count()}. */
  public int size(int patch) {
    return sizes[patch];
  }

  /** Label of a pixel, 0 when it is outside the grid. */
  int labelAt(int row, int col) {
    boolean inside = row >= 0 && row < shape.height() && col >= 0 && col < shape.width();
    return inside ? labels[row * shape.width() + col] : 0;
  }

  /** Disjoint sets of provisional labels; the root is the smallest label of its set. */
  private static final class Forest {
    private int[] parent = new int[1024];
    private int size = 1;

    int size() {
      return size;
    }

    int plant() {
      if (size == parent.length) {
        parent = Arrays.copyOf(parent, size * 2);
      }
      parent[size] = size;
      return size++;
    }

    int find(int label) {
      int node = label;
      while (parent[node] != node) {
        parent[node] = parent[parent[node]];
        node = parent[node];
      }
      return node;
    }

    int join(int a, int b) {
      int ra = find(a);
      int rb = find(b);
      int root = Math.min(ra, rb);
      parent[ra] = root;
      parent[rb] = root;
      return root;
    }
  }
}
