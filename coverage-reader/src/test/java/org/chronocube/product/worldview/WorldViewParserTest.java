// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.worldview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.PlainTiff;
import org.chronocube.io.RasterOpener;
import org.chronocube.io.RasterView.Surroundings;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.rpc.RpcModelFormat;
import org.chronocube.io.tiff.TiffFormat;
import org.chronocube.io.tiles.TilView;
import org.chronocube.product.ParserContext;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.SceneParseException;
import org.chronocube.product.Zipped;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Genuine support data of a basic panchromatic image (resources/org/chronocube/vhr/rpc), and a
 * multispectral ortho image made up by hand after the documentation. Pixels are stand-ins.
 */
class WorldViewParserTest {

  private static final GeoBox GRID =
      new GeoBox(new Shape(4, 6), Affine.northUp(300000, 4600000, Resolution.of(2)), "EPSG:32633");

  private static final String IMD =
      """
      version = "28.4";
      generationTime = 2017-12-09T01:02:03.000000Z;
      productOrderId = "016445319010_01_P003";
      bandId = "Multi";
      productLevel = "LV3D";
      radiometricLevel = "Corrected";
      radiometricEnhancement = "Off";
      BEGIN_GROUP = BAND_B
      \tULLon =   14.5;
      \tabsCalFactor = 1.783568e-02;
      \teffectiveBandwidth = 5.430000e-02;
      \tTDILevel = 24;
      END_GROUP = BAND_B
      BEGIN_GROUP = BAND_G
      \tabsCalFactor = 1.364197e-02;
      \teffectiveBandwidth = 6.300000e-02;
      END_GROUP = BAND_G
      BEGIN_GROUP = BAND_R
      \tabsCalFactor = 1.851735e-02;
      \teffectiveBandwidth = 5.740000e-02;
      END_GROUP = BAND_R
      BEGIN_GROUP = BAND_N2
      \tabsCalFactor = 1.2e-02;
      \teffectiveBandwidth = 9.0e-02;
      END_GROUP = BAND_N2
      BEGIN_GROUP = IMAGE_1
      \tsatId = "WV02";
      \tfirstLineTime = 2017-12-08T21:17:58.123456Z;
      \tTLCList = (
      \t(0,   0.0),
      \t(100, 1.5) );
      \tmeanSunAz = 165.1;
      \tmeanSunEl =  46.6;
      \tmeanSatAz = 30.2;
      \tmeanSatEl = 70.5;
      \tmeanOffNadirViewAngle = 17.4;
      \tmeanCollectedGSD = 1.98;
      \tcloudCover = 0.027;
      END_GROUP = IMAGE_1
      END;
      """;

  @TempDir Path temp;
  private Path multi;

  @BeforeEach
  void multispectral() throws IOException {
    multi = temp.resolve("MUL");
    new PlainTiff(4, 6, 4, 0, GRID, (b, r, c) -> 1).write(multi.resolve("17DEC08-M3DS.TIF"));
    Files.writeString(multi.resolve("17DEC08-M3DS.IMD"), IMD);
  }

  private Path panchromatic() throws IOException {
    Path pan = temp.resolve("PAN");
    new PlainTiff(60, 80, 1, (b, r, c) -> 1).write(pan.resolve("12FEB12-P1BS.TIF"));
    try (InputStream xml =
        getClass().getResourceAsStream("/org/chronocube/vhr/rpc/worldview1_basic.XML")) {
      Files.copy(xml, pan.resolve("12FEB12-P1BS.XML"));
    }
    return pan;
  }

  private static ProductDefinition definition(Map<String, String> options, String... bands) {
    List<Band> list = Stream.of(bands).map(b -> Band.of(b, DataType.UINT16, NoData.NONE)).toList();
    return new ProductDefinition(new Product("wv", "", "", "", list), "worldview", "/", options);
  }

  private static RasterOpener rasters() {
    return new BlockReaders(
        FileByteSources.anywhere(),
        List.of(new TiffFormat(new BlockCache(1 << 20))),
        List.of(new TilView()));
  }

  private static Scene parse(ProductDefinition product, Path folder, RasterOpener rasters)
      throws IOException {
    Surroundings files = new Surroundings(rasters, FileByteSources.anywhere());
    CrsRegistry crs = new CrsRegistry(id -> new RpcModelFormat().read(id, files));
    return new WorldViewParser()
        .parse(product, files(folder), new ParserContext(folder, rasters, crs));
  }

