// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.List;
import java.util.Objects;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.kernel.BandExpression;
import org.chronocube.kernel.Resampling;
import org.chronocube.plan.BandUse;

/**
 * How a cube band is made from a product's bands.
 *
 * @param band the cube band's encoding
 * @param uses what it takes; one band when {@code expression} is null
 * @param expression over the uses' physical values, or null for a band passed on
 */
record BandRecipe(Band band, List<BandUse> uses, BandExpression expression) {

  BandRecipe {
    Objects.requireNonNull(band, "band");
    uses = List.copyOf(uses);
  }

  static BandRecipe of(CubeBand cubeBand, Resampling asked) {
    Resampling resampling = cubeBand.band().categorical() ? Resampling.NEAREST : asked;
    if (cubeBand.isPlain()) {
      return new BandRecipe(
          cubeBand.band(), List.of(use(cubeBand, cubeBand.expression(), resampling)), null);
    }
    BandExpression expression = BandExpression.compile(cubeBand.expression());
    List<BandUse> uses =
        expression.names().stream().map(name -> use(cubeBand, name, resampling)).toList();
    return new BandRecipe(cubeBand.band(), uses, expression);
  }

  private static BandUse use(CubeBand cubeBand, String name, Resampling resampling) {
    return new BandUse(name, resampling, cubeBand.neighbourhood());
  }

  /** The recipes of a request's bands; all bands of the cube when it names none. */
  static List<BandRecipe> of(Cube cube, List<String> names, Resampling resampling) {
    if (names.isEmpty()) {
      return cube.bands().stream().map(b -> of(b, resampling)).toList();
    }
    return names.stream().map(name -> of(find(cube, name), resampling)).toList();
  }

  private static CubeBand find(Cube cube, String name) {
    return cube.band(name)
        .orElseThrow(
            () ->
                new InvalidParameterException(
                    "bands",
                    "band of cube "
                        + cube.name()
                        + " must be one of "
                        + cube.bands().stream().map(b -> b.band().name()).toList()
                        + ", was "
                        + name));
  }
}
