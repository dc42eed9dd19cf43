// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.ChangeVectors;
import org.chronocube.algorithm.Layer;
import org.chronocube.grid.Window;

/**
 * PCA-k-means (Celik 2009, "Unsupervised change detection in satellite images using principal
 * component analysis and k-means clustering", IEEE Geoscience and Remote Sensing Letters
 * 6:772-776): pixels are told apart by the difference in their neighbourhood.
 *
 * <p>The difference image is parted into blocks of h × h pixels; their principal components span a
 * space into which the h × h neighbourhood of every pixel is projected; there the pixels fall into
 * two clusters (k-means, k = 2), of which the one with the larger mean difference is change.
 *
 * <ul>
 *   <li>Difference: of one band its absolute difference, as in the paper; of several the length of
 *       their change vector.
 *   <li>Components: the first ones that hold a given share of the variance (the paper's S is theirs
 *       to choose).
 *   <li>Statistic: d₀ / (d₀ + d₁) from the distances to the centres of no change and change, 0 to
 *       1; above 0.5 a pixel is in the cluster of change. It is not signed.
 * </ul>
 *
 * <p>k-means starts from Otsu's parts of the first component, runs to its end on a sample of pixels
 * (some {@value #SAMPLE}, chosen by their place) and is then refined by passes over all, each of
 * which is a round of Lloyd's algorithm, until the centres stay: the result depends neither on
 * blocks nor on chance. Neighbours without data count as the pixel itself.
 *
 * @param standardise true to bring each band of each time to mean 0 and standard deviation 1 first
 * @param block h, rows and columns, 2 to 16
 * @param energy share of the variance that the components must hold, > 0 to 1
 */
public record PcaKMeans(boolean standardise, int block, double energy) implements PairMethod {

  /** Where the clusters part. */
  public static final double BOUNDARY = 0.5;

  static final int SAMPLE = 1 << 16;
  private static final int MAX_ROUNDS = 20;
  private static final int SAMPLE_ROUNDS = 200;

  public PcaKMeans {
    if (block < 2 || block > 16) {
      throw new InvalidParameterException("block", "block must be in 2..16, was " + block);
    }
    if (!(energy > 0 && energy <= 1)) {
      throw new InvalidParameterException("energy", "energy must be > 0 and <= 1, was " + energy);
    }
  }

  @Override
  public int margin() {
    return block - 1;
  }

  @Override
  public int passes() {
    return (standardise ? 1 : 0) + 2 + MAX_ROUNDS;
  }

  @Override
  public PairTransform fit(PairPixels pixels) {
    int bands = pixels.bands();
    if (bands > ChangeVectors.MAX_BANDS) {
      throw new InvalidParameterException(
          "bands", "bands must be at most " + ChangeVectors.MAX_BANDS + ", were " + bands);
    }
    PairStandardisation standardisation =
        standardise ? PairStandardisation.of(pixels) : PairStandardisation.none(bands);
    DifferenceImage image = new DifferenceImage(standardisation);
    BlockComponents components = BlockComponents.learn(pixels, image, block, energy);
    TwoMeans clusters = sampled(pixels, image, components);
    for (int round = 1; round <= MAX_ROUNDS; round++) {
      TwoMeans next = refined(pixels, image, components, clusters);
      if (next.isNear(clusters)) {
        return new Fitted(image, components, next.ordered(), round);
      }
      clusters = next;
    }
    return new Fitted(image, components, clusters.ordered(), MAX_ROUNDS);
  }

  /** The clusters of some pixels, chosen by a hash of their place. */
  private static TwoMeans sampled(
      PairPixels pixels, DifferenceImage image, BlockComponents components) {
    long every = Math.max(1, Long.highestOneBit((components.pixels() - 1) / SAMPLE) * 2);
    List<Sample> samples = new ArrayList<>();
    pixels.forEach(block -> Sample.of(block, image.of(block), components, every), samples::add);
    return TwoMeans.of(
        Sample.points(samples, components.count()), Sample.weights(samples), SAMPLE_ROUNDS);
  }

  /**
   * Some pixels of one block.
   *
   * @param points [component][pixel]
   * @param weights the pixels' differences
   */
  private record Sample(double[][] points, double[] weights) {

