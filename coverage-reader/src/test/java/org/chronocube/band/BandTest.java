// SPDX-License-Identifier: Apache-2.0
package org.chronocube.band;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandTest {

  @ParameterizedTest(name = "{0} holds {1}: {2}")
  @CsvSource({
    "UINT8, 255, true",
    "UINT8, 256, false",
    "UINT8, -1, false",
    "UINT8, 0.5, false",
    "INT8, -128, true",
    "INT16, 32768, false",
    "UINT32, 4294967295, true",
    "INT32, -2147483648, true",
    "UINT16, NaN, false",
    "FLOAT32, NaN, true",
    "FLOAT32, 16777217, false",
    "FLOAT64, 16777217, true",
    "FLOAT32, -9999, true",
  })
  void typesKnowWhatTheyHold(DataType type, double value, boolean holds) {
    assertThat(type.holds(value)).isEqualTo(holds);
  }

  @Test
  void typesAreFoundByName() {
    assertThat(DataType.parse("UInt16")).isEqualTo(DataType.UINT16);
    assertThatThrownBy(() -> DataType.parse("complex64")).hasMessageContaining("was complex64");
  }

  @Test
  void nanIsNeverData() {
    assertThat(NoData.NONE.matches(Double.NaN)).isTrue();
    assertThat(NoData.NONE.matches(0)).isFalse();
    assertThat(NoData.of(0).matches(0)).isTrue();
    assertThat(NoData.of(Double.NaN).matches(Double.NaN)).isTrue();
    assertThat(NoData.of(Double.NaN).matches(1)).isFalse();
  }

  @Test
  void saturatedSamplesMeasureNothingEither() {
    NoData both = NoData.of(0).withSaturated(65535);
    assertThat(both.matches(65535)).isTrue();
    assertThat(both.matches(0)).isTrue();
    assertThat(both.matches(65534)).isFalse();
    assertThat(both.orElse(-1)).isEqualTo(0);
    assertThat(NoData.NONE.withSaturated(255).isDeclared()).isFalse();
    assertThatThrownBy(() -> both.withSaturated(Double.NaN)).hasMessageContaining("was NaN");
  }

  @Test
  void scalingsJoin() {
    // Baseline 04.00: reflectance = (DN - 1000) / 10000, before: DN / 10000.
    Scaling before = new Scaling(1e-4, 0);
    Scaling after = new Scaling(1e-4, -0.1);
    assertThat(after.toPhysical(1500)).isCloseTo(0.05, within(1e-12));
    assertThat(after.into(before).toPhysical(1500)).isCloseTo(500, within(1e-9));
    assertThat(before.into(after).toPhysical(500)).isCloseTo(1500, within(1e-9));
    assertThat(after.into(new Scaling(1e-4, -0.1))).isSameAs(Scaling.IDENTITY);
    assertThat(after.toDn(after.toPhysical(1234))).isCloseTo(1234, within(1e-9));
  }

  @Test
  void bandsRefuseWhatTheyCannotStore() {
    assertThatThrownBy(() -> Band.of("B 4", DataType.UINT8, NoData.NONE))
        .hasMessage("band name must be an NCName, was B 4");
    assertThatThrownBy(() -> Band.of("B4", DataType.UINT8, NoData.of(-9999)))
        .hasMessage("nodata of band B4 must be a uint8, was -9999.0");
    assertThatThrownBy(() -> new Scaling(0, 1)).hasMessageStartingWith("scaling must be finite");
  }
}
