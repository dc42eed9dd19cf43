// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.grid.Shape;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.api.Test;

/** The fake cube's bands: physical = DN · 0.5 + 1. */
class BandSelectionTest {

  @Test
  void bandsAndExpressionsArePhysical() {
    BandSelection selection =
        BandSelection.of(
            FakeEngine.cube(), List.of("nir, NDVI = (nir - red) / (nir + red)", "max(red, nir)"));

    assertThat(selection.cubeBandNames()).containsExactly("nir", "red");
    assertThat(selection.items())
        .extracting(BandSelection.Item::name)
        .containsExactly("nir", "NDVI", "max(red, nir)");
    assertThat(selection.items().get(0).unit()).isEqualTo("1");

    // nir: DN 8 -> 5; red: DN 4 -> 3
    List<RasterBlock> values = selection.evaluate(List.of(block(8), block(4)));
    assertThat(values).extracting(b -> b.samples()[0]).containsExactly(5f, 0.25f, 5f);
  }

  @Test
  void nothingAskedForIsEveryBand() {
    assertThat(BandSelection.of(FakeEngine.cube(), List.of()).cubeBandNames())
        .containsExactly("red", "nir");
  }

  @Test
  void comparisonsAreNotNames() {
    BandSelection selection =
        BandSelection.of(FakeEngine.cube(), List.of("where(red == nir, 0, red >= 1)"));
    assertThat(selection.items().get(0).name()).isEqualTo("where(red == nir, 0, red >= 1)");
  }

  @Test
  void wrongOnesNameTheParameter() {
    assertThatThrownBy(() -> BandSelection.of(FakeEngine.cube(), List.of("blue")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("bands must be of red, nir, was blue");
    assertThatThrownBy(() -> BandSelection.of(FakeEngine.cube(), List.of("red,red")))
        .hasMessage("bands must have unique names, were [red, red]");
    assertThatThrownBy(() -> BandSelection.of(FakeEngine.cube(), List.of("1 + 2")))
        .hasMessage("bands: expression must name a band, at position 0 of: 1 + 2");
    assertThatThrownBy(() -> BandSelection.of(FakeEngine.cube(), List.of("red +")))
        .isInstanceOf(InvalidParameterException.class);
  }

  private static RasterBlock block(float dn) {
    RasterBlock block = RasterBlock.allocate(new Shape(1, 1));
    block.samples()[0] = dn;
    block.mask().setValid(0);
    return block;
  }
}
