// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.chronocube.band.DataType;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.tiff.TiffFormat;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What both decoders must do: against images whose pixels are known, and against GDAL; see
 * SOURCE.txt beside the fixtures.
 */
abstract class Jp2ReaderTck {

  private final BlockCache cache = new BlockCache(64 << 20);
  private BlockReaders rasters;

  abstract Jp2Decoders decoders();

  @BeforeEach
  void openFormats() {
    rasters =
        new BlockReaders(
            Map.of("file", FileByteSources.anywhere()),
            List.of(new TiffFormat(cache), new Jp2Format(cache, decoders())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lossless.jp2",
        "rlcp.j2k",
        "rpcl.j2k",
        "pcrl.j2k",
        "cprl.j2k",
        "layers.jp2",
        "tiles.j2k",
        "tile-parts.j2k",
        "sop-eph.j2k",
        "bypass.j2k",
        "reset.j2k",
        "terminate.j2k",
        "causal.j2k",
        "predictable.j2k",
        "segmentation.j2k",
        "all-styles.j2k",
        "blocks.j2k",
        "levels-1.j2k",
        "levels-7.j2k",
        "offset.j2k"
      })
  void everyWayOfLosslessCodingGivesTheSamePixels(String file) {
    RasterBlock read = whole(file, 0, 0);

    assertThat(read.samples()).containsExactly(whole("source-15bit.tif", 0, 0).samples());
    assertThat(read.mask().isAllValid()).isTrue();
    assertThat(open(file).info().type()).isEqualTo(DataType.UINT16);
  }

  @Test
  void componentsAreUnmixed() {
    for (int band = 0; band < 3; band++) {
      assertThat(whole("rgb-lossless.j2k", 0, band).samples())
          .containsExactly(whole("source-rgb.tif", 0, band).samples());
    }
    assertThat(open("rgb-lossless.j2k").info().bandCount()).isEqualTo(3);
  }

  @Test
  void bytesAndSmallestImages() {
    assertThat(whole("byte.j2k", 0, 0).samples())
        .containsExactly(whole("source-byte.tif", 0, 0).samples());
    assertThat(open("byte.j2k").info().type()).isEqualTo(DataType.UINT8);
    // ((0·37 + 0·91) mod 97)·3 + (sin 0 + cos 0 + 2)·(256 - 400)/5 = -86.4, clipped
    assertThat(whole("one-pixel.j2k", 0, 0).samples()).containsExactly(0);
  }

  @ParameterizedTest
  @CsvSource({
    "irreversible.j2k,        gdal-irreversible.tif,        0, 1",
    "irreversible-layers.j2k, gdal-irreversible-layers.tif, 0, 1",
    "rgb-irreversible.jp2,    gdal-rgb-irreversible.tif,    0, 3",
    "s2-preview.jp2,          gdal-s2-preview.tif,          0, 3",
    "s2-preview.jp2,          gdal-s2-preview-level2.tif,   2, 3"
  })
  void lossyFilesAreThoseOfGdal(String file, String expected, int level, int bands) {
    for (int band = 0; band < bands; band++) {
      float[] read = whole(file, level, band).samples();
      float[] gdal = whole(expected, 0, band).samples();
      assertThat(read).as("band %d", band).containsExactly(gdal);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lossless.jp2", "tiles.j2k"})
  void reducedResolutionsAreThoseOfGdal(String file) {
    String expected = "gdal-" + file.replaceFirst("\\..*", "") + "-level1.tif";

    assertThat(whole(file, 1, 0).samples()).containsExactly(whole(expected, 0, 0).samples());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lossless.jp2",
        "tiles.j2k",
        "rpcl.j2k",
        "offset.j2k",
        "levels-7.j2k",
        "irreversible.j2k",
        "rgb-irreversible.jp2",
        "irreversible-layers.j2k"
      })
  void anyWindowIsCutOutOfTheWhole(String file) {
    Random random = new Random(42);
    BlockReader uncached = uncached(file);
    for (int level = 0; level < uncached.info().levels().size(); level++) {
      Shape shape = uncached.info().levels().get(level).shape();
      RasterBlock whole = whole(file, level, 0);
      for (int i = 0; i < 12; i++) {
        int row = random.nextInt(shape.height());
        int col = random.nextInt(shape.width());
        int height = 1 + random.nextInt(Math.min(40, shape.height() - row));
        int width = 1 + random.nextInt(Math.min(40, shape.width() - col));
        RasterBlock part = uncached.read(level, 0, Window.at(row, col, height, width));
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            assertThat(part.sample(y, x)).isEqualTo(whole.sample(row + y, col + x));
          }
        }
      }
    }
  }

