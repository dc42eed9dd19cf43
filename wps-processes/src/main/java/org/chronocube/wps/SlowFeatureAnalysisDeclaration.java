// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.pair.mad.SlowFeatureAnalysis;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** {@code datacube:SlowFeatureAnalysis}: {@link SlowFeatureAnalysis}. */
final class SlowFeatureAnalysisDeclaration implements PairDeclaration {

  @Override
  public String name() {
    return "SlowFeatureAnalysis";
  }

  @Override
  public String title() {
    return "Slow feature analysis";
  }

  @Override
  public String description() {
    return "Compares two times of a cube by the combinations of bands that vary least between them"
        + " (SFA, Wu, Du and Zhang 2014), with pixels weighed again and again by their probability"
        + " of no change (ISFA) unless iterations is 0. Gain and offset of each band do not matter."
        + " Pixels whose distance is above a threshold, Otsu's unless given, are change; small"
        + " patches are dropped.";
  }

  @Override
  public String bandsOfCoverage() {
    return "Bands distance (over all features, the slower the more), chiSquare, confidence (one"
        + " minus the probability of no change), sfa1 ... (differences of features, slowest first)"
        + " and change (1 = change, 0 = none).";
  }

  @Override
  public List<Input<?>> inputs() {
    return List.of(ReweightingInputs.ITERATIONS, ReweightingInputs.TOLERANCE);
  }

  @Override
  public String threshold() {
    return "otsu";
  }

  @Override
  public PairMethod method(Inputs inputs, List<String> bands, List<String> units) {
    return new SlowFeatureAnalysis(
        inputs.get(ReweightingInputs.ITERATIONS), inputs.get(ReweightingInputs.TOLERANCE));
  }
}
