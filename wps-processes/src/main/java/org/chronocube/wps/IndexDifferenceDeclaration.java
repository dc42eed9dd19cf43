// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import java.util.Optional;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.pair.IndexDifference;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.spectral.IndexPreset;
import org.chronocube.analysis.BandSelection;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** {@code datacube:IndexDifference}: {@link IndexDifference}. */
final class IndexDifferenceDeclaration implements PairDeclaration {

  private static final Input<String> INDEX =
      Input.text(
              "index",
              "Index",
              "NDVI, NBR, dNBR, RdNBR, RBR, NDWI, MNDWI, NDMI or NDBI, made of the cube's bands, which"
                  + " are found by their common names or wavelengths (or a band of the index's own"
                  + " name); or a band of the cube or an expression over bands, such as B08 / B04. Of"
                  + " coverages handed in, whose one band is the index, it only says how the"
                  + " difference is taken.")
          .orElse(IndexPreset.NDVI.name());

  @Override
  public String name() {
    return "IndexDifference";
  }

  @Override
  public String title() {
    return "Difference of an index";
  }

  @Override
  public String description() {
    return "Compares one index at two times. The difference is after less before; of dNBR before"
        + " less after, positive where it burnt (Key and Benson 2006); RdNBR (Miller and Thode 2007)"
        + " divides that by the root of the ratio before, RBR (Parks, Dillon and Miller 2014) by the"
        + " ratio before + 1.001. Ratios are from -1 to 1, not times 1000. Pixels whose difference is"
        + " beyond a threshold on either side, Otsu's on the distance from the median unless given,"
        + " are change; small patches are dropped.";
  }

  @Override
  public String bandsOfCoverage() {
    return "Bands difference, before and after (the index at both times), of dNBR severity (1 high"
        + " regrowth, 2 low regrowth, 3 unburned, 4 low, 5 moderate-low, 6 moderate-high, 7 high"
        + " severity), and change (1 = change, 0 = none).";
  }

  @Override
  public List<Input<?>> inputs() {
    return List.of(INDEX);
  }

  @Override
  public List<Input<?>> withoutInputs() {
    return List.of(CommonInputs.BANDS);
  }

  @Override
  public String threshold() {
    return "otsu";
  }

  @Override
  public List<String> bands(Inputs inputs, CubeSource.Found found) {
    String index = inputs.get(INDEX).strip();
    Optional<IndexPreset> preset = IndexPreset.of(index);
    String band =
        preset.isEmpty() || found.cube().band(index).isPresent()
            ? index
            : made(preset.get(), found);
    checkOne(band, found);
    return List.of(band);
  }

  private static String made(IndexPreset preset, CubeSource.Found found) {
    String own = preset.index().name();
    return found.cube().band(own).isPresent()
        ? own
        : preset.index().band(TasselledCapInput.roles(found), INDEX.name());
  }

  private static void checkOne(String band, CubeSource.Found found) {
    int count;
    try {
      count = BandSelection.of(found.cube(), List.of(band)).items().size();
    } catch (InvalidParameterException e) {
      throw new InvalidParameterException(INDEX.name(), "index: " + e.getMessage(), e);
    }
    if (count != 1) {
      throw new InvalidParameterException(
          INDEX.name(), "index must be one band or expression, was " + band);
    }
  }

  @Override
  public PairMethod method(Inputs inputs, List<String> bands, List<String> units) {
    IndexDifference.Form form =
        IndexPreset.of(inputs.get(INDEX))
            .map(IndexPreset::form)
            .orElse(IndexDifference.Form.AFTER_MINUS_BEFORE);
    return new IndexDifference(form, form == IndexDifference.Form.BEFORE_MINUS_AFTER);
  }
}
