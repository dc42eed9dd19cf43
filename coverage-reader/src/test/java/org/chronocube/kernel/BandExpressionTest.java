// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Shape;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BandExpressionTest {

  private static RasterBlock block(float... samples) {
    return new RasterBlock(
        new Shape(1, samples.length), samples, ValidMask.allValid(samples.length));
  }

  private static RasterBlock evaluate(String text, float a, float b) {
    BandExpression expression = BandExpression.compile(text);
    List<RasterBlock> inputs =
        expression.names().stream().map(n -> block(n.equals("A") ? a : b)).toList();
    return expression.evaluate(inputs, inputs.stream().map(i -> Scaling.IDENTITY).toList());
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        // A = 6, B = 2
        "A | 6",
        "A + B * 3 | 12",
        "(A + B) * 3 | 24",
        "A - B - 1 | 3",
        "A / B / 3 | 1",
        "-A + B | -4",
        "A - -B | 8",
        "+A | 6",
        "2e1 * A + .5 | 120.5",
        "1.5E-1*A | 0.9",
        "A > B | 1",
        "A < B | 0",
        "A >= 6 | 1",
        "A <= 5.9 | 0",
        "A == 6 | 1",
        "A != 6 | 0",
        "A > 1 == B > 1 | 1",
        "A + 1 > B * 3 | 1",
        "A > B ? A : B | 6",
        "A < B ? A : A == 6 ? 10 : 20 | 10",
        "where(A > B, 1, 2) | 1",
        "min(A, B, 4) | 2",
        "max(A, B, 4, 9) | 9",
        "abs(B - A) | 4",
        "sqrt(A + 3) | 3",
        "pow(A, B) | 36",
        "log10(100 * A / 6) | 2",
        "exp(log(A)) | 6",
        "(A - B) / (A + B) | 0.5",
        "2.5 * (A - B) / (A + 6 * B - 7.5 * .2 + 1) | 0.571428571",
      })
  void computes(String text, double wanted) {
    RasterBlock result = evaluate(text, 6, 2);
    assertThat(result.isValid(0, 0)).isTrue();
    assertThat(result.sample(0, 0)).isCloseTo((float) wanted, within(1e-6f));
  }

  @ParameterizedTest(name = "{0} has no value")
  @ValueSource(
      strings = {
        "B / A",
        "A / A",
        "1 / A > 3",
        "log(A)",
        "log10(A - 1)",
        "sqrt(-B)",
        "exp(1000 * B)",
        "pow(-B, 0.5)",
        "min(1 / A, 5)",
        "where(1 / A, 1, 2)",
        "A * (1 / A)"
      })
  void isInvalidWhereItHasNoFiniteValue(String text) {
    assertThat(evaluate(text, 0, 2).isValid(0, 0)).isFalse();
  }

  @Test
  void onlyTheChosenBranchCounts() {
    assertThat(evaluate("A == 0 ? 7 : B / A", 0, 2).sample(0, 0)).isEqualTo(7);
    assertThat(evaluate("A != 0 ? 7 : B / A", 0, 2).isValid(0, 0)).isFalse();
  }

  @Test
  void isInvalidWhereABandIs() {
    RasterBlock a = block(1, 2, 3);
    RasterBlock b = block(1, 2, 3);
    b.mask().setInvalid(1);

    RasterBlock sum =
        BandExpression.compile("A + B")
            .evaluate(List.of(a, b), List.of(Scaling.IDENTITY, new Scaling(2, 1)));

    assertThat(sum.isValid(0, 0)).isTrue();
    assertThat(sum.isValid(0, 1)).isFalse();
    assertThat(sum.sample(0, 2)).isEqualTo(3 + 2 * 3 + 1); // physical values, not DN
  }

  @Test
  void evaluatesBlocksLargerThanItsChunks() {
    int n = 1300;
    float[] samples = new float[n];
    IntStream.range(0, n).forEach(i -> samples[i] = i);
    BandExpression expression = BandExpression.compile("A * 2 - (A - (A - 1))");

    RasterBlock result =
        expression.evaluate(
            List.of(new RasterBlock(new Shape(13, 100), samples, ValidMask.allValid(n))),
            List.of(Scaling.IDENTITY));

    for (int i = 0; i < n; i++) {
      assertThat(result.samples()[i]).isEqualTo(2f * i - 1);
    }
  }

  @Test
  void namesBandsInOrderOfAppearance() {
    assertThat(BandExpression.compile("(B08 - B04) / (B08 + B04) * max(B8A, _x)").names())
        .containsExactly("B08", "B04", "B8A", "_x");
    // A function's name without a parenthesis is a band's.
    assertThat(BandExpression.compile("min + 1").names()).containsExactly("min");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "A + | must have a number, a band, a function or '(' here, at position 3",
        "(A | must have ')' here, at position 2",
        "A B | must end or go on with an operator, at position 2",
        "foo(A) | must have one of the functions, at position 0",
        "pow(A) | pow must have 2 to 2 arguments, at position 0",
        "A ? 1 | must have ':' here, at position 5",
        "1.2.3 * A | must have a number here, '1.2.3' is none, at position 0",
        "1 + 2 | must name a band, at position 0",
        "A $ 1 | must end or go on with an operator, at position 2",
      })
  void saysWhereItDoesNotUnderstand(String text, String message) {
    String[] parts = message.split(", at ");
    assertThatThrownBy(() -> BandExpression.compile(text))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining(parts[0])
        .hasMessageContaining("at " + parts[1] + " of: " + text);
  }

  @Test
  void refusesWhatWouldExhaustTheStack() {
    String deep = "(".repeat(100) + "A" + ")".repeat(100);
    assertThatThrownBy(() -> BandExpression.compile(deep))
        .hasMessageContaining("must nest at most 64 levels");
    assertThatThrownBy(() -> BandExpression.compile("-".repeat(100) + "A"))
        .hasMessageContaining("must nest at most 64 levels");
    assertThatThrownBy(() -> BandExpression.compile("A" + "+A".repeat(2048)))
        .hasMessageContaining("at most 4096 characters");
    assertThat(evaluate("A" + "+A".repeat(2047), 1, 0).sample(0, 0)).isEqualTo(2048);
  }
}
