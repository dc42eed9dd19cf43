// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.chronocube.band.Band;
import org.chronocube.kernel.Neighbourhood;

/**
 * One band of a cube: how its samples are encoded, and what they are made of.
 *
 * <p>An expression is the product's band of the same meaning, e.g. {@code B04}, or arithmetic over
 * physical values of bands, e.g. {@code (B08 - B04) / (B08 + B04)}. Whatever the product, the
 * result is brought to the cube band's encoding through its physical value.
 *
 * @param band encoding of the answer; integer types must declare nodata
 * @param expression for scenes of every product; null when {@code sources} says it product by
 *     product
 * @param sources by product id, the expression for its scenes; scenes of other products do not have
 *     the band. Empty when {@code expression} is for all
 * @param neighbourhood applied to each product band it takes, on the granule's own pixels, e.g. a
 *     speckle filter
 */
public record CubeBand(
    Band band, String expression, Map<String, String> sources, Neighbourhood neighbourhood) {

  public CubeBand {
    Objects.requireNonNull(band, "band");
    Objects.requireNonNull(neighbourhood, "neighbourhood");
    sources = Map.copyOf(sources);
    if (band.categorical() && !neighbourhood.equals(Neighbourhood.NONE)) {
      throw new IllegalArgumentException(
          "filter of cube band " + band.name() + " must be none, for the band is categorical");
    }
    if ((expression == null) == sources.isEmpty()) {
      throw new IllegalArgumentException(
          "cube band " + band.name() + " must have either one expression or one for each product");
    }
    if (!band.type().isFloating() && !band.noData().isDeclared()) {
      throw new IllegalArgumentException(
          "nodata of cube band " + band.name() + " must be declared for type " + band.type().id());
    }
  }

  /** A band of pixels as they are, made alike of every product. */
  public CubeBand(Band band, String expression) {
    this(band, expression, Neighbourhood.NONE);
  }

  /** A band that is made alike of every product. */
  public CubeBand(Band band, String expression, Neighbourhood neighbourhood) {
    this(band, Objects.requireNonNull(expression, "expression"), Map.of(), neighbourhood);
  }

  /** A band that is made of each product in its own way, of others not at all. */
  public static CubeBand of(Band band, Map<String, String> sources) {
    return new CubeBand(band, null, sources, Neighbourhood.NONE);
  }

  /** What a product's scenes give; empty when they do not have the band. */
  public Optional<String> expression(String product) {
    return Optional.ofNullable(expression == null ? sources.get(product) : expression);
  }

  /** True when an expression is one product band, not arithmetic. */
  public static boolean isPlain(String expression) {
    return expression.matches("[A-Za-z_][A-Za-z0-9_]*");
  }
}
