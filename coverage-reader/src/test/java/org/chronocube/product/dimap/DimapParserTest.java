// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.dimap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.RasterOpener;
import org.chronocube.io.dimap.DimapView;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.tiff.TiffFormat;
import org.chronocube.product.ParserContext;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.SceneParseException;
import org.chronocube.product.Zipped;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.chronocube.xml.XmlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;

/** A Pléiades Neo ortho product as GDAL tests with it; its SOURCE.txt says what it is. */
class DimapParserTest {

  private static final String NAME = "/org/chronocube/vhr/pneo_ms_fs/MS-FS/DIM_MS-FS.XML";
  private static final RasterOpener NOT_OPENED =
      uri -> {
        throw new AssertionError("no image must be opened: " + uri);
      };

  @TempDir Path temp;

  private static Path document() throws URISyntaxException {
    return Path.of(DimapParserTest.class.getResource(NAME).toURI());
  }

  private static ProductDefinition product(Map<String, String> options, String... bands) {
    List<Band> list = Stream.of(bands).map(b -> Band.of(b, DataType.UINT16, NoData.of(0))).toList();
    return new ProductDefinition(new Product("vhr", "", "", "", list), "dimap", "/", options);
  }

  private static SceneFiles files(Path document) throws IOException {
    ProductDefinition product = product(Map.of(), "red");
    Path folder = document.getParent();
    try (Stream<Path> entries = Files.list(folder)) {
      List<SceneFiles> scenes = new DimapParser().group(product, folder, entries.sorted().toList());
      assertThat(scenes).hasSize(1);
      return scenes.get(0);
    }
  }

  private static Scene parse(ProductDefinition product, Path document) throws IOException {
    return new DimapParser()
        .parse(
            product,
            files(document),
            new ParserContext(document.getParent(), NOT_OPENED, new CrsRegistry()));
  }

  /** The document with a change, beside empty images. */
  private Path changed(String from, String to) throws Exception {
    String text = Files.readString(document());
    assertThat(text).contains(from);
    Files.writeString(temp.resolve("IMG_RGB_R1C1.TIF"), "");
    Files.writeString(temp.resolve("IMG_NED_R1C1.TIF"), "");
    return Files.writeString(temp.resolve("DIM_MS-FS.XML"), text.replace(from, to));
  }

  // gdalinfo 3.6.2 vhr2020_ms_fs/VOL_PNEO.XML: origin, pixel size, size, IMAGING_DATE and _TIME, …
  @Test
  void says_what_gdal_says() throws Exception {
    Scene scene = parse(product(Map.of(), "R", "NIR"), document());
    assertThat(scene.id()).isEqualTo("MS-FS");
    assertThat(scene.time()).isEqualTo(Instant.parse("2017-04-12T11:06:01.900Z"));
    assertThat(scene.revision()).isEqualTo("2021-01-14T09:25:33.000Z");
    Granule red = scene.granules().get(0);
    assertThat(red.grid().crs()).isEqualTo("EPSG:4326");
    assertThat(red.grid().shape()).isEqualTo(new Shape(1366, 1663));
    assertThat(red.grid().affine())
        .isEqualTo(
            new Affine(
                1.0791859271024855e-05,
                0,
                4.919166876637048,
                0,
                -1.079185927102548e-05,
                45.767800326608075));
    assertThat(red.type()).isEqualTo(DataType.UINT16);
    assertThat(red.noData()).isEqualTo(NoData.of(0));
    assertThat(scene.properties())
        .containsEntry("platform", "pneo4")
        .containsEntry("constellation", "pleiades-neo")
        .containsEntry("view:azimuth", 179.96867893793004)
        .containsEntry("view:incidence_angle", 11.124561131602404)
        .containsEntry("view:off_nadir", 10.12318337396411)
        .containsEntry("view:sun_azimuth", 165.76238124344286)
        .containsEntry("view:sun_elevation", 52.3271354095661)
        .containsEntry("eo:cloud_cover", 77.98127298818147)
        .containsEntry("eo:snow_cover", 0.0)
        .containsEntry("processing:level", "ORTHO")
        .containsEntry("dimap:spectral_processing", "MS-FS")
        .containsEntry("dimap:radiometric_processing", "REFLECTANCE")
        .containsEntry("dimap:dataset_name", "FOO_MS-FS_ORT")
        .containsEntry("dimap:accuracy_ce90", 0.0)
        .containsEntry("gsd", (1.2301113860864856 + 1.2026091934076724) / 2);
    // Corner coordinates of gdalinfo.
    Envelope box = scene.footprint().getEnvelopeInternal();
    assertThat(box.getMinX()).isCloseTo(4.9191669, within(1e-7));
    assertThat(box.getMaxX()).isCloseTo(4.9371137, within(1e-7));
    assertThat(box.getMinY()).isCloseTo(45.7530586, within(1e-7));
    assertThat(box.getMaxY()).isCloseTo(45.7678003, within(1e-7));
  }

