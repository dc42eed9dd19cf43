// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.assertj.core.api.AbstractThrowableAssert;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.server.encode.EncodedFiles;
import org.chronocube.server.encode.Encoder;
import org.chronocube.server.encode.SampleRaster;
import org.chronocube.server.encode.UnsupportedRasterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureEncoderTest {

  @ParameterizedTest
  @CsvSource({"UINT8, 1", "UINT8, 3", "UINT8, 4", "UINT16, 1", "UINT16, 3", "UINT16, 4"})
  void png_holds_the_samples_as_they_are(DataType type, int bands) throws IOException {
    SampleRaster source = source(new Shape(300, 40), type, bands);
    byte[] file = EncodedFiles.bytes(new PngEncoder(), source);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    assertThat(image.getWidth()).isEqualTo(40);
    assertThat(image.getHeight()).isEqualTo(300);
    for (int band = 0; band < bands; band++) {
      for (int row = 0; row < 300; row++) {
        for (int col = 0; col < 40; col++) {
          double expected =
              SampleRaster.isValid(row, col) ? SampleRaster.sample(row, col, band, 0) : type.max();
          assertThat(image.getRaster().getSampleDouble(col, row, band))
              .as("band %d row %d column %d", band, row, col)
              .isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "3"})
  void jpeg_is_near_the_samples(int bands) throws IOException {
    SampleRaster source = source(new Shape(64, 64), DataType.UINT8, bands);
    byte[] file = EncodedFiles.bytes(new JpegEncoder(0.95f), source);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    double error = 0;
    for (int row = 0; row < 64; row++) {
      for (int col = 0; col < 64; col++) {
        double expected = SampleRaster.isValid(row, col) ? SampleRaster.sample(row, col, 0, 0) : 0;
        int red =
            bands == 1
                ? image.getRaster().getSample(col, row, 0)
                : image.getRGB(col, row) >> 16 & 0xff;
        error += Math.abs(red - expected) / (64 * 64);
      }
    }
    // Colour is kept at half the resolution; another row or band would be off by more than 30.
    assertThat(error).isLessThan(12);
  }

  @Test
  void what_a_picture_cannot_hold_is_refused_with_the_rule() {
    refused(new PngEncoder(), source(new Shape(4, 4), DataType.FLOAT32, 1))
        .hasMessage("the samples of a PNG must be uint8 or uint16, were float32; take image/tiff");
    refused(new PngEncoder(), source(new Shape(4, 4), DataType.UINT8, 2))
        .hasMessage("a PNG must have 1, 3 or 4 bands, was 2; select some or take image/tiff");
    refused(new JpegEncoder(1), source(new Shape(4, 4), DataType.UINT16, 1))
        .hasMessage(
            "the samples of a JPEG must be uint8, were uint16 in B0; take image/tiff or image/png");
    refused(new JpegEncoder(1), source(new Shape(4, 4), DataType.UINT8, 4))
        .hasMessage("a JPEG must have 1 or 3 bands, was 4; select some or take image/tiff");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      Encoder encoder, SampleRaster source) {
    return assertThatThrownBy(() -> encoder.encode(source))
        .isInstanceOf(UnsupportedRasterException.class);
  }

  private static SampleRaster source(Shape shape, DataType type, int bandCount) {
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < bandCount; i++) {
      bands.add(Band.of("B" + i, type, NoData.of(type.max())));
    }
    GeoBox grid = new GeoBox(shape, Affine.northUp(0, 0, Resolution.of(1)), "EPSG:32631");
    return new SampleRaster(grid, bands, List.of());
  }
}
