// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.pair.PairPixels;
import org.chronocube.algorithm.pair.PairTransform;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.linear.SingularValueDecomposition;

/**
 * Multivariate alteration detection (Nielsen, Conradsen & Simpson 1998, Remote Sensing of
 * Environment 64:1-19), iteratively reweighted (IR-MAD; Nielsen 2007, IEEE Transactions on Image
 * Processing 16(2):463-478).
 *
 * <p>Canonical correlation analysis finds combinations aᵢᵀX of the p bands before and bᵢᵀY of those
 * after, of unit variance, that correlate as ρᵢ and with nothing else. Their differences MADᵢ =
 * aᵢᵀ(X − X̄) − bᵢᵀ(Y − Ȳ) are uncorrelated, of variance σᵢ² = 2(1 − ρᵢ), and do not depend on
 * linear transforms of either image such as gains, offsets or a haze that is the same everywhere.
 * Without change Σ(MADᵢ/σᵢ)² follows χ² of p degrees of freedom.
 *
 * <p>Order: ascending ρ, so that the first variate has the largest variance. Sign: the correlations
 * of aᵢᵀX with the bands before sum to a positive number, and ρᵢ ≥ 0.
 *
 * <p>The statistic of change is √Σ gᵢ(MADᵢ/σᵢ)². {@link Weighting#CHI_SQUARE} has g = 1, the
 * papers' χ². By default gᵢ = ρᵢ: see {@link Weighting#CORRELATION}. Layers: {@code change} (the
 * statistic), {@code chiSquare}, {@code confidence} (one minus the no-change probability P(χ² >
 * value)), {@code mad1} … {@code madp}. A pixel that is not valid in all bands at both times has no
 * part in it.
 *
 * <p>It assumes that no change is the largest coherent part of the image, and that bands are not
 * combinations of each other. Images that are equal up to a linear map have σ = 0, which is taken
 * as {@value #LEAST_VARIANCE}.
 *
 * @param iterations most iterations of reweighting, 0..200; 0 is MAD
 * @param tolerance largest move of a canonical correlation that counts as converged
 * @param weighting what each variate counts in the statistic
 */
public record MultivariateAlterationDetection(int iterations, double tolerance, Weighting weighting)
    implements PairMethod {

  /** As in Canty's and Nielsen's programs. */
  public static final double TOLERANCE = 1e-3;

  /** Enough to converge on most pairs. */
  public static final int ITERATIONS = 50;

  static final double LEAST_VARIANCE = 1e-10;

  /** What each variate counts in the statistic of change. */
  public enum Weighting {

    /** All the same: the statistic is √χ², and under no change its distribution is known. */
    CHI_SQUARE,

    /**
     * By canonical correlation. Where a surface is replaced by another, aᵢᵀX and bᵢᵀY are
     * independent draws and MADᵢ has the variance 2 instead of 2(1 − ρᵢ). The logarithm of the
     * likelihood ratio of the two, N(0, 2) to N(0, 2(1 − ρᵢ)), is ½Σ MADᵢ²(1/σᵢ² − 1/2) = ½Σ
     * ρᵢ(MADᵢ/σᵢ)² up to a constant: a variate that both images hardly share cannot tell a change
     * and counts little.
     */
    CORRELATION
  }

  public MultivariateAlterationDetection {
    if (weighting == null) {
      throw new InvalidParameterException("weighting", "weighting must be given, was null");
    }
    new Reweighting(iterations, tolerance);
  }

  /** IR-MAD with its default parameters. */
  public static MultivariateAlterationDetection iterated() {
    return new MultivariateAlterationDetection(ITERATIONS, TOLERANCE, Weighting.CORRELATION);
  }

  /** MAD without reweighting. */
  public static MultivariateAlterationDetection plain() {
    return new MultivariateAlterationDetection(0, TOLERANCE, Weighting.CORRELATION);
  }

  @Override
  public int passes() {
    return new Reweighting(iterations, tolerance).passes();
  }

  @Override
  public PairTransform fit(PairPixels pixels) {
    Reweighting.Fit fit = reweighted(pixels);
    Map<String, Object> findings = new LinkedHashMap<>();
    findings.put("canonicalCorrelations", list(fit.solution().spectrum().toArray()));
    findings.put("iterations", fit.iterations());
    findings.put("converged", fit.converged());
    findings.put("noChangeShare", fit.noChangeShare());
    findings.put("varianceShrinkage", fit.shrinkage());
    return new VariatesTransform(
        fit.solution().variates(), fit.shrinkage(), "mad", "MAD variate", findings);
  }

  Reweighting.Fit reweighted(PairPixels pixels) {
    int bands = pixels.bands();
    return new Reweighting(iterations, tolerance).fit(pixels, moments -> solve(moments, bands));
  }

  private JointAnalysis.Solution solve(PairMoments moments, int bands) {
    JointBands joint = JointBands.of(moments, bands);
    RealMatrix w1 = JointBands.whitening(joint.before(), "before");
    RealMatrix w2 = JointBands.whitening(joint.after(), "after");
    SingularValueDecomposition svd =
        new SingularValueDecomposition(w1.multiply(joint.cross()).multiply(w2.transpose()));
    double[] correlations = new double[bands];
    double[][] coefficients = new double[bands][];
    double[] variances = new double[bands];
    double[] importance = new double[bands];
    for (int i = 0; i < bands; i++) {
      int k = bands - 1 - i;
      double rho = Math.min(1, svd.getSingularValues()[k]);
      correlations[i] = rho;
      variances[i] = Math.max(LEAST_VARIANCE, 2 * (1 - rho));
      importance[i] = (weighting == Weighting.CORRELATION ? rho : 1) / variances[i];
      coefficients[i] =
          coefficients(
              joint,
              w1.preMultiply(svd.getU().getColumnVector(k)),
              w2.preMultiply(svd.getV().getColumnVector(k)));
    }
    return new JointAnalysis.Solution(
        new LinearVariates(joint.means().toArray(), coefficients, variances, importance),
        new ArrayRealVector(correlations, false));
  }

  private static double[] coefficients(JointBands joint, RealVector a, RealVector b) {
    int bands = a.getDimension();
    double correlationsWithBands = 0;
    for (double r : joint.before().operate(a).toArray()) {
      correlationsWithBands += r;
    }
    double sign = correlationsWithBands < 0 ? -1 : 1;
    double[] c = new double[2 * bands];
    for (int v = 0; v < bands; v++) {
      c[v] = sign * a.getEntry(v) / joint.deviations().getEntry(v);
      c[bands + v] = -sign * b.getEntry(v) / joint.deviations().getEntry(bands + v);
    }
    return c;
  }

  static List<Double> list(double[] values) {
    List<Double> list = new ArrayList<>(values.length);
    for (double v : values) {
      list.add(v);
    }
    return list;
  }
}