    static Sample of(PairBlock block, double[] difference, BlockComponents components, long every) {
      Window window = block.window();
      int[] places = new int[block.pixels()];
      int count = 0;
      for (int i = 0; i < places.length; i++) {
        long row = window.rowStart() + i / window.width();
        long col = window.colStart() + i % window.width();
        if (block.valid().isValid(i) && (mixed(row << 32 | col) & (every - 1)) == 0) {
          places[count++] = i;
        }
      }
      double[][] points = new double[components.count()][count];
      double[] weights = new double[count];
      for (int i = 0; i < count; i++) {
        int row = places[i] / window.width();
        int col = places[i] % window.width();
        components.projectOne(block, difference, row, col, points, i);
        weights[i] = difference[at(block, row) + col];
      }
      return new Sample(points, weights);
    }

    // The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    private static long mixed(long z) {
      long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
      long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
      return b ^ (b >>> 31);
    }

    static double[][] points(List<Sample> samples, int components) {
      double[][] all = new double[components][];
      for (int s = 0; s < components; s++) {
        int component = s;
        all[s] =
            samples.stream().flatMapToDouble(b -> Arrays.stream(b.points[component])).toArray();
      }
      return all;
    }

    static double[] weights(List<Sample> samples) {
      return samples.stream().flatMapToDouble(b -> Arrays.stream(b.weights)).toArray();
    }
  }

  private static int at(PairBlock block, int row) {
    return (row + block.margin()) * block.padded().width() + block.margin();
  }

  /** One round of Lloyd's algorithm over all pixels. */
  private static TwoMeans refined(
      PairPixels pixels, DifferenceImage image, BlockComponents components, TwoMeans clusters) {
    TwoMeans.Sums sums = new TwoMeans.Sums(components.count());
    pixels.forEach(block -> sums(block, image.of(block), components, clusters), sums::add);
    return sums.means();
  }

  private static TwoMeans.Sums sums(
      PairBlock block, double[] difference, BlockComponents components, TwoMeans clusters) {
    int width = block.window().width();
    double[][] points = new double[components.count()][width];
    TwoMeans.Sums sums = new TwoMeans.Sums(components.count());
    for (int row = 0; row < block.window().height(); row++) {
      components.project(block, difference, row, points);
      for (int col = 0; col < width; col++) {
        if (block.valid().isValid(row * width + col)) {
          boolean second = TwoMeans.isSecond(clusters.centres(), points, col);
          sums.add(second, points, col, difference[at(block, row) + col]);
        }
      }
    }
    return sums;
  }

  private record Fitted(
      DifferenceImage image, BlockComponents components, TwoMeans clusters, int rounds)
      implements PairTransform {

    @Override
    public List<Layer> layers() {
      return List.of(
          new Layer(
              "score",
              "",
              "0: at the centre of no change, above 0.5: nearer to that of change, 1: at it",
              Layer.Role.STATISTIC),
          new Layer(
              "difference", "", "Length of the pixel's own change vector", Layer.Role.MAGNITUDE));
    }

    @Override
    public void apply(PairBlock block, float[][] result) {
      double[] difference = image.of(block);
      int width = block.window().width();
      double[][] points = new double[components.count()][width];
      double[] toNoChange = new double[width];
      double[] toChange = new double[width];
      for (int row = 0; row < block.window().height(); row++) {
        components.project(block, difference, row, points);
        distances(points, clusters.centres()[0], toNoChange);
        distances(points, clusters.centres()[1], toChange);
        for (int col = 0; col < width; col++) {
          double sum = toNoChange[col] + toChange[col];
          result[0][row * width + col] = (float) (sum == 0 ? 0 : toNoChange[col] / sum);
          result[1][row * width + col] = (float) difference[at(block, row) + col];
        }
      }
    }

    private static void distances(double[][] points, double[] centre, double[] result) {
      Arrays.fill(result, 0);
      for (int s = 0; s < points.length; s++) {
        double[] line = points[s];
        double c = centre[s];
        for (int i = 0; i < result.length; i++) {
          result[i] += (line[i] - c) * (line[i] - c);
        }
      }
      for (int i = 0; i < result.length; i++) {
        result[i] = Math.sqrt(result[i]);
      }
    }

    @Override
    public Map<String, Object> findings() {
      Map<String, Object> findings = new LinkedHashMap<>();
      findings.put("components", components.count());
      findings.put("varianceShares", Arrays.stream(components.shares()).boxed().toList());
      findings.put("clusterShares", Arrays.stream(clusters.shares()).boxed().toList());
      findings.put("clusterMeanDifferences", Arrays.stream(clusters.weights()).boxed().toList());
      findings.put("rounds", rounds);
      return findings;
    }
  }
}
