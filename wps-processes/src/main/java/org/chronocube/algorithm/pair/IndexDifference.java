// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;

/**
 * The difference of one index, which is the one band of the pair. The statistic is signed.
 *
 * @param form which difference
 * @param severity true for classes of burn severity as another layer; the difference must be that
 *     of the burn ratio, {@link Form#BEFORE_MINUS_AFTER}
 */
public record IndexDifference(Form form, boolean severity) implements PairMethod {

  /** How two values of an index are compared. */
  public enum Form {
    /** Positive where the index grows. */
    AFTER_MINUS_BEFORE("After less before"),

    /** Positive where the index falls: dNBR, positive where it burnt (Key and Benson 2006). */
    BEFORE_MINUS_AFTER("Before less after"),

    /**
     * RdNBR (Miller and Thode 2007, "Quantifying burn severity in a heterogeneous landscape with a
     * relative version of the delta normalized burn ratio", Remote Sensing of Environment
     * 109:66-80): (before − after) / √|before|, of ratios from −1 to 1; the paper's, of ratios
     * times 1000, is 1000 times that. Where |before| is below 0.001 it counts as 0.001.
     */
    RELATIVE("Before less after, over the root of before"),

    /**
     * RBR (Parks, Dillon and Miller 2014, "A new metric for quantifying burn severity: the
     * relativized burn ratio", Remote Sensing 6:1827-1844): (before − after) / (before + 1.001).
     */
    RELATIVISED("Before less after, over before + 1.001");

    private final String title;

    Form(String title) {
      this.title = title;
    }

    double of(double before, double after) {
      return switch (this) {
        case AFTER_MINUS_BEFORE -> after - before;
        case BEFORE_MINUS_AFTER -> before - after;
        case RELATIVE -> (before - after) / Math.sqrt(Math.max(0.001, Math.abs(before)));
        case RELATIVISED -> (before - after) / (before + 1.001);
      };
    }
  }

  /**
   * Lower bounds of classes 2 to 7 (Key and Benson 2006, "Landscape assessment", FIREMON,
   * RMRS-GTR-164-CD, table LA-1).
   */
  private static final double[] SEVERITY = {-0.25, -0.1, 0.1, 0.27, 0.44, 0.66};

  public IndexDifference {
    if (severity && form != Form.BEFORE_MINUS_AFTER) {
      throw new InvalidParameterException(
          "severity", "severity must be asked for of dNBR, was of another difference");
    }
  }

  /**
   * The class of burn severity of a dNBR: 1 high regrowth, 2 low regrowth, 3 unburned, 4 low, 5
   * moderate to low, 6 moderate to high, 7 high severity.
   *
   * @param difference of ratios from −1 to 1; NaN gives NaN
   */
  public static float severity(double difference) {
    if (Double.isNaN(difference)) {
      return Float.NaN;
    }
    int severity = 1;
    for (double bound : SEVERITY) {
      severity += difference >= bound ? 1 : 0;
    }
    return severity;
  }

  @Override
  public int passes() {
    return 0;
  }

  @Override
  public PairTransform fit(PairPixels pixels) {
    if (pixels.bands() != 1) {
      throw new InvalidParameterException(
          "index", "index must be one band or expression, were " + pixels.bands());
    }
    return new Fitted();
  }

  private final class Fitted implements PairTransform {

    @Override
    public List<Layer> layers() {
      List<Layer> layers = new ArrayList<>();
      layers.add(new Layer("difference", "", form.title, Layer.Role.STATISTIC));
      layers.add(Layer.value("before", "", "Index at the earlier time"));
      layers.add(Layer.value("after", "", "Index at the later time"));
      if (severity) {
        layers.add(
            Layer.value(
                "severity",
                "",
                "Burn severity: 1 high regrowth, 2 low regrowth, 3 unburned, 4 low, 5 moderate-low,"
                    + " 6 moderate-high, 7 high"));
      }
      return List.copyOf(layers);
    }

    @Override
    public void apply(PairBlock block, float[][] result) {
      float[] before = block.before()[0];
      float[] after = block.after()[0];
      int n = block.pixels();
      for (int i = 0; i < n; i++) {
        result[0][i] = (float) form.of(before[i], after[i]);
      }
      System.arraycopy(before, 0, result[1], 0, n);
      System.arraycopy(after, 0, result[2], 0, n);
      for (int i = 0; severity && i < n; i++) {
        result[3][i] = severity((double) before[i] - after[i]);
      }
    }
  }
}
