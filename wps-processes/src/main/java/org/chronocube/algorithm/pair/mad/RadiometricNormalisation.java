// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.pair.PairPixels;
import org.chronocube.algorithm.pair.PairTransform;
import org.chronocube.algorithm.pair.mad.MultivariateAlterationDetection.Weighting;

/**
 * Relative radiometric normalisation: brings the image after onto the radiometry of the image
 * before, by pixels that IR-MAD holds for unchanged (Canty & Nielsen 2008, Remote Sensing of
 * Environment 112(3):1025-1036).
 *
 * <p>Of the pixels whose no-change probability is above a limit, a scattered third is held out.
 * From the others a line is found for each band by orthogonal regression; means and variances of
 * the held-out pixels are then compared by a paired t test and an F test.
 *
 * <p>Layers: {@code change} (statistic of IR-MAD), {@code noChange} (its probability), {@code
 * band1} … {@code bandp}: the image after, in the unit of the bands, as if taken under the
 * conditions before. Findings: slope, intercept, correlation, number of pixels and the tests, by
 * band.
 *
 * @param noChange smallest no-change probability of a pixel that is learned from, 0 to below 1
 * @param iterations of IR-MAD at most
 * @param tolerance of IR-MAD
 * @param normalised how the normalised bands are called, one for each; empty for {@code after_1} …
 */
public record RadiometricNormalisation(
    double noChange, int iterations, double tolerance, List<Layer> normalised)
    implements PairMethod {

  /** As in the paper. */
  public static final double NO_CHANGE = 0.95;

  private static final int LEAST_PIXELS = 20;

  public RadiometricNormalisation {
    if (!(noChange >= 0 && noChange < 1)) {
      throw new InvalidParameterException(
          "noChange", "noChange must be >= 0 and < 1, was " + noChange);
    }
    new Reweighting(iterations, tolerance);
    normalised = List.copyOf(normalised);
  }

  /** With default parameters. */
  public static RadiometricNormalisation standard() {
    return new RadiometricNormalisation(
        NO_CHANGE,
        MultivariateAlterationDetection.ITERATIONS,
        MultivariateAlterationDetection.TOLERANCE,
        List.of());
  }

  @Override
  public int passes() {
    return new Reweighting(iterations, tolerance).passes() + 1;
  }

  @Override
  public PairTransform fit(PairPixels pixels) {
    Reweighting.Fit fit =
        new MultivariateAlterationDetection(iterations, tolerance, Weighting.CORRELATION)
            .reweighted(pixels);
    LinearVariates variates = fit.solution().variates();
    Chosen chosen = choose(pixels, variates);
    int bands = pixels.bands();
    if (!normalised.isEmpty() && normalised.size() != bands) {
      throw new IllegalArgumentException(
          "normalised must have " + bands + " layers, had " + normalised.size());
    }
    List<OrthogonalFit> lines = new ArrayList<>();
    for (int band = 0; band < bands; band++) {
      lines.add(OrthogonalFit.of(chosen.training, chosen.holdOut, band, bands));
    }
    List<Layer> layers = normalised.isEmpty() ? numbered(bands) : normalised;
    return new NormalisingTransform(variates, lines, layers, findings(fit, chosen, lines));
  }

  private static List<Layer> numbered(int bands) {
    return IntStream.rangeClosed(1, bands)
        .mapToObj(
            b -> Layer.value("after_" + b, "", "Band " + b + " after, in the radiometry before."))
        .toList();
  }

  private Chosen choose(PairPixels pixels, LinearVariates variates) {
    ChiSquareTail tail = new ChiSquareTail(pixels.bands());
    Chosen all = new Chosen(variates.centre());
    pixels.forEach(block -> choose(block, variates, tail), all::merge);
    if (all.training.count() < LEAST_PIXELS || all.holdOut.count() < LEAST_PIXELS / 2) {
      throw new InvalidParameterException(
          "noChange",
          "noChange must leave at least "
              + LEAST_PIXELS
              + " pixels to learn from and half as many to test on, "
              + noChange
              + " left "
              + all.training.count()
              + " and "
              + all.holdOut.count()
              + "; fewer iterations leave more");
    }
    return all;
  }

  private Chosen choose(PairBlock block, LinearVariates variates, ChiSquareTail tail) {
    Chosen chosen = new Chosen(variates.centre());
    PixelRun run = new PixelRun(variates.centre());
    double[] variate = new double[PixelRun.LENGTH];
    double[] probability = new double[PixelRun.LENGTH];
    PixelRun part = new PixelRun(variates.centre());
    run.forEach(
        block,
        () -> {
          variates.chiSquare(run.samples, run.size(), variate, probability);
          tail.replace(probability, run.size());
          part.take(run, i -> probability[i] > noChange && !isHeldOut(block, run.pixels[i]));
          chosen.training.add(part.samples, null, part.size());
          part.take(run, i -> probability[i] > noChange && isHeldOut(block, run.pixels[i]));
          chosen.holdOut.add(part.samples, null, part.size());
        });
    return chosen;
  }

  private static boolean isHeldOut(PairBlock block, int pixel) {
    int width = block.window().width();
    int row = block.window().rowStart() + pixel / width;
    int column = block.window().colStart() + pixel % width;
    // Scattered, so that no pattern of the mask or the image meets it.
    return ((row * 73856093 + column * 19349663 & Integer.MAX_VALUE) >>> 7) % 3 == 0;
  }

  private static Map<String, Object> findings(
      Reweighting.Fit fit, Chosen chosen, List<OrthogonalFit> lines) {
    Map<String, Object> findings = new LinkedHashMap<>();
    findings.put("slope", list(lines, OrthogonalFit::slope));
    findings.put("intercept", list(lines, OrthogonalFit::intercept));
    findings.put("correlation", list(lines, OrthogonalFit::correlation));
    findings.put("trainingPixels", chosen.training.count());
    findings.put("holdOutPixels", chosen.holdOut.count());
    findings.put("t", list(lines, OrthogonalFit::t));
    findings.put("tProbability", list(lines, OrthogonalFit::tProbability));
    findings.put("f", list(lines, OrthogonalFit::f));
    findings.put("fProbability", list(lines, OrthogonalFit::fProbability));
    findings.put("iterations", fit.iterations());
    findings.put("converged", fit.converged());
    return findings;
  }

  private static List<Double> list(List<OrthogonalFit> lines, ToDoubleFunction<OrthogonalFit> of) {
    return lines.stream().map(of::applyAsDouble).toList();
  }

  /** Moments of the pixels without change. */
  private static final class Chosen {

    final PairMoments training;
    final PairMoments holdOut;

    Chosen(double[] centre) {
      training = new PairMoments(centre);
      holdOut = new PairMoments(centre);
    }

    void merge(Chosen other) {
      training.merge(other.training);
      holdOut.merge(other.holdOut);
    }
  }
}