  @Test
  void gmlGivesTheCentreOfTheFirstPixel() {
    BlockReader reader = open("gmljp2.jp2");

    // written with the corner at 600000, 5000040: GML says 600005, 5000035
    assertThat(reader.info().grid())
        .isEqualTo(
            new GeoBox(
                new Shape(100, 120), new Affine(10, 0, 600000, 0, -10, 5000040), "EPSG:32633"));
    assertThat(whole("gmljp2.jp2", 0, 0).samples())
        .containsExactly(whole("source-georeferenced.tif", 0, 0).samples());
    assertThat(open("lossless.jp2").info().grid()).isNull();
  }

  @Test
  void levelsHalveUpToTheDecompositionsOfTheFile() {
    assertThat(open("s2-preview.jp2").info().levels())
        .extracting(level -> level.shape())
        .containsExactly(new Shape(343, 343), new Shape(172, 172), new Shape(86, 86));
  }

  @Test
  void levelsEndWhereHalvingLeavesNothing(@TempDir Path folder) throws IOException {
    byte[] bytes = Files.readAllBytes(path("irreversible-layers.j2k"));
    ByteBuffer siz = ByteBuffer.wrap(bytes);
    siz.putInt(16, siz.getInt(8) - 1); // XOsiz = Xsiz - 1: the last column, which is an odd one
    Path narrow = folder.resolve("narrow.j2k");
    Files.write(narrow, bytes);

    assertThat(siz.getInt(8) % 2).isZero();
    assertThat(rasters.open(narrow.toUri()).info().levels())
        .extracting(level -> level.shape().width())
        .containsExactly(1);
  }

  @Test
  void aBrokenFileIsAnErrorNamingItNeverAnythingElse(@TempDir Path folder) throws IOException {
    Random random = new Random(7);
    int refused = 0;
    for (String file : List.of("lossless.jp2", "tile-parts.j2k", "all-styles.j2k", "layers.jp2")) {
      byte[] good = Files.readAllBytes(path(file));
      for (int i = 0; i < 60; i++) {
        byte[] bad = good.clone();
        int spoilt = 1 + random.nextInt(4);
        for (int n = 0; n < spoilt; n++) {
          // headers more often than data
          int at = random.nextInt(i % 2 == 0 ? 200 : bad.length);
          bad[at] = (byte) random.nextInt();
        }
        Path broken = folder.resolve(i + file);
        Files.write(broken, bad);
        try {
          BlockReader reader = rasters.open(broken.toUri());
          Shape shape = reader.info().shape();
          int rows = Math.min(200, shape.height());
          reader.read(0, 0, Window.at(0, 0, rows, Math.min(200, shape.width())));
        } catch (RasterReadException e) {
          assertThat(e).hasMessageContaining(i + file);
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(50);
  }

  @Test
  void aFileThatEndsEarlyIsAnError(@TempDir Path folder) throws IOException {
    byte[] good = Files.readAllBytes(path("tiles.j2k"));
    Path cut = folder.resolve("cut.j2k");
    Files.write(cut, Arrays.copyOf(good, good.length / 2));
    BlockReader reader = rasters.open(cut.toUri());

    assertThatThrownBy(() -> reader.read(0, 0, Window.at(100, 140, 5, 5)))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("cut.j2k: level 0, tile 3: bytes")
        .hasMessageContaining("lie beyond the end of the ");
  }

  private RasterBlock whole(String file, int level, int band) {
    BlockReader reader = open(file);
    return reader.read(level, band, reader.info().levels().get(level).shape().window());
  }

  private BlockReader open(String file) {
    return rasters.open(path(file).toUri());
  }

  private BlockReader uncached(String file) {
    return new BlockReaders(
            Map.of("file", FileByteSources.anywhere()),
            List.of(new Jp2Format(new BlockCache(0), decoders())))
        .open(path(file).toUri());
  }

  private static Path path(String file) {
    try {
      return Path.of(Jp2ReaderTck.class.getResource(file).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
