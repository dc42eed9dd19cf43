// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.rpc;

import java.util.OptionalDouble;
import org.chronocube.geolocation.RationalPolynomial;
import org.chronocube.geolocation.RationalPolynomial.Range;
import org.chronocube.geolocation.RationalPolynomial.Ratio;
import org.chronocube.io.RasterReadException;
import org.chronocube.xml.XmlElement;

/** Rational polynomials in XML. */
final class RpcXml {

  private RpcXml() {}

  static RationalPolynomial dimap(XmlElement document, String name) {
    XmlElement inverse =
        document
            .find("Inverse_Model")
            .or(() -> document.find("GroundtoImage_Values"))
            .orElseThrow(
                () -> new RasterReadException(name + " must have an Inverse_Model, has none"));
    XmlElement validity =
        document
            .find("RFM_Validity")
            .orElseThrow(
                () -> new RasterReadException(name + " must have an RFM_Validity, has none"));
    // Version 3 says what the first pixel is; version 2 counts from 1.
    double firstCol = first(document, "ImagetoGround_Validity_Domain/FIRST_COL");
    double firstRow = first(document, "ImagetoGround_Validity_Domain/FIRST_ROW");
    return new RationalPolynomial(
        dimapRange(validity, "LINE").from(firstRow),
        dimapRange(validity, "SAMP").from(firstCol),
        dimapRange(validity, "LAT"),
        dimapRange(validity, "LONG"),
        dimapRange(validity, "HEIGHT"),
        dimapRatio(inverse, "LINE"),
        dimapRatio(inverse, "SAMP"));
  }

  private static double first(XmlElement document, String path) {
    OptionalDouble said = document.numberOf(path);
    return said.orElse(1);
  }

  private static Range dimapRange(XmlElement validity, String of) {
    return new Range(validity.requireNumber(of + "_OFF"), validity.requireNumber(of + "_SCALE"));
  }

  private static Ratio dimapRatio(XmlElement model, String of) {
    double[] numerator = new double[20];
    double[] denominator = new double[20];
    for (int i = 0; i < 20; i++) {
      numerator[i] = model.requireNumber(of + "_NUM_COEFF_" + (i + 1));
      denominator[i] = model.requireNumber(of + "_DEN_COEFF_" + (i + 1));
    }
    return new Ratio(numerator, denominator);
  }

  static RationalPolynomial maxar(XmlElement rpb, String name) {
    return new RationalPolynomial(
        maxarRange(rpb, "LINE"),
        maxarRange(rpb, "SAMP"),
        maxarRange(rpb, "LAT"),
        maxarRange(rpb, "LONG"),
        maxarRange(rpb, "HEIGHT"),
        maxarRatio(rpb, "LINE", name),
        maxarRatio(rpb, "SAMP", name));
  }

  private static Range maxarRange(XmlElement rpb, String of) {
    return new Range(rpb.requireNumber(of + "OFFSET"), rpb.requireNumber(of + "SCALE"));
  }

  private static Ratio maxarRatio(XmlElement rpb, String of, String name) {
    return new Ratio(
        Coefficients.parse(rpb.require(of + "NUMCOEF"), name),
        Coefficients.parse(rpb.require(of + "DENCOEF"), name));
  }
}
