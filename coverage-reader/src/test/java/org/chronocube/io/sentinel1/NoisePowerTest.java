// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.sentinel1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.range.SchemeByteSources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Noise annotations of both formats, small enough to calculate by hand. */
class NoisePowerTest {

  private static final String OLD =
      """
      <noise><adsHeader><mode>%s</mode></adsHeader><noiseVectorList count="2">
      <noiseVector><line>0</line><pixel count="3">0 10 15</pixel>
      <noiseLut count="3">1.0 3.0 2.0</noiseLut></noiseVector>
      <noiseVector><line>100</line><pixel count="2">0 20</pixel>
      <noiseLut count="2">5.0 9.0</noiseLut></noiseVector>
      </noiseVectorList></noise>
      """;
  private static final String NEW =
      """
      <noise><adsHeader><mode>IW</mode></adsHeader><noiseRangeVectorList>
      <noiseRangeVector><line>0</line><pixel>0 30</pixel>
      <noiseRangeLut>10 10</noiseRangeLut></noiseRangeVector></noiseRangeVectorList>
      <noiseAzimuthVectorList>
      <noiseAzimuthVector><swath>IW1</swath>
      <firstAzimuthLine>0</firstAzimuthLine><firstRangeSample>0</firstRangeSample>
      <lastAzimuthLine>99</lastAzimuthLine><lastRangeSample>9</lastRangeSample>
      <line>0 40 80</line><noiseAzimuthLut>1 2 4</noiseAzimuthLut></noiseAzimuthVector>
      <noiseAzimuthVector><swath>IW2</swath>
      <firstAzimuthLine>0</firstAzimuthLine><firstRangeSample>10</firstRangeSample>
      <lastAzimuthLine>49</lastAzimuthLine><lastRangeSample>19</lastRangeSample>
      <line>0</line><noiseAzimuthLut>0.5</noiseAzimuthLut></noiseAzimuthVector>
      </noiseAzimuthVectorList></noise>
      """;

  @TempDir Path directory;

  private NoisePower read(String xml, double ipf, double dn) throws IOException {
    Path file = directory.resolve("noise.xml");
    Files.writeString(file, xml);
    LineVectors.Builder vectors = new LineVectors.Builder("dn");
    vectors.add(0, new double[] {0}, new double[] {dn});
    return new Radiometry(new SchemeByteSources(Map.of("file", FileByteSources.anywhere())))
        .noise(file.toUri(), ipf, vectors.build());
  }

  private static double[] row(NoisePower noise, double line, int first, int count) {
    double[] row = new double[count];
    noise.row(line, first, 1, row);
    return row;
  }

  @Test
  void vectors_of_the_old_format_are_interpolated_along_their_own_pixels_then_across_lines()
      throws IOException {
    NoisePower noise = read(String.format(OLD, "IW"), 2.6, 474);
    assertThat(row(noise, 0, 0, 3)).containsExactly(1.0, 1.2, 1.4);
    assertThat(row(noise, 0, 14, 4)).containsExactly(2.2, 2.0, 2.0, 2.0); // ends with the vector
    assertThat(row(noise, 100, 5, 1)).containsExactly(6.0);
    assertThat(row(noise, 25, 5, 1)).containsExactly(0.75 * 2 + 0.25 * 6);
    assertThat(row(noise, 500, 5, 1)).containsExactly(6.0);
    assertThat(row(noise, -3, -2, 1)).containsExactly(1.0);
  }

  @ParameterizedTest
  @CsvSource({
    "2.43, IW, 474, 75088.7, 224676", // k A²
    "2.36, IW, 474, 75088.7, 224676",
    "2.33, IW, 474, 75088.7, 474", // k A
    "2.33, EW, 1087, 56065.87, 1087",
    "2.50, IW, 474, 1, 1",
    "2.43, S3, 474, 0, 0"
  })
  void before_version_2_50_the_units_are_others(
      double ipf, String mode, double dn, double k, double factor) throws IOException {
    NoisePower noise = read(String.format(OLD, mode), ipf, dn);
    assertThat(row(noise, 0, 10, 1)[0]).isCloseTo(3 * k * factor, within(1e-6 * k * factor));
    assertThat(noise.isKnown()).isEqualTo(k > 0);
  }

  @Test
  void azimuth_vectors_multiply_within_their_blocks() throws IOException {
    NoisePower noise = read(NEW, 3.31, 474);
    assertThat(row(noise, 0, 8, 4)).containsExactly(10, 10, 5, 5);
    assertThat(row(noise, 60, 8, 4)).containsExactly(30, 30, 10, 10); // IW2 has ended
    assertThat(row(noise, 90, 0, 1)).containsExactly(40); // IW1's last factor goes on
    assertThat(row(noise, 20, 18, 4)).containsExactly(5, 5, 10, 10); // beyond all swaths
    double[] coarse = new double[3];
    noise.row(20, 3.5, 8, coarse);
    assertThat(coarse).containsExactly(15, 5, 10); // at pixels 3.5, 11.5, 19.5
  }

  @Test
  void zeros_are_no_noise() throws IOException {
    assertThat(read(OLD.replaceAll("\\d\\.\\d", "0.0"), 2.36, 474).isKnown()).isFalse();
  }

  @Test
  void broken_vectors_are_named() {
    assertThatThrownBy(() -> read(NEW.replace("<pixel>0 30</pixel>", "<pixel>0</pixel>"), 3.31, 1))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("noise.xml")
        .hasMessageContaining("noiseRangeLut must have a value for each of ascending pixels");
    assertThatThrownBy(() -> read("<noise/>", 3.31, 1))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("noiseLut must have a vector, has none");
  }
}
