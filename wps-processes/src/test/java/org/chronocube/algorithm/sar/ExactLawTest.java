// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.hipparchus.complex.Complex;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactLawTest {

  /**
   * The ratio r of two single-polarisation powers follows F(2n, 2n), and Q^(1/n) = 4r/(1 + r)²; p
   * by {@code scipy.stats.f.sf} 1.10.1, both sides.
   */
  @ParameterizedTest
  @CsvSource({
    "0.5,0.5,0.568343411",
    "0.5,3.841,0.09362334584",
    "0.5,6.635,0.02307827293",
    "0.5,15,0.0003521044638",
    "1,0.5,0.5296817918",
    "1,3.841,0.07616758932",
    "1,6.635,0.01828890548",
    "1,15,0.0002765804334",
    "4.4,0.5,0.4918056364",
    "4.4,3.841,0.05650403856",
    "4.4,6.635,0.01212437004",
    "4.4,15,0.0001567379452",
    "20,0.5,0.4822388419",
    "20,3.841,0.05144656785",
    "20,6.635,0.0104664351",
    "20,15,0.0001183037367",
    "300,0.5,0.47968317",
    "300,3.841,0.05010916392",
    "300,6.635,0.01003046415",
    "300,15,0.0001082239041"
  })
  void twoDatesOfOnePolarisationFollowTheFLaw(double looks, double t, double p) {
    assertThat(ExactLaw.omnibus(looks, 1, 2).pValue(t)).isCloseTo(p, within(2e-8));
    assertThat(ExactLaw.marginal(looks, 1, 2).pValue(t)).isCloseTo(p, within(2e-8));
  }

  /**
   * By inversion of the characteristic function after Gil-Pelaez in SciPy 1.10.1: {@code
   * scipy.special.loggamma}, 400 001 points from 1e-9 to 2e3, trapezoidal rule.
   */
  @ParameterizedTest
  @CsvSource({
    "omnibus,1,1,3,7.82,0.036596218",
    "omnibus,1,1,10,19.68,0.048745735",
    "marginal,1,1,3,5.41,0.031190075",
    "marginal,1,1,10,5.41,0.029599668",
    "omnibus,1,2,3,11.67,0.042902233",
    "omnibus,1,2,10,32.35,0.06423915",
    "marginal,1,2,3,7.82,0.034678908",
    "marginal,1,2,10,7.82,0.03251326",
    "omnibus,4.4,1,3,7.82,0.024051681",
    "omnibus,4.4,1,10,19.68,0.025968643",
    "marginal,4.4,1,3,5.41,0.022767853",
    "marginal,4.4,1,10,5.41,0.022397916",
    "omnibus,4.4,2,3,11.67,0.025191893",
    "omnibus,4.4,2,10,32.35,0.028185207",
    "marginal,4.4,2,3,7.82,0.023545756",
    "marginal,4.4,2,10,7.82,0.023068521",
    "omnibus,20,1,3,7.82,0.020915324",
    "omnibus,20,1,10,19.68,0.021247601",
    "marginal,20,1,3,5.41,0.020626335",
    "marginal,20,1,10,5.41,0.020545626",
    "omnibus,20,2,3,11.67,0.02109855",
    "omnibus,20,2,10,32.35,0.021647643",
    "marginal,20,2,3,7.82,0.02080553",
    "marginal,20,2,10,7.82,0.020703102"
  })
  void pValuesEqualAnotherInversion(
      String test, double looks, int bands, int dates, double t, double p) {
    assertThat(law(test, looks, bands, dates).pValue(t)).isCloseTo(p, within(5e-7));
  }

  @ParameterizedTest
  @CsvSource({
    "omnibus,1,1,2",
    "omnibus,1,2,10",
    "omnibus,0.5,2,200",
    "omnibus,4.4,2,60",
    "marginal,1,2,2",
    "marginal,4.4,1,100",
    "marginal,5000,2,100",
    "omnibus,5000,2,100"
  })
  void criticalValuesArePassedAtTheLevel(String test, double looks, int bands, int dates) {
    NullLaw law = law(test, looks, bands, dates);
    for (double alpha : new double[] {0.5, 0.05, 0.01, 1e-4}) {
      assertThat(law.pValue(law.critical(alpha))).isCloseTo(alpha, withinPercentage(0.01));
    }
    assertThat(law.critical(1e-6)).isGreaterThan(law.critical(1e-5));
  }

  @ParameterizedTest
  @CsvSource({"omnibus,1,2,10", "omnibus,4.4,1,2", "omnibus,20,2,200"})
  void tablesAreCloseToTheLaw(String test, double looks, int bands, int dates) {
    NullLaw law = law(test, looks, bands, dates);
    TailTable table = new TailTable(law);
    for (double alpha : new double[] {0.99, 0.7, 0.3, 0.05, 0.011, 0.0013, 1e-4, 1e-6}) {
      double t = law.critical(alpha);
      assertThat(table.pValue(t))
          .isCloseTo(law.pValue(t), withinPercentage(alpha < 1e-5 ? 0.1 : 0.005));
    }
    assertThat(table.pValue(0)).isEqualTo(1);
    assertThat(table.pValue(1e6)).isEqualTo(1e-8);
  }

  /** The large part is taken off; Γ(3 + 4i) from {@code scipy.special.loggamma}. */
  @ParameterizedTest
  @CsvSource({
    "3,4,-1.756626784603784,4.742664438034658",
    "0.1,0.2,1.4196225566088012,-1.1894584561916532",
    "30,-5,70.83535539029764,-16.945919923982196"
  })
  void complexGammaEqualsScipy(double re, double im, double logRe, double logIm) {
    Complex z = new Complex(re, im);
    Complex log = ComplexGamma.logRemainder(z).add(z.multiply(z.log())).subtract(z);
    assertThat(log.getReal()).isCloseTo(logRe, within(1e-12));
    assertThat(Math.IEEEremainder(log.getImaginary() - logIm, 2 * Math.PI))
        .isCloseTo(0, within(1e-12));
  }

  private static NullLaw law(String test, double looks, int bands, int dates) {
    return test.equals("omnibus")
        ? ExactLaw.omnibus(looks, bands, dates)
        : ExactLaw.marginal(looks, bands, dates);
  }
}