  private static SceneFiles files(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<SceneFiles> scenes =
          new WorldViewParser()
              .group(definition(Map.of(), "red"), folder, entries.sorted().toList());
      assertThat(scenes).hasSize(1);
      return scenes.get(0);
    }
  }

  private Scene parse(Map<String, String> options, String... bands) throws IOException {
    return parse(definition(options, bands), multi, rasters());
  }

  @Test
  void says_what_the_support_data_say() throws IOException {
    Scene scene = parse(Map.of(), "red");
    assertThat(scene.id()).isEqualTo("17DEC08-M3DS");
    assertThat(scene.time()).isEqualTo("2017-12-08T21:17:58.123Z");
    assertThat(scene.revision()).isEqualTo("2017-12-09T01:02:03.000000Z");
    assertThat(scene.properties())
        .containsEntry("platform", "wv02")
        .containsEntry("processing:level", "LV3D")
        .containsEntry("eo:cloud_cover", 2.7)
        .containsEntry("view:sun_azimuth", 165.1)
        .containsEntry("view:sun_elevation", 46.6)
        .containsEntry("view:azimuth", 30.2)
        .containsEntry("view:incidence_angle", 19.5)
        .containsEntry("view:off_nadir", 17.4)
        .containsEntry("gsd", 1.98);
    assertThat(scene.granules().get(0).grid()).isEqualTo(GRID);
  }

  // L = DN · absCalFactor / effectiveBandwidth, by hand: 0.01783568 / 0.0543 = 0.328466.
  @ParameterizedTest
  @CsvSource({
    "blue, 0, 0.328466",
    "green, 1, 0.216539",
    "red, 2, 0.322602",
    "BAND_R, 2, 0.322602",
    "nir2, 3, 0.133333"
  })
  void radiance_is_by_absolute_calibration(String band, int index, double scale)
      throws IOException {
    Granule granule = parse(Map.of(), band).granules().get(0);
    assertThat(granule.fileBand()).isEqualTo(index);
    assertThat(granule.scaling().scale()).isCloseTo(scale, within(1e-6));
    assertThat(granule.scaling().offset()).isZero();
    assertThat(parse(Map.of("radiometry", "dn"), band).granules().get(0).scaling())
        .isEqualTo(Scaling.IDENTITY);
  }

  // The XML's BAND_P, by hand: 0.06288518 / 0.372 = 0.169046. GDAL, RPC_HEIGHT=53: column 0, row 0
  // is at 80.894653172, 26.849950744.
  @Test
  void a_basic_image_is_placed_by_its_polynomials() throws IOException {
    Scene scene = parse(definition(Map.of("height", "53"), "pan"), panchromatic(), rasters());
    assertThat(scene.time()).isEqualTo("2012-02-12T05:33:43.088Z");
    Granule pan = scene.granules().get(0);
    assertThat(pan.scaling().scale()).isCloseTo(0.169046, within(1e-6));
    assertThat(pan.grid().crs()).startsWith("image:rpc:file:///").endsWith(".XML#height=53");
    assertThat(scene.footprint().getEnvelopeInternal().getMinX())
        .isCloseTo(80.894653172, within(1e-8));
    assertThat(scene.properties())
        .containsEntry("platform", "wv01")
        .containsEntry("view:off_nadir", 21.8)
        .containsEntry("rpc:error_bias", 14.99)
        .containsEntry("rpc:error_random", 0.12)
        .containsEntry("eo:cloud_cover", 0.0);
  }

  @Test
  void a_zip_gives_the_same_but_for_where_it_lies() throws IOException {
    Path zip = Zipped.zip(multi, temp.resolve("order.zip"));
    RasterOpener unzipped =
        uri -> {
          String name = uri.toString().substring(uri.toString().indexOf('!') + 2);
          return rasters().open(temp.resolve(name).toUri());
        };
    try (FileSystem inside = FileSystems.newFileSystem(zip)) {
      Zipped.assertSame(
          parse(Map.of(), "red", "blue"),
          parse(definition(Map.of(), "red", "blue"), inside.getPath("/MUL"), unzipped));
    }
  }

  private void change(String from, String to) throws IOException {
    assertThat(IMD).contains(from);
    Files.writeString(multi.resolve("17DEC08-M3DS.IMD"), IMD.replace(from, to));
  }

  @Test
  void says_what_is_wrong_with_which_file() throws IOException {
    change("Enhancement = \"Off\"", "Enhancement = \"DRA\"");
    assertThatThrownBy(() -> parse(Map.of(), "red"))
        .isInstanceOf(SceneParseException.class)
        .hasMessageStartingWith("radiometricEnhancement must be Off for radiance, was DRA in ");
    change("BEGIN_GROUP = BAND_N2", "BEGIN_GROUP = OTHER");
    assertThatThrownBy(() -> parse(Map.of(), "red"))
        .hasMessageContaining("must have a BAND_… for each of 4 bands of the image, has [B, G, R]");
    change("absCalFactor = 1.851735e-02;", "");
    assertThatThrownBy(() -> parse(Map.of(), "red"))
        .hasMessageContaining("must have abscalfactor of BAND_R, has none");
    change("firstLineTime = 2017", "firstLineTime = at 2017");
    assertThatThrownBy(() -> parse(Map.of(), "red"))
        .hasMessageStartingWith("firstLineTime must be an ISO time in UTC, was at 2017");
    assertThatThrownBy(
            () ->
                new WorldViewParser().checkOptions(definition(Map.of("radiometry", "toa"), "red")))
        .isInstanceOf(InvalidParameterException.class);
  }

  private static String tile(boolean xml, int row, int col) {
    String entry = xml ? "<%1$s>%2$s</%1$s>" : "%1$s = %2$s;\n";
    String name = "17DEC08-M3DS_R%dC%d-01_P003.TIF".formatted(row + 1, col + 1);
    int[] end = {row == 0 ? 2 : 3, col == 0 ? 3 : 5};
    String entries =
        entry.formatted(xml ? "FILENAME" : "filename", xml ? name : '"' + name + '"')
            + entry.formatted(xml ? "ULCOLOFFSET" : "ULColOffset", 4 * col)
            + entry.formatted(xml ? "ULROWOFFSET" : "ULRowOffset", 3 * row)
            + entry.formatted(xml ? "LRCOLOFFSET" : "LRColOffset", end[1])
            + entry.formatted(xml ? "LRROWOFFSET" : "LRRowOffset", end[0]);
    String group = "TILE_" + (2 * row + col + 1);
    return xml
        ? "<TILE>" + entries + "</TILE>"
        : "BEGIN_GROUP = " + group + "\n" + entries + "END_GROUP = " + group + "\n";
  }

  // 4 × 6 pixels in tiles of 3 × 4: pixels hold 100 · row + column of the whole image.
  private Path tiled(boolean xml) throws IOException {
    Path folder = temp.resolve("TILED");
    StringBuilder tiles = new StringBuilder();
    for (int r = 0; r < 2; r++) {
      for (int c = 0; c < 2; c++) {
        int top = 3 * r;
        int left = 4 * c;
        Window window = new Window(top, r == 0 ? 3 : 4, left, c == 0 ? 4 : 6);
        new PlainTiff(
                window.height(),
                window.width(),
                4,
                0,
                GRID.crop(window),
                (b, row, col) -> 10000 * b + 100 * (top + row) + left + col)
            .write(folder.resolve("17DEC08-M3DS_R%dC%d-01_P003.TIF".formatted(r + 1, c + 1)));
        tiles.append(tile(xml, r, c));
      }
    }
    Files.writeString(folder.resolve("17DEC08-M3DS-01_P003.IMD"), IMD);
    Files.writeString(
        folder.resolve("17DEC08-M3DS-01_P003." + (xml ? "XML" : "TIL")),
        xml ? "<isd><TIL>" + tiles + "</TIL></isd>" : "numTiles = 4;\n" + tiles);
    return folder;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tiles_are_one_image(boolean xml) throws IOException {
    Granule red = parse(definition(Map.of(), "red"), tiled(xml), rasters()).granules().get(0);
    assertThat(red.uri().toString()).endsWith(xml ? ".XML#til" : ".TIL#til");
    assertThat(red.grid()).isEqualTo(GRID);
    RasterBlock block = rasters().open(red.uri()).read(0, red.fileBand(), GRID.window());
    for (int row = 0; row < 4; row++) {
      for (int col = 0; col < 6; col++) {
        assertThat(block.isValid(row, col)).isTrue();
        assertThat(block.sample(row, col)).isEqualTo(20000f + 100 * row + col);
      }
    }
  }

  @Test
  void one_tile_is_an_image_of_its_own() throws IOException {
    Files.move(multi.resolve("17DEC08-M3DS.TIF"), multi.resolve("17DEC08-M3DS_R1C1.TIF"));
    assertThat(parse(Map.of(), "red").granules().get(0).uri().toString()).endsWith("_R1C1.TIF");
  }

  @Test
  void tiles_that_are_missing_or_nowhere_listed_are_an_error() throws IOException {
    Path folder = tiled(false);
    ProductDefinition red = definition(Map.of(), "red");
    Files.delete(folder.resolve("17DEC08-M3DS_R2C1-01_P003.TIF"));
    assertThatThrownBy(() -> parse(red, folder, rasters()))
        .isInstanceOf(SceneParseException.class)
        .hasMessageContaining("must have the tile 17DEC08-M3DS_R2C1-01_P003.TIF beside it");
    Files.delete(folder.resolve("17DEC08-M3DS-01_P003.TIL"));
    assertThatThrownBy(() -> parse(red, folder, rasters()))
        .hasMessageContaining("must have a .TIL or .XML beside it for its tiles");
  }

  @Test
  void recognises_by_bands() throws IOException {
    WorldViewParser parser = new WorldViewParser();
    assertThat(parser.recognises(definition(Map.of(), "nir2"), files(multi))).isTrue();
    assertThat(parser.recognises(definition(Map.of(), "pan"), files(multi))).isFalse();
    assertThat(parser.recognises(definition(Map.of(), "pan"), files(panchromatic()))).isTrue();
  }
}
