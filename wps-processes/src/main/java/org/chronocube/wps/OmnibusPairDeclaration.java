// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.sar.OmnibusPair;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** {@code datacube:OmnibusPair}: {@link OmnibusPair}. */
final class OmnibusPairDeclaration implements PairDeclaration {

  private static final Input<Integer> WINDOW = RadarInputs.window(1);

  @Override
  public String name() {
    return "OmnibusPair";
  }

  @Override
  public String title() {
    return "Omnibus test of two radar images";
  }

  @Override
  public String description() {
    return "Tests whether two times of calibrated radar images of the same viewing geometry have the"
        + " same power in all polarisations (Conradsen and others 2003, for intensities), at a"
        + " level of significance, and tells which way power changed. Small patches are dropped.";
  }

  @Override
  public String bandsOfCoverage() {
    return "Bands significance (test statistic over its critical value, above 1 for change), pValue,"
        + " confidence, direction (1 more power in all polarisations, 2 less, 3 ambiguous),"
        + " logRatio (dB) and change (1 = change, 0 = none).";
  }

  @Override
  public List<Input<?>> inputs() {
    return List.of(
        WINDOW,
        RadarInputs.LOOKS_OR_ESTIMATE,
        RadarInputs.ALPHA,
        RadarInputs.LAW,
        CommonInputs.VALUES);
  }

  /** That of {@link OmnibusPair#THRESHOLD}. */
  @Override
  public String threshold() {
    return "1";
  }

  @Override
  public PairMethod method(Inputs inputs, List<String> bands, List<String> units) {
    return new OmnibusPair(
        inputs.get(WINDOW),
        inputs.orNull(RadarInputs.LOOKS_OR_ESTIMATE),
        inputs.get(RadarInputs.ALPHA),
        RadarInputs.values(inputs, units),
        RadarInputs.law(inputs));
  }
}
