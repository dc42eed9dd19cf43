// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import org.chronocube.algorithm.sar.OmnibusParameters;
import org.chronocube.algorithm.sar.OmnibusTest;
import org.chronocube.algorithm.series.SeriesMethod;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** {@code datacube:OmnibusTest}: {@link OmnibusTest}. */
final class OmnibusTestDeclaration implements SeriesDeclaration {

  private static final Input<Boolean> INTERVALS =
      Input.flag(
              "intervals",
              "Intervals",
              "Whether to tell for each two consecutive dates if and which way power changed.")
          .orElse(false);

  @Override
  public String name() {
    return "OmnibusTest";
  }

  @Override
  public String title() {
    return "Sequential omnibus test of radar images";
  }

  @Override
  public String description() {
    return "Tests whether the power of a series of calibrated radar images of the same viewing"
        + " geometry changed, in one polarisation or several at once, and when, how often and which"
        + " way (Conradsen, Nielsen and Skriver 2016; Nielsen and others 2017). Where nothing"
        + " changed, a change is told at most at the level of significance, whatever the number of"
        + " dates.";
  }

  @Override
  public String bandsOfCoverage() {
    return "Bands changes (their number), firstChange, lastChange (days since 1970-01-01, the first"
        + " date after it), firstDirection, lastDirection (1 more power in all polarisations, 2"
        + " less, 3 ambiguous), magnitude (dB, largest step), pValue, confidence, interval1 ... when"
        + " asked for (0 none, else the direction) and change (1 = change, 0 = none).";
  }

  @Override
  public List<Input<?>> inputs() {
    return List.of(
        RadarInputs.LOOKS, RadarInputs.ALPHA, INTERVALS, RadarInputs.LAW, CommonInputs.VALUES);
  }

  @Override
  public boolean tellsChange() {
    return true;
  }

  @Override
  public SeriesMethod method(Inputs inputs, List<String> bands, List<String> units) {
    return new OmnibusTest(
        new OmnibusParameters(
            inputs.get(RadarInputs.LOOKS),
            inputs.get(RadarInputs.ALPHA),
            RadarInputs.values(inputs, units),
            RadarInputs.law(inputs)),
        inputs.get(INTERVALS));
  }
}
