// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.rpc;

import java.util.Arrays;
import org.chronocube.geolocation.RationalPolynomial;
import org.chronocube.geolocation.RationalPolynomial.Range;
import org.chronocube.geolocation.RationalPolynomial.Ratio;
import org.chronocube.io.RasterReadException;

/**
 * Rational polynomials in a GeoTIFF: 92 doubles, errors, offsets, scales, coefficients. Source:
 * RPCs in GeoTIFF, http://geotiff.maptools.org/rpc_prop.html.
 */
final class RpcTag {

  /** RPCCoefficientTag. */
  static final int TAG = 50844;

  private static final int LENGTH = 92;

  private RpcTag() {}

  static RationalPolynomial parse(double[] v, String file) {
    if (v.length != LENGTH) {
      throw new RasterReadException(
          file + " must have an RPCCoefficientTag of 92 numbers, has " + v.length);
    }
    try {
      return new RationalPolynomial(
          new Range(v[2], v[7]),
          new Range(v[3], v[8]),
          new Range(v[4], v[9]),
          new Range(v[5], v[10]),
          new Range(v[6], v[11]),
          new Ratio(Arrays.copyOfRange(v, 12, 32), Arrays.copyOfRange(v, 32, 52)),
          new Ratio(Arrays.copyOfRange(v, 52, 72), Arrays.copyOfRange(v, 72, 92)));
    } catch (IllegalArgumentException e) {
      throw new RasterReadException(file + ": " + e.getMessage(), e);
    }
  }
}
