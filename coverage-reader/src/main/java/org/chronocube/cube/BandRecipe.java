// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.kernel.BandExpression;
import org.chronocube.kernel.Neighbourhood;
import org.chronocube.kernel.Resampling;
import org.chronocube.plan.BandUse;

/**
 * How a cube band is made from products' bands.
 *
 * @param band the cube band's encoding
 * @param sources by product, what its scenes give; other scenes do not have the band
 */
record BandRecipe(Band band, Map<String, Source> sources) {

  /**
   * How it is made of one product.
   *
   * @param uses what it takes; one band when {@code expression} is null
   * @param expression over the uses' physical values, or null for a band passed on
   */
  record Source(List<BandUse> uses, BandExpression expression) {

    Source {
      uses = List.copyOf(uses);
    }

    static Source of(String text, Resampling resampling, Neighbourhood neighbourhood) {
      if (CubeBand.isPlain(text)) {
        return new Source(List.of(new BandUse(text, resampling, neighbourhood)), null);
      }
      BandExpression expression = BandExpression.compile(text);
      return new Source(
          expression.names().stream()
              .map(name -> new BandUse(name, resampling, neighbourhood))
              .toList(),
          expression);
    }
  }

  BandRecipe {
    Objects.requireNonNull(band, "band");
    sources = Map.copyOf(sources);
  }

  static BandRecipe of(CubeBand cubeBand, List<String> products, Resampling asked) {
    Resampling resampling = cubeBand.band().categorical() ? Resampling.NEAREST : asked;
    Map<String, Source> sources = new HashMap<>();
    for (String product : products) {
      cubeBand
          .expression(product)
          .ifPresent(
              text -> sources.put(product, Source.of(text, resampling, cubeBand.neighbourhood())));
    }
    return new BandRecipe(cubeBand.band(), sources);
  }

  /** What scenes of a product give; empty when they do not have the band. */
  Optional<Source> source(String product) {
    return Optional.ofNullable(sources.get(product));
  }

  /** The recipes of a request's bands; all bands of the cube when it names none. */
  static List<BandRecipe> of(Cube cube, List<String> names, Resampling resampling) {
    if (names.isEmpty()) {
      return cube.bands().stream().map(b -> of(b, cube.products(), resampling)).toList();
    }
    return names.stream().map(name -> of(find(cube, name), cube.products(), resampling)).toList();
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
