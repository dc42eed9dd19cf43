// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chronocube.algorithm.spectral.TasselledCapTest.band;

import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.pair.IndexDifference.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandRolesTest {

  private static final BandRoles SENTINEL_2 =
      new BandRoles(
          List.of(
              band("B01", 442.7),
              band("B02", 492.7),
              band("B03", 559.8),
              band("B04", 664.6),
              band("B05", 704.1),
              band("B07", 782.8),
              band("B08", 832.8),
              band("B8A", 864.7),
              band("B09", 945.1),
              band("B10", 1373.5),
              band("B11", 1613.7),
              band("B12", 2202.4),
              band("SCL", 0)));

  @ParameterizedTest
  @CsvSource({
    "NDVI, NDVI = (B08 - B04) / (B08 + B04)",
    "NBR, NBR = (B08 - B12) / (B08 + B12)",
    "NDWI, NDWI = (B03 - B08) / (B03 + B08)",
    "MNDWI, MNDWI = (B03 - B11) / (B03 + B11)",
    "NDMI, NDMI = (B08 - B11) / (B08 + B11)",
    "NDBI, NDBI = (B11 - B08) / (B11 + B08)"
  })
  void bandsAreFoundByWavelength(SpectralIndex index, String expected) {
    assertThat(index.band(SENTINEL_2, "index")).isEqualTo(expected);
  }

  @Test
  void commonNamesComeFirst() {
    BandRoles roles =
        new BandRoles(
            List.of(band("B08", 842), band("nir08", 0), band("Red", 0), band("B04", 665)));
    assertThat(SpectralIndex.NDVI.band(roles, "index"))
        .isEqualTo("NDVI = (nir08 - Red) / (nir08 + Red)");
  }

  @Test
  void aMissingBandIsNamedByWhatItMustBe() {
    BandRoles roles = new BandRoles(List.of(band("B04", 665), band("B08", 842), band("SCL", 0)));
    assertThatThrownBy(() -> SpectralIndex.NBR.band(roles, "index"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage(
            "index takes a band named swir22 or swir2, or of 2050..2350 nm, but the bands are"
                + " B04 (665.0 nm), B08 (842.0 nm), SCL");
  }

  @Test
  void presetsKnowTheirConvention() {
    assertThat(IndexPreset.of("dNBR")).contains(IndexPreset.DNBR);
    assertThat(IndexPreset.DNBR.form()).isEqualTo(Form.BEFORE_MINUS_AFTER);
    assertThat(IndexPreset.NBR.form()).isEqualTo(Form.AFTER_MINUS_BEFORE);
    assertThat(IndexPreset.RDNBR.index()).isEqualTo(SpectralIndex.NBR);
    assertThat(IndexPreset.of("B08 / B04")).isEmpty();
  }
}
