// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.spectral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.kernel.BandExpression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TasselledCapTest {

  @ParameterizedTest
  @EnumSource
  void axesHaveLengthOneAndStandAtRightAngles(TasselledCap cap) {
    for (int i = 0; i < 3; i++) {
      for (int k = 0; k < 3; k++) {
        double dot = 0;
        for (int band = 0; band < 6; band++) {
          dot += cap.coefficients(i)[band] * cap.coefficients(k)[band];
        }
        // As far as coefficients of four digits allow.
        assertThat(dot).isCloseTo(i == k ? 1 : 0, within(2e-3));
      }
    }
  }

  // Landsat 7 and 8: as GRASS GIS 8's i.tasscap lists them; wetness of Landsat 5: GRASS's i.wi;
  // Sentinel-2: scripts of users of Earth Engine that cite the paper.
  @ParameterizedTest
  @CsvSource({
    "LANDSAT_7, 0, 0.3561, 0.3972, 0.3904, 0.6966, 0.2286, 0.1596",
    "LANDSAT_7, 1, -0.3344, -0.3544, -0.4556, 0.6966, -0.0242, -0.2630",
    "LANDSAT_7, 2, 0.2626, 0.2141, 0.0926, 0.0656, -0.7629, -0.5388",
    "LANDSAT_8, 0, 0.3029, 0.2786, 0.4733, 0.5599, 0.5080, 0.1872",
    "LANDSAT_8, 1, -0.2941, -0.2430, -0.5424, 0.7276, 0.0713, -0.1608",
    "LANDSAT_8, 2, 0.1511, 0.1973, 0.3283, 0.3407, -0.7117, -0.4559",
    "LANDSAT_5, 2, 0.0315, 0.2021, 0.3102, 0.1594, -0.6806, -0.6109",
    "SENTINEL_2, 0, 0.3510, 0.3813, 0.3437, 0.7196, 0.2396, 0.1949",
    "SENTINEL_2, 1, -0.3599, -0.3533, -0.4734, 0.6633, 0.0087, -0.2856",
    "SENTINEL_2, 2, 0.2578, 0.2305, 0.0883, 0.1071, -0.7611, -0.5308"
  })
  void equalsTheListsOfOthers(
      TasselledCap cap, int axis, double b, double g, double r, double n, double s1, double s2) {
    assertThat(cap.coefficients(axis)).containsExactly(b, g, r, n, s1, s2);
  }

  @Test
  void isWrittenAsBandsToAskFor() {
    List<String> bands = TasselledCap.of("Landsat-8", "tasselledCap").bands(landsat(), "x");
    assertThat(bands.get(1))
        .isEqualTo(
            "greenness = -0.2941 * B2 - 0.243 * B3 - 0.5424 * B4 + 0.7276 * B5 + 0.0713 * B6 -"
                + " 0.1608 * B7");
    assertThat(BandExpression.compile(bands.get(1).substring(12)).names())
        .containsExactly("B2", "B3", "B4", "B5", "B6", "B7");
  }

  @Test
  void sensorsAreKnownByName() {
    assertThat(Stream.of(TasselledCap.values()).map(TasselledCap::id))
        .containsExactly("sentinel-2", "landsat-8", "landsat-7", "landsat-5");
    assertThatThrownBy(() -> TasselledCap.of("modis", "tasselledCap"))
        .hasMessage(
            "tasselledCap must be one of sentinel-2, landsat-8, landsat-7, landsat-5, was modis");
  }

  private static BandRoles landsat() {
    return new BandRoles(
        List.of(
            band("B2", 482),
            band("B3", 561),
            band("B4", 655),
            band("B5", 865),
            band("B6", 1609),
            band("B7", 2201)));
  }

  static Band band(String name, double wavelength) {
    return new Band(
        name,
        name,
        DataType.UINT16,
        NoData.of(0),
        Scaling.IDENTITY,
        "1",
        wavelength > 0 ? wavelength : null);
  }
}
