// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Shape;
import org.chronocube.kernel.Neighbourhood;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskRuleTest {

  @ParameterizedTest(name = "QA_PIXEL {0}: {2}")
  @CsvSource({
    // Values that USGS lists for clear, high-confidence cloud, cloud shadow, cirrus and fill.
    "21824, true, clear land",
    "21952, true, clear water",
    "22280, false, cloud high confidence",
    "23888, false, cloud shadow",
    "54596, false, cirrus",
    "1, false, fill",
  })
  void readsFlagsOfLandsat(int dn, boolean valid, String meaning) {
    MaskRule rule = MaskRule.bits("QA_PIXEL", 0b11111, false);
    assertThat(rule.isValid(dn, dn)).as(meaning).isEqualTo(valid);
  }

  @ParameterizedTest(name = "QA_PIXEL {0} has cloud confidence {1}")
  @CsvSource({"21824, 1", "22280, 3", "22080, 2", "1, 0", "54596, 1"})
  void readsFieldsOfSeveralBits(int dn, int confidence) {
    for (int value = 0; value < 4; value++) {
      assertThat(MaskRule.field("QA_PIXEL", 8, 2, Set.of(value), true).isValid(dn, dn))
          .isEqualTo(value == confidence);
    }
  }

  @Test
  void readsTheHighestBitsToo() {
    assertThat(MaskRule.field("QA", 14, 2, Set.of(3), true).isValid(65535, 0)).isTrue();
    assertThat(MaskRule.field("QA", 14, 2, Set.of(1), true).isValid(21824, 0)).isTrue();
  }

  @Test
  void rangesAreOfPhysicalValuesWithBothEnds() {
    MaskRule rule = MaskRule.range("CLD", 0.4, 1, false);
    assertThat(rule.isValid(40, 0.4)).isFalse();
    assertThat(rule.isValid(39, 0.39)).isTrue();
  }

  @Test
  void aFieldFitsIntoWhatASampleHolds() {
    assertThatThrownBy(() -> MaskRule.field("QA", 20, 5, Set.of(1), false))
        .hasMessage(
            "field must have shift >= 0, width >= 1 and end by bit 23, was shift 20, width 5");
    assertThatThrownBy(() -> MaskRule.field("QA", 8, 2, Set.of(4), false))
        .hasMessage("values of a field of 2 bits must be < 4, was 4");
    assertThatThrownBy(() -> MaskRule.values("QA", Set.of(4), false).dilated(501))
        .hasMessage("dilation must be in 0..500 pixels, was 501");
  }

  @Test
  void cloudsGrowAndHolesDoNot() {
    RasterBlock block = RasterBlock.allocate(new Shape(1, 9));
    block.mask().setRange(0, 9);
    block.samples()[2] = 8;
    block.mask().setInvalid(7);

    RasterBlock masked =
        new MaskFilter(MaskRule.values("SCL", Set.of(8), false).dilated(1))
            .apply(block, new Neighbourhood.Level(Scaling.IDENTITY, 1, 1));

    StringBuilder valid = new StringBuilder();
    for (int c = 0; c < 9; c++) {
      valid.append(masked.isValid(0, c) ? 1 : 0);
    }
    assertThat(valid).hasToString("100011101");
  }
}