  // gdallocationinfo of VOL_PNEO.XML at 100, 100 gives 1 to 6, its descriptions Red, Green, Blue,
  // NIR, Red Edge, Deep Blue.
  @ParameterizedTest
  @CsvSource({
    "R, 1",
    "G, 2",
    "B, 3",
    "NIR, 4",
    "RE, 5",
    "DB, 6",
    "red, 1",
    "green, 2",
    "blue, 3",
    "nir, 4",
    "rededge, 5",
    "coastal, 6"
  })
  void each_band_has_the_pixels_gdal_finds(String band, float pixel) throws Exception {
    BlockReaders rasters =
        new BlockReaders(
            FileByteSources.anywhere(),
            List.of(new TiffFormat(new BlockCache(1 << 24))),
            List.of(new DimapView()));
    Granule granule = parse(product(Map.of(), band), document()).granules().get(0);
    Window window = Window.at(100, 100, 1, 1);
    assertThat(rasters.open(granule.uri()).read(0, granule.fileBand(), window).sample(0, 0))
        .isEqualTo(pixel);
    // The view has the bands of both files, in order.
    URI view = URI.create(document().toUri() + "#dimap");
    assertThat(rasters.open(view).read(0, (int) pixel - 1, window).sample(0, 0)).isEqualTo(pixel);
  }

  // Band_Reflectance: RHO = DN / 10000 + 0. Band_Radiance: L = RHO / GAIN + BIAS. By hand, red:
  // 1 / (10000 · 0.00270666432682) = 0.03694584...
  @Test
  void radiometry_is_what_the_metadata_say() throws Exception {
    assertThat(scaling(Map.of())).isEqualTo(new Scaling(1e-4, 0));
    assertThat(scaling(Map.of("radiometry", "reflectance"))).isEqualTo(new Scaling(1e-4, 0));
    assertThat(scaling(Map.of("radiometry", "dn"))).isEqualTo(Scaling.IDENTITY);
    Scaling radiance = scaling(Map.of("radiometry", "radiance"));
    assertThat(radiance.scale()).isCloseTo(0.0369458446, within(1e-9));
    assertThat(radiance.offset()).isEqualTo(25.8609873087);
  }

  private Scaling scaling(Map<String, String> options) throws Exception {
    return parse(product(options, "red"), document()).granules().get(0).scaling();
  }

  // L = DN / 0.00270666432682 + 25.8609873087; ρ = π · L · d² / (1553.1 · sin 52.3271354095661°).
  // 12 April is day 102: d = 1 − 0.01672 · cos(0.9856° · 98) = 1.001926. By hand:
  // π · 1.003856 / (1553.1 · 0.791524) = 0.00256542, times 369.458446 and 25.8609873.
  @Test
  void reflectance_of_a_radiance_product_is_that_at_the_top_of_the_atmosphere() throws Exception {
    Path basic = changed(">REFLECTANCE<", ">BASIC<");
    Scaling physical = parse(product(Map.of(), "red"), basic).granules().get(0).scaling();
    assertThat(physical.scale()).isCloseTo(369.458446, within(1e-5));
    Scaling toa =
        parse(product(Map.of("radiometry", "reflectance"), "red"), basic)
            .granules()
            .get(0)
            .scaling();
    assertThat(toa.scale()).isCloseTo(0.00256542 * 369.458446, within(1e-5));
    assertThat(toa.offset()).isCloseTo(0.00256542 * 25.8609873, within(1e-6));
  }

