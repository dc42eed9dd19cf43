// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.ChangeVectors;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.SpectralAngle;

/**
 * Change vector analysis (Malila 1980): {@link ChangeVectors}' magnitude, which is the statistic,
 * and direction.
 *
 * @param standardise true to bring each band of each time to mean 0 and standard deviation 1 over
 *     the valid pixels, which takes out what light and air do to a whole image; it assumes that
 *     most of the area has not changed
 * @param spectralAngle true for the {@link SpectralAngle} as another layer, always of the bands as
 *     they are; takes two bands or more
 */
public record ChangeVectorAnalysis(boolean standardise, boolean spectralAngle)
    implements PairMethod {

  /** Without the spectral angle. */
  public ChangeVectorAnalysis(boolean standardise) {
    this(standardise, false);
  }

  @Override
  public int passes() {
    return standardise ? 1 : 0;
  }

  @Override
  public PairTransform fit(PairPixels pixels) {
    int bands = pixels.bands();
    if (bands > ChangeVectors.MAX_BANDS) {
      throw new InvalidParameterException(
          "bands", "bands must be at most " + ChangeVectors.MAX_BANDS + ", were " + bands);
    }
    if (spectralAngle && bands < 2) {
      throw new InvalidParameterException(
          "bands", "bands must be at least 2 for a spectral angle, was " + bands);
    }
    PairStandardisation learned =
        standardise ? PairStandardisation.of(pixels) : PairStandardisation.none(bands);
    return new Fitted(learned, new ChangeVectors(learned.before(), learned.after()));
  }

  private final class Fitted implements PairTransform {

    private final PairStandardisation standardisation;
    private final ChangeVectors vectors;

    Fitted(PairStandardisation standardisation, ChangeVectors vectors) {
      this.standardisation = standardisation;
      this.vectors = vectors;
    }

    @Override
    public List<Layer> layers() {
      List<Layer> layers = new ArrayList<>();
      layers.add(
          new Layer(
              "magnitude",
              "",
              standardise
                  ? "Length of the change vector, in standard deviations"
                  : "Length of the change vector, in the unit of the bands",
              Layer.Role.STATISTIC));
      layers.add(direction());
      if (spectralAngle) {
        layers.add(Layer.value("angle", "deg", "Angle between the spectra of both times"));
      }
      return List.copyOf(layers);
    }

    private Layer direction() {
      return ChangeVectors.isAngle(standardisation.before().size())
          ? Layer.value("direction", "deg", "0: the first band grows, 90: the second band grows")
          : Layer.value("direction", "", "Sector code: bit i is set when band i grows");
    }

    @Override
    public void apply(PairBlock block, float[][] result) {
      vectors.compute(block.before(), block.after(), result[0], result[1], 0);
      if (spectralAngle) {
        SpectralAngle.compute(block.before(), block.after(), result[2]);
      }
    }

    @Override
    public Map<String, Object> findings() {
      return standardise ? standardisation.findings() : Map.of();
    }
  }
}
