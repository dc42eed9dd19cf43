// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.pair.PcaKMeans;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** {@code datacube:PcaKMeans}: {@link PcaKMeans}. */
final class PcaKMeansDeclaration implements PairDeclaration {

  private static final Input<Integer> BLOCK =
      Input.integer(
              "block",
              "Block",
              "Rows and columns of the neighbourhood by which a pixel is told: smaller ones keep"
                  + " small changes, larger ones drop noise.")
          .orElse(4)
          .between(2.0, 16.0);

  private static final Input<Double> ENERGY =
      Input.number(
              "energy",
              "Energy",
              "Share of the variance of the blocks that the principal components kept must hold, more"
                  + " than 0.")
          .orElse(0.9)
          .between(0.0, 1.0);

  @Override
  public String name() {
    return "PcaKMeans";
  }

  @Override
  public String title() {
    return "PCA and k-means";
  }

  @Override
  public String description() {
    return "Compares two times by neighbourhoods (Celik 2009): the difference image, which is the"
        + " length of the change vector of all bands, is projected around each pixel on the principal"
        + " components of its blocks, and k-means parts the projections into two clusters; that of"
        + " the larger mean difference is change. The statistic is 0 at the centre of no change, 1 at"
        + " that of change and 0.5 half way, where the threshold is unless given. Small patches are"
        + " dropped.";
  }

  @Override
  public String bandsOfCoverage() {
    return "Bands score (0 to 1), difference (of the pixel itself) and change (1 = change, 0 ="
        + " none).";
  }

  @Override
  public List<Input<?>> inputs() {
    return List.of(
        ChangeVectorAnalysisDeclaration.STANDARDISE,
        TasselledCapInput.TASSELLED_CAP,
        BLOCK,
        ENERGY);
  }

  @Override
  public String threshold() {
    return String.valueOf(PcaKMeans.BOUNDARY);
  }

  @Override
  public List<String> bands(Inputs inputs, CubeSource.Found found) {
    return TasselledCapInput.bands(inputs, found);
  }

  @Override
  public PairMethod method(Inputs inputs, List<String> bands, List<String> units) {
    TasselledCapInput.checkUsed(inputs, bands);
    return new PcaKMeans(
        inputs.get(ChangeVectorAnalysisDeclaration.STANDARDISE),
        inputs.get(BLOCK),
        inputs.get(ENERGY));
  }
}
