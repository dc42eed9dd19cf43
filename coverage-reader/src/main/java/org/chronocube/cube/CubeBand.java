// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.Objects;
import org.chronocube.band.Band;
import org.chronocube.kernel.Neighbourhood;

/**
 * One band of a cube: how its samples are encoded, and what they are made of.
 *
 * @param band encoding of the answer; integer types must declare nodata
 * @param expression the product's band of the same meaning, e.g. {@code B04}, or arithmetic over
 *     physical values of bands, e.g. {@code (B08 - B04) / (B08 + B04)}
 * @param neighbourhood applied to each product band it takes, on the granule's own pixels, e.g. a
 *     speckle filter
 */
public record CubeBand(Band band, String expression, Neighbourhood neighbourhood) {

  /** A band of pixels as they are. */
  public CubeBand(Band band, String expression) {
    this(band, expression, Neighbourhood.NONE);
  }

  public CubeBand {
    Objects.requireNonNull(expression, "expression");
    Objects.requireNonNull(neighbourhood, "neighbourhood");
    if (band.categorical() && !neighbourhood.equals(Neighbourhood.NONE)) {
      throw new IllegalArgumentException(
          "filter of cube band " + band.name() + " must be none, for the band is categorical");
    }
    if (!band.type().isFloating() && !band.noData().isDeclared()) {
      throw new IllegalArgumentException(
          "nodata of cube band " + band.name() + " must be declared for type " + band.type().id());
    }
  }

  /** True when the band is one product band, not arithmetic. */
  public boolean isPlain() {
    return expression.matches("[A-Za-z_][A-Za-z0-9_]*");
  }
}
