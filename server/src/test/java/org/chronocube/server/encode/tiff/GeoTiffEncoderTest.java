// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.io.deflate.DeflateLibrary;
import org.chronocube.server.encode.EncodedFiles;
import org.chronocube.server.encode.SampleRaster;
import org.chronocube.server.encode.UnsupportedRasterException;
import org.chronocube.server.encode.tiff.TiffOptions.Compression;
import org.chronocube.server.encode.tiff.TiffOptions.Interleave;
import org.chronocube.server.encode.tiff.TiffOptions.Predictor;
import org.chronocube.time.TimeInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files are read back with imageio-ext's TIFF reader, which GeoTools and GeoServer use. All 432
 * combinations of type, compression, interleave, layout and predictor were also compared pixel by
 * pixel with GDAL 3.6.2, and the COGs passed its validate_cloud_optimized_geotiff with full_check.
 */
class GeoTiffEncoderTest {

  private static final TimeInterval TIME =
      TimeInterval.at(Instant.parse("2023-04-05T10:11:12.345Z"));

  static Stream<Arguments> layouts() {
    List<Arguments> all = new ArrayList<>();
    for (Compression compression : Compression.values()) {
      // imageio-ext mixes up the bands of planar strips, GDAL's too: ours are checked with GDAL.
      all.add(Arguments.of(compression, Interleave.PIXEL, false));
      for (Interleave interleave : Interleave.values()) {
        all.add(Arguments.of(compression, interleave, true));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void every_layout_gives_every_pixel_back(
      Compression compression, Interleave interleave, boolean tiled) throws IOException {
    TiffOptions options =
        TiffOptions.DEFAULT
            .withBlock(32)
            .withTiled(tiled)
            .withCompression(compression)
            .withInterleave(interleave)
            .withPredictor(Predictor.DIFFERENCE);
    SampleRaster source = source(new Shape(75, 101), DataType.UINT16, 3);
    assertPixels(EncodedFiles.bytes(new GeoTiffEncoder(options), source), source, 65535);
  }

  /** More blocks than are encoded at a time: they end at their places, in the order of the file. */
  @ParameterizedTest
  @MethodSource("layouts")
  void many_blocks_lie_one_behind_the_other(
      Compression compression, Interleave interleave, boolean tiled) throws IOException {
    TiffOptions options =
        TiffOptions.DEFAULT
            .withBlock(16)
            .withTiled(tiled)
            .withCompression(compression)
            .withInterleave(interleave);
    SampleRaster source = source(new Shape(333, 257), DataType.UINT16, 3);
    byte[] file = EncodedFiles.bytes(new GeoTiffEncoder(options), source);
    assertPixels(file, source, 65535);
    TiffStructure.Directory ifd = TiffStructure.of(file).directories().get(0);
    double[] offsets = ifd.numbers().get(tiled ? 324 : 273);
    double[] counts = ifd.numbers().get(tiled ? 325 : 279);
    int planes = interleave == Interleave.BAND ? 3 : 1;
    int columns = tiled ? 17 : 1;
    assertThat(offsets).hasSize(planes * 21 * columns);
    double at = offsets[0];
    for (int row = 0; row < 21; row++) {
      for (int i = 0; i < planes * columns; i++) {
        int index = (i / columns * 21 + row) * columns + i % columns;
        assertThat(offsets[index]).isEqualTo(at);
        at += counts[index];
      }
    }
    assertThat(at).isEqualTo(file.length);
  }

  @ParameterizedTest
  @CsvSource({"UINT8, 255", "INT16, -32768", "UINT16, 65535", "INT32, -9999", "FLOAT32, -9999"})
  void every_type_gives_every_pixel_back(DataType type, double noData) throws IOException {
    TiffOptions options = TiffOptions.DEFAULT.withBlock(32).withPredictor(Predictor.DIFFERENCE);
    SampleRaster source =
        new SampleRaster(
            grid(new Shape(40, 50)), List.of(Band.of("b", type, NoData.of(noData))), List.of(TIME));
    assertPixels(EncodedFiles.bytes(new GeoTiffEncoder(options), source), source, noData);
  }

  /** Whether libdeflate is installed or not: what it makes, others read. */
  @ParameterizedTest
  @EnumSource(
      value = DeflateLibrary.class,
      names = {"AUTO", "JAVA"})
  void every_library_gives_every_pixel_back(DeflateLibrary library) throws IOException {
    SampleRaster source = source(new Shape(333, 257), DataType.UINT16, 2);
    for (int level = 1; level <= 9; level += 4) {
      TiffOptions options = TiffOptions.DEFAULT.withBlock(64).withLevel(level);
      byte[] file = EncodedFiles.bytes(new GeoTiffEncoder(options, library), source);
      assertPixels(file, source, 65535);
    }
  }

  @Test
  void the_smaller_of_predictor_and_none_is_taken() {
    SampleRaster smooth = source(new Shape(64, 64), DataType.UINT16, 1);
    TiffOptions options = TiffOptions.DEFAULT.withPredictor(Predictor.SMALLEST);
    int size = EncodedFiles.bytes(new GeoTiffEncoder(options), smooth).length;
    int plain = size(smooth, Predictor.NONE);
    int differences = size(smooth, Predictor.DIFFERENCE);
    assertThat(plain).isNotEqualTo(differences);
    assertThat(size).isEqualTo(Math.min(plain, differences));
  }

  private static int size(SampleRaster source, Predictor predictor) {
    TiffOptions options = TiffOptions.DEFAULT.withPredictor(predictor);
    return EncodedFiles.bytes(new GeoTiffEncoder(options), source).length;
  }

  @Test
  void tags_say_where_the_pixels_are_and_what_they_mean() {
    byte[] file =
        EncodedFiles.bytes(
            new GeoTiffEncoder(TiffOptions.DEFAULT), source(new Shape(20, 30), DataType.UINT16, 2));
    TiffStructure.Directory ifd = TiffStructure.of(file).directories().get(0);
    assertThat(ifd.numbers().get(33550)).containsExactly(10, 10, 0);
    assertThat(ifd.numbers().get(33922)).containsExactly(0, 0, 0, 600000, 5700000, 0);
    // Projected, pixel is area, citation, EPSG:32631, metre (GeoTIFF 1.1, annex on keys).
    assertThat(ifd.numbers().get(34735))
        .containsExactly(
            1, 1, 0, 5, 1024, 0, 1, 1, 1025, 0, 1, 1, 1026, 34737, 22, 0, 3072, 0, 1, 32631, 3076,
            0, 1, 9001);
    assertThat(ifd.texts())
        .containsEntry(34737, "WGS 84 / UTM zone 31N|")
        .containsEntry(42113, "65535")
        .containsEntry(306, "2023:04:05 10:11:12");
    assertThat(ifd.texts().get(42112))
        .contains("<Item name=\"TIME\">2023-04-05T10:11:12.345Z</Item>")
        .contains("<Item name=\"DESCRIPTION\" sample=\"1\" role=\"description\">B1</Item>")
        .contains("<Item name=\"SCALE\" sample=\"0\" role=\"scale\">1.0E-4</Item>")
        .contains("<Item name=\"OFFSET\" sample=\"0\" role=\"offset\">-0.1</Item>")
        .contains("<Item name=\"UNITTYPE\" sample=\"0\" role=\"unittype\">1</Item>")
        .contains("<Item name=\"TITLE\" sample=\"0\">Red &amp;amp; more</Item>");
  }

  @Test
  void geographic_grids_have_the_geodetic_key() {
    GeoBox grid =
        new GeoBox(new Shape(4, 4), Affine.northUp(4, 51, Resolution.of(0.25)), "EPSG:4326");
    SampleRaster source =
        new SampleRaster(grid, List.of(Band.of("b", DataType.UINT8, NoData.of(0))), List.of());
    TiffStructure.Directory ifd =
        TiffStructure.of(EncodedFiles.bytes(new GeoTiffEncoder(TiffOptions.DEFAULT), source))
            .directories()
            .get(0);
    assertThat(ifd.numbers().get(34735)).contains(2048, 0, 1, 4326).endsWith(2054, 0, 1, 9102);
    assertThat(ifd.texts()).doesNotContainKey(306);
  }

  @Test
  void a_rotated_grid_has_a_transformation() {
    GeoBox grid =
        new GeoBox(new Shape(4, 4), new Affine(8, 6, 600000, 6, -8, 5700000), "EPSG:32631");
    SampleRaster source =
        new SampleRaster(grid, List.of(Band.of("b", DataType.UINT8, NoData.of(0))), List.of());
    TiffStructure.Directory ifd =
        TiffStructure.of(EncodedFiles.bytes(new GeoTiffEncoder(TiffOptions.DEFAULT), source))
            .directories()
            .get(0);
    assertThat(ifd.numbers().get(34264))
        .containsExactly(8, 6, 0, 600000, 6, -8, 0, 5700000, 0, 0, 0, 0, 0, 0, 0, 1);
    assertThat(ifd.numbers()).doesNotContainKey(33550);
  }

  @Test
  void a_cog_has_all_directories_first_and_then_the_smallest_overview() throws IOException {
    SampleRaster source = source(new Shape(201, 333), DataType.UINT16, 2);
    byte[] file = EncodedFiles.bytes(new GeoTiffEncoder(TiffOptions.COG.withBlock(64)), source);
    assertPixels(file, source, 65535);
    String start = new String(file, 8, 43 + 140, StandardCharsets.US_ASCII);
    assertThat(start)
        .startsWith("GDAL_STRUCTURAL_METADATA_SIZE=000140 bytes\nLAYOUT=IFDS_BEFORE_DATA\n")
        .endsWith("KNOWN_INCOMPATIBLE_EDITION=NO\n ");

    List<TiffStructure.Directory> ifds = TiffStructure.of(file).directories();
    assertThat(ifds).extracting(d -> d.number(256)).containsExactly(333., 167., 84., 42.);
    assertThat(ifds).extracting(d -> d.number(257)).containsExactly(201., 101., 51., 26.);
    assertThat(ifds).extracting(d -> d.number(254)).containsExactly(0., 1., 1., 1.);
    assertThat(ifds).isSortedAccordingTo((a, b) -> Long.compare(a.offset(), b.offset()));
    double previous = ifds.get(3).offset();
    for (int level = 3; level >= 0; level--) {
      double[] offsets = ifds.get(level).numbers().get(324);
      double[] counts = ifds.get(level).numbers().get(325);
      assertThat(Arrays.stream(offsets).min().orElseThrow()).isGreaterThan(previous);
      assertThat(offsets).isSorted();
      previous = offsets[offsets.length - 1];
      assertFramed(file, offsets, counts);
    }
  }

  // GDAL's block leader and trailer: the size before a block, its last four bytes after it.
  private static void assertFramed(byte[] file, double[] offsets, double[] counts) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < offsets.length; i++) {
      int offset = (int) offsets[i];
      int count = (int) counts[i];
      assertThat(in.getInt(offset - 4)).isEqualTo(count);
      assertThat(in.getInt(offset + count)).isEqualTo(in.getInt(offset + count - 4));
    }
  }

  @Test
  void overviews_hold_the_mean_of_valid_pixels() throws IOException {
    SampleRaster source = source(new Shape(100, 100), DataType.UINT16, 1);
    byte[] file = EncodedFiles.bytes(new GeoTiffEncoder(TiffOptions.COG.withBlock(64)), source);
    Raster half = raster(file, 1);
    // Samples at rows 2-3, columns 4-5: 18 19 25 26; row 8-9, column 8-9: 64 (no data: no),
    // 8 + 9 = 17 marks no data at (8, 9) and (9, 8), leaving 64 and 72.
    assertThat(half.getSample(2, 1, 0)).isEqualTo(22);
    assertThat(half.getSample(4, 4, 0)).isEqualTo(68);
  }

  @Test
  void a_file_over_the_limit_is_a_bigtiff() {
    SampleRaster source = source(new Shape(100, 70), DataType.UINT16, 2);
    GeoTiffEncoder big =
        new GeoTiffEncoder(TiffOptions.COG.withBlock(32), DeflateLibrary.AUTO, 1000);
    GeoTiffEncoder classic = new GeoTiffEncoder(TiffOptions.COG.withBlock(32));
    TiffStructure a = TiffStructure.of(EncodedFiles.bytes(big, source));
    TiffStructure b = TiffStructure.of(EncodedFiles.bytes(classic, source));
    assertThat(a.big()).isTrue();
    assertThat(b.big()).isFalse();
    assertThat(a.directories()).hasSameSizeAs(b.directories());
    double shift =
        a.directories().get(0).numbers().get(324)[0] - b.directories().get(0).numbers().get(324)[0];
    for (int i = 0; i < a.directories().size(); i++) {
      double[] moved =
          Arrays.stream(b.directories().get(i).numbers().get(324)).map(o -> o + shift).toArray();
      assertThat(a.directories().get(i).numbers().get(324)).containsExactly(moved);
      assertThat(a.directories().get(i).texts()).isEqualTo(b.directories().get(i).texts());
    }
  }

  @Test
  void what_a_geotiff_cannot_hold_is_refused_before_anything_is_read() {
    GeoTiffEncoder encoder = new GeoTiffEncoder(TiffOptions.DEFAULT);
    List<Band> bands = List.of(Band.of("b", DataType.UINT8, NoData.of(0)));
    GeoBox wild = new GeoBox(new Shape(4, 4), Affine.northUp(0, 0, Resolution.of(1)), "ESRI:54009");
    assertThatThrownBy(() -> encoder.check(new SampleRaster(wild, bands, List.of())))
        .isInstanceOf(UnsupportedRasterException.class)
        .hasMessage("the CRS of a GeoTIFF must be an EPSG code in 1024..32766, was ESRI:54009");
    TimeInterval later = TimeInterval.at(Instant.parse("2024-01-01T00:00:00Z"));
    SampleRaster cube = new SampleRaster(grid(new Shape(4, 4)), bands, List.of(TIME, later));
    assertThatThrownBy(() -> encoder.check(cube))
        .hasMessage("a GeoTIFF must hold one time, was given 2");
  }

  private static GeoBox grid(Shape shape) {
    return new GeoBox(shape, Affine.northUp(600000, 5700000, Resolution.of(10)), "EPSG:32631");
  }

  private static SampleRaster source(Shape shape, DataType type, int bandCount) {
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < bandCount; i++) {
      bands.add(
          new Band(
              "B" + i,
              "Red & more",
              type,
              NoData.of(type.max()),
              new Scaling(0.0001, -0.1),
              "1",
              665.0));
    }
    return new SampleRaster(grid(shape), bands, List.of(TIME));
  }

  private static void assertPixels(byte[] file, SampleRaster source, double noData)
      throws IOException {
    Raster raster = raster(file, 0);
    assertThat(raster.getWidth()).isEqualTo(source.grid().width());
    assertThat(raster.getHeight()).isEqualTo(source.grid().height());
    for (int band = 0; band < source.bands().size(); band++) {
      for (int row = 0; row < raster.getHeight(); row++) {
        for (int col = 0; col < raster.getWidth(); col++) {
          double expected =
              SampleRaster.isValid(row, col) ? SampleRaster.sample(row, col, band, 0) : noData;
          if (raster.getSampleDouble(col, row, band) != expected) {
            assertThat(raster.getSampleDouble(col, row, band))
                .as("band %d row %d column %d", band, row, col)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  private static Raster raster(byte[] file, int level) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in);
      return reader.readAsRenderedImage(level, null).getData();
    } finally {
      reader.dispose();
    }
  }
}
