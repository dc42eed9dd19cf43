// SPDX-License-Identifier: Apache-2.0
package org.chronocube.band;

/**
 * The linear relation of stored samples (DN) to physical values: {@code physical = DN · scale +
 * offset}.
 *
 * <p>Sentinel-2's {@code BOA_ADD_OFFSET} form, {@code (DN + add) / quantification}, is {@code
 * Scaling(1 / quantification, add / quantification)}.
 *
 * @param scale ≠ 0
 * @param offset in physical units
 */
public record Scaling(double scale, double offset) {

  public static final Scaling IDENTITY = new Scaling(1, 0);

  public Scaling {
    if (scale == 0 || !Double.isFinite(scale) || !Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          "scaling must be finite with scale != 0, was scale " + scale + ", offset " + offset);
    }
  }

  public double toPhysical(double dn) {
    return dn * scale + offset;
  }

  public double toDn(double physical) {
    return (physical - offset) / scale;
  }

  /**
   * The map from this DN to the DN of another scaling of the same physical value; {@link #IDENTITY}
   * (exactly) when both are equal.
   */
  public Scaling into(Scaling other) {
    if (equals(other)) {
      return IDENTITY;
    }
    return new Scaling(scale / other.scale, (offset - other.offset) / other.scale);
  }
}