  @Test
  void a_stretched_product_has_only_dn() throws Exception {
    Path stretched = changed(">REFLECTANCE<", ">LINEAR_STRETCH<");
    assertThat(parse(product(Map.of(), "red"), stretched).granules().get(0).scaling())
        .isEqualTo(Scaling.IDENTITY);
    assertThatThrownBy(() -> parse(product(Map.of("radiometry", "radiance"), "red"), stretched))
        .isInstanceOf(SceneParseException.class)
        .hasMessageStartingWith(
            "RADIOMETRIC_PROCESSING must be BASIC or REFLECTANCE for radiance, was LINEAR_STRETCH");
  }

  @Test
  void the_insertion_point_is_the_centre_of_the_first_pixel_where_it_says_so() throws Exception {
    Affine corner = parse(product(Map.of(), "red"), document()).granules().get(0).grid().affine();
    Path centred = changed("<PIXEL_ORIENTATION>UL<", "<PIXEL_ORIENTATION>CENTER<");
    Affine centre = parse(product(Map.of(), "red"), centred).granules().get(0).grid().affine();
    assertThat(centre.c()).isCloseTo(corner.c() - corner.a() / 2, within(1e-15));
    assertThat(centre.f()).isCloseTo(corner.f() - corner.e() / 2, within(1e-14));
  }

  @Test
  void a_zip_gives_the_same_but_for_where_it_lies() throws Exception {
    Path zip = Zipped.zip(document().getParent(), temp.resolve("product.zip"));
    Scene folder = parse(product(Map.of(), "R", "RE"), document());
    try (FileSystem inside = FileSystems.newFileSystem(zip)) {
      Path document = inside.getPath("/MS-FS/DIM_MS-FS.XML");
      Zipped.assertSame(folder, parse(product(Map.of(), "R", "RE"), document));
    }
  }

  @Test
  void recognises_by_bands_and_spectral_processing() throws Exception {
    SceneFiles files = files(document());
    DimapParser parser = new DimapParser();
    assertThat(parser.recognises(product(Map.of(), "red"), files)).isTrue();
    assertThat(parser.recognises(product(Map.of(), "pan"), files)).isFalse();
    assertThat(parser.recognises(product(Map.of("spectral", "MS, MS-FS"), "red"), files)).isTrue();
    assertThat(parser.recognises(product(Map.of("spectral", "P"), "red"), files)).isFalse();
  }

  @Test
  void says_what_is_wrong_with_which_file() throws Exception {
    assertThatThrownBy(() -> parse(product(Map.of(), "pan"), document()))
        .isInstanceOf(SceneParseException.class)
        .hasMessageContaining("DIM_MS-FS.XML must have a band of product vhr");
    Path elsewhere = changed("\"IMG_RGB_R1C1.TIF\"", "\"../IMG_RGB_R1C1.TIF\"");
    assertThatThrownBy(() -> parse(product(Map.of(), "red"), elsewhere))
        .hasMessageContaining("href must lie beside or below");
    Path lost = changed("\"IMG_RGB_R1C1.TIF\"", "\"IMG_LOST.TIF\"");
    assertThatThrownBy(() -> parse(product(Map.of(), "red"), lost))
        .hasMessageContaining("image must be a file that exists, was ");
    Path noGain = changed("<GAIN>10000</GAIN>", "<GAIN>GAIN</GAIN>");
    assertThatThrownBy(() -> parse(product(Map.of(), "red"), noGain))
        .isInstanceOf(XmlException.class)
        .hasMessageContaining("GAIN must be a number, was GAIN in ");
    Path noDate = changed("IMAGING_DATE", "DATE");
    assertThatThrownBy(() -> parse(product(Map.of(), "red"), noDate))
        .hasMessageContaining("must have an IMAGING_DATE");
  }

  @ParameterizedTest
  @CsvSource({
    "radiometry, sigma, 'radiometry must be physical, radiance, reflectance or dn, was sigma'",
    "height, high, 'height must be in metres, was high'"
  })
  void checks_its_options(String option, String value, String message) {
    assertThatThrownBy(() -> new DimapParser().checkOptions(product(Map.of(option, value), "red")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage(message);
  }
}
