// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.pair.PairPixels;
import org.chronocube.algorithm.pair.PairTransform;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * Slow feature analysis of two images, and its iterated form (SFA, ISFA; Wu, Du & Zhang 2014, IEEE
 * Transactions on Geoscience and Remote Sensing 52(5):2858-2874).
 *
 * <p>The p bands of both images are standardised, x and y. With A the covariance of x − y and B the
 * mean of the covariances of x and of y, the generalised eigenvectors A·w = λ·B·w give features wᵀx
 * and wᵀy that vary as little as possible between the times: the slowness λⱼ is the variance of the
 * difference of a feature of unit variance, 2 for what the images do not share. Features are in the
 * order of λ, slowest first. In the iterated form means, standard deviations and covariances are
 * weighted by the no-change probability P(χ²<sub>p</sub> > Σ(SFAⱼ/σⱼ)²), σⱼ the standard deviation
 * of the difference SFAⱼ = wⱼᵀ(x − y).
 *
 * <p>The statistic of change is √Σ SFAⱼ²/√λⱼ with each wⱼ scaled so that its largest coefficient is
 * +1: as in the authors' group's program (ChenHongruixuan/ChangeDetectionRepository), whose
 * published map of SFA it gives pixel for pixel. χ² over all features would be no statistic of
 * slowness: Σ(SFAⱼ/σⱼ)² is the Mahalanobis length of x − y whatever the features are. Scaled as
 * above, features of little variance, which hold the noise that bands do not share, count little.
 * The weights of the iterations keep to χ², whose distribution they need; that program puts its
 * statistic there.
 *
 * <p>Layers: {@code distance} (the statistic), {@code chiSquare}, {@code confidence} (one minus the
 * no-change probability, corrected for what iterations have shrunk variances by), {@code sfa1} …
 * {@code sfap}. Assumptions, nodata and equal images as for {@link
 * MultivariateAlterationDetection}.
 *
 * @param iterations most iterations of reweighting, 0..200; 0 is SFA
 * @param tolerance largest move of a √λ that counts as converged
 */
public record SlowFeatureAnalysis(int iterations, double tolerance) implements PairMethod {

  /** As in the authors' group's program. */
  public static final double TOLERANCE = 1e-3;

  /** Enough to converge on most pairs. */
  public static final int ITERATIONS = 50;

  public SlowFeatureAnalysis {
    new Reweighting(iterations, tolerance);
  }

  /** ISFA with its default parameters. */
  public static SlowFeatureAnalysis iterated() {
    return new SlowFeatureAnalysis(ITERATIONS, TOLERANCE);
  }

  /** SFA without reweighting. */
  public static SlowFeatureAnalysis plain() {
    return new SlowFeatureAnalysis(0, TOLERANCE);
  }

  @Override
  public int passes() {
    return new Reweighting(iterations, tolerance).passes();
  }

  @Override
  public PairTransform fit(PairPixels pixels) {
    int bands = pixels.bands();
    Reweighting.Fit fit =
        new Reweighting(iterations, tolerance).fit(pixels, moments -> solve(moments, bands));
    double[] slowness = fit.solution().spectrum().toArray();
    for (int j = 0; j < bands; j++) {
      slowness[j] *= slowness[j];
    }
    Map<String, Object> findings = new LinkedHashMap<>();
    findings.put("slowness", MultivariateAlterationDetection.list(slowness));
    findings.put("iterations", fit.iterations());
    findings.put("converged", fit.converged());
    findings.put("noChangeShare", fit.noChangeShare());
    findings.put("varianceShrinkage", fit.shrinkage());
    return new VariatesTransform(
        fit.solution().variates(), fit.shrinkage(), "sfa", "difference of slow feature", findings);
  }

  private static JointAnalysis.Solution solve(PairMoments moments, int bands) {
    JointBands joint = JointBands.of(moments, bands);
    RealMatrix both = joint.before().add(joint.after());
    RealMatrix difference = both.subtract(joint.cross()).subtract(joint.cross().transpose());
    RealMatrix w = JointBands.whitening(both.scalarMultiply(0.5), "before and after");
    RealMatrix whitened = w.multiply(difference).multiply(w.transpose());
    EigenDecompositionSymmetric eigen =
        new EigenDecompositionSymmetric(
            whitened.add(whitened.transpose()).scalarMultiply(0.5), 1e-15, false);
    double[] roots = new double[bands];
    double[][] coefficients = new double[bands][];
    double[] variances = new double[bands];
    double[] importance = new double[bands];
    for (int j = 0; j < bands; j++) {
      double lambda =
          Math.max(MultivariateAlterationDetection.LEAST_VARIANCE, eigen.getEigenvalue(j));
      double[] vector = w.preMultiply(eigen.getEigenvector(j)).toArray();
      double scale = 1 / largest(vector);
      roots[j] = Math.sqrt(lambda);
      variances[j] = lambda * scale * scale;
      importance[j] = 1 / roots[j];
      coefficients[j] = coefficients(joint, vector, scale);
    }
    return new JointAnalysis.Solution(
        new LinearVariates(joint.means().toArray(), coefficients, variances, importance),
        new ArrayRealVector(roots, false));
  }

  private static double[] coefficients(JointBands joint, double[] vector, double scale) {
    int bands = vector.length;
    double[] c = new double[2 * bands];
    for (int v = 0; v < bands; v++) {
      c[v] = vector[v] * scale / joint.deviations().getEntry(v);
      c[bands + v] = -vector[v] * scale / joint.deviations().getEntry(bands + v);
    }
    return c;
  }

  /** The entry of the largest size, with its sign. */
  private static double largest(double[] vector) {
    double largest = 0;
    for (double v : vector) {
      if (Math.abs(v) > Math.abs(largest)) {
        largest = v;
      }
    }
    return largest;
  }
}
