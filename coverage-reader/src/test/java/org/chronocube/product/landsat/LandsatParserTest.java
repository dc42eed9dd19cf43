// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.landsat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
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
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.io.RasterOpener;
import org.chronocube.product.ParserContext;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Metadata values of real products (see {@link MtlFixture}); grids and scalings are those of the
 * STAC items that stactools-packages/landsat (commit bde55a5) expects of the same products.
 */
class LandsatParserTest {

  private static final CrsRegistry CRS = new CrsRegistry();
  private static final RasterOpener NOT_OPENED =
      uri -> {
        throw new AssertionError("no image must be opened: " + uri);
      };
  private static final GeoBox GRID =
      new GeoBox(new Shape(7971, 7861), new Affine(30, 0, 353685, 0, -30, 5374215), "EPSG:32610");

  private final LandsatParser parser = new LandsatParser();
  @TempDir Path root;

  private static ProductDefinition product(Map<String, String> options, String... bands) {
    List<Band> list = Stream.of(bands).map(b -> Band.of(b, DataType.UINT16, NoData.NONE)).toList();
    return new ProductDefinition(
        new Product("landsat", "", "", "", list), "landsat-c2", "/unused", options);
  }

  private List<SceneFiles> group(ProductDefinition product, Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return parser.group(product, folder, entries.sorted().toList());
    }
  }

  private Scene parse(ProductDefinition product, Path metadata) throws IOException {
    Path folder = metadata.getParent();
    return parser.parse(
        product, group(product, folder).get(0), new ParserContext(folder, NOT_OPENED, CRS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"txt", "xml", "json"})
  void a_level_2_product_is_a_scene_of_surface_reflectance_and_temperature(String form)
      throws IOException {
    Path metadata = MtlFixture.level2().write(root, form);
    String[] bands = {"SR_B4", "ST_B10", "ST_EMIS", "QA_PIXEL", "QA_RADSAT", "SR_QA_AEROSOL"};

    Scene scene = parse(product(Map.of(), bands), metadata);

    assertThat(scene.granules()).extracting(Granule::band).containsExactly(bands);
    assertThat(scene.granules()).extracting(Granule::grid).containsOnly(GRID);
    assertThat(scene.granules())
        .extracting(g -> g.type().id(), Granule::noData, Granule::scaling)
        .containsExactly(
            tuple("uint16", NoData.of(0), new Scaling(2.75e-5, -0.2)),
            tuple("uint16", NoData.of(0), new Scaling(0.00341802, 149)),
            tuple("int16", NoData.of(-9999), new Scaling(0.0001, 0)),
            tuple("uint16", NoData.of(1), Scaling.IDENTITY),
            tuple("uint16", NoData.NONE, Scaling.IDENTITY),
            tuple("uint8", NoData.of(1), Scaling.IDENTITY));
    assertThat(scene.granules().get(0).uri())
        .isEqualTo(
            metadata.resolveSibling("LC08_L2SP_047027_20201204_20210313_02_T1_SR_B4.TIF").toUri());
  }

  @Test
  void what_the_metadata_say_of_the_scene_are_its_properties() throws IOException {
    Scene scene = parse(product(Map.of(), "SR_B4"), MtlFixture.level2().write(root, "txt"));

    assertThat(scene.id()).isEqualTo("LC08_L2SP_047027_20201204_20210313_02_T1");
    assertThat(scene.time()).isEqualTo(Instant.parse("2020-12-04T19:02:11.194Z"));
    assertThat(scene.acquisition()).isEqualTo("LC08_L2_047027_20201204");
    assertThat(scene.properties())
        .containsEntry("platform", "landsat-8")
        .containsEntry("eo:cloud_cover", 1.55)
        .containsEntry("landsat:cloud_cover_land", 1.9)
        .containsEntry("view:sun_elevation", 18.80722985)
        .containsEntry("view:sun_azimuth", 164.91405951)
        .containsEntry("view:off_nadir", 0.0)
        .containsEntry("landsat:wrs_type", "2")
        .containsEntry("landsat:wrs_path", "047")
        .containsEntry("landsat:wrs_row", "027")
        .containsEntry("landsat:collection_category", "T1")
        .containsEntry("landsat:collection_number", "02")
        .containsEntry("landsat:correction", "L2SP")
        .containsEntry("landsat:scene_id", "LC80470272020339LGN00")
        .containsEntry("landsat:product_generated", "2021-03-13T05:55:12Z")
        .containsEntry("proj:code", "EPSG:32610");
  }

  @Test
  void unknown_cloud_cover_is_left_out_and_azimuths_run_from_0_to_360() throws IOException {
    MtlFixture mtl = MtlFixture.level2();
    mtl.set("IMAGE_ATTRIBUTES", "CLOUD_COVER", "-1.00");
    mtl.set("IMAGE_ATTRIBUTES", "SUN_AZIMUTH", "-30.5");
    mtl.set("IMAGE_ATTRIBUTES", "NADIR_OFFNADIR", "OFFNADIR");
    mtl.set("IMAGE_ATTRIBUTES", "ROLL_ANGLE", "-14.2");

    Scene scene = parse(product(Map.of(), "SR_B4"), mtl.write(root, "txt"));

    assertThat(scene.properties())
        .doesNotContainKey("eo:cloud_cover")
        .containsEntry("view:sun_azimuth", 329.5)
        .containsEntry("view:off_nadir", 14.2);
  }

  @Test
  void level_1_is_reflectance_on_request_of_the_sun_and_radiance_for_thermal_bands()
      throws IOException {
    Path metadata = MtlFixture.level1().write(root, "xml");
    String[] bands = {"B4", "B8", "B10", "SZA"};

    Scene plain = parse(product(Map.of(), bands), metadata);
    Scene corrected = parse(product(Map.of("sun", "corrected"), bands), metadata);
    Scene radiance = parse(product(Map.of("level1", "radiance"), bands), metadata);

    assertThat(plain.granules())
        .extracting(Granule::scaling)
        .containsExactly(
            new Scaling(2e-5, -0.1),
            new Scaling(2e-5, -0.1),
            new Scaling(3.342e-4, 0.1),
            new Scaling(0.01, 0));
    // Python: 2e-5 / math.sin(math.radians(18.80722985)), and of -0.1.
    Scaling red = corrected.granules().get(0).scaling();
    assertThat(red.scale()).isCloseTo(6.203759785853289e-05, within(1e-18));
    assertThat(red.offset()).isCloseTo(-0.31018798929266445, within(1e-15));
    assertThat(corrected.granules().get(2).scaling()).isEqualTo(new Scaling(3.342e-4, 0.1));
    assertThat(radiance.granules().get(0).scaling()).isEqualTo(new Scaling(0.010288, -51.43874));
  }

  @Test
  void the_panchromatic_band_shares_the_centres_of_the_corner_pixels() throws IOException {
    Scene scene = parse(product(Map.of(), "B8"), MtlFixture.level1().write(root, "txt"));

    GeoBox pan = scene.granules().get(0).grid();
    assertThat(pan)
        .isEqualTo(
            new GeoBox(
                new Shape(15941, 15721),
                new Affine(15, 0, 353692.5, 0, -15, 5374207.5),
                "EPSG:32610"));
    assertThat(pan.affine().x(15720.5, 0.5)).isEqualTo(GRID.affine().x(7860.5, 0.5));
    assertThat(pan.affine().y(0.5, 15940.5)).isEqualTo(GRID.affine().y(0.5, 7970.5));
  }

  /**
   * Corner coordinates of real products; the last two columns are CORNER_UL_LON_PRODUCT and
   * CORNER_UL_LAT_PRODUCT of the same files: the USGS's own transform of the pixel's centre.
   */
  @ParameterizedTest
  @CsvSource({
    "LC08_L2SP_047027_20201204_20210313_02_T1, 10, 353700, 5374200, EPSG:32610, -124.98066, 48.50387",
    "LC09_L2SP_010065_20220129_20220131_02_T1, 17, 492000, -683700, EPSG:32617, -81.07231, -6.18540",
    "LT05_L2SP_010067_19860424_20200918_02_T2, 17, 416700, -1014300, EPSG:32617, -81.75821, -9.17511",
  })
  void utm_zones_are_northern_ones(
      String id, String zone, double x, double y, String crs, double lon, double lat)
      throws IOException {
    Path metadata = minimal(id).utm(zone, 7741, 7611, x, y).write(root, "txt");

    GeoBox grid = parse(product(Map.of(), "QA_PIXEL"), metadata).granules().get(0).grid();

    assertThat(grid.crs()).isEqualTo(crs);
    assertThat(grid.affine().c()).isEqualTo(x - 15);
    assertThat(grid.affine().f()).isEqualTo(y + 15);
    assertThat(firstCentre(grid).x).isCloseTo(lon, within(1e-5));
    assertThat(firstCentre(grid).y).isCloseTo(lat, within(1e-5));
  }

  @Test
  void a_negative_zone_with_positive_northings_is_a_southern_one() throws IOException {
    String id = "LT05_L2SP_010067_19860424_20200918_02_T2";
    Path south = minimal(id).utm("-17", 100, 100, 416700, 8985700).write(root, "txt");
    assertThat(parse(product(Map.of(), "QA_PIXEL"), south).granules().get(0).grid().crs())
        .isEqualTo("EPSG:32717");

    Path north = minimal(id).utm("-17", 100, 100, 416700, -1014300).write(root, "txt");
    assertThat(parse(product(Map.of(), "QA_PIXEL"), north).granules().get(0).grid().crs())
        .isEqualTo("EPSG:32617");
  }

  @ParameterizedTest
  @CsvSource({
    // LC08_L2SR_099120_20191129_20201016_02_T2; the USGS's longitude and latitude of the corner.
    "-71.00000, 733800, 494400, EPSG:3031, 56.02976, -81.86960",
    // No Arctic product at hand: PROJ's answer for EPSG:3995.
    "71.00000, 0, -1000000, EPSG:3995, 0, 80.81526528874716",
  })
  void polar_scenes_are_stereographic(
      String trueScale, double x, double y, String crs, double lon, double lat) throws IOException {
    MtlFixture mtl =
        minimal("LC08_L2SR_099120_20191129_20201016_02_T2")
            .set("PROJECTION_ATTRIBUTES", "MAP_PROJECTION", "PS")
            .set("PROJECTION_ATTRIBUTES", "VERTICAL_LON_FROM_POLE", "0.00000")
            .set("PROJECTION_ATTRIBUTES", "TRUE_SCALE_LAT", trueScale)
            .grid(9011, 9031, x, y);

    Scene scene = parse(product(Map.of(), "QA_PIXEL"), mtl.write(root, "txt"));

    GeoBox grid = scene.granules().get(0).grid();
    assertThat(grid.crs()).isEqualTo(crs);
    assertThat(firstCentre(grid).x).isCloseTo(lon, within(1e-5));
    assertThat(firstCentre(grid).y).isCloseTo(lat, within(1e-5));
  }

  private static Coordinate firstCentre(GeoBox grid) {
    Coordinate centre = new Coordinate(grid.affine().x(0.5, 0.5), grid.affine().y(0.5, 0.5));
    return CRS.transform(new GeometryFactory().createPoint(centre), grid.crs(), CrsRegistry.WGS84)
        .getCoordinate();
  }

  private static MtlFixture minimal(String id) {
    return MtlFixture.of(id)
        .file("QUALITY_L1_PIXEL", "QA_PIXEL", "UINT16")
        .acquired("LANDSAT_8", "OLI_TIRS", "2020-12-04", "19:02:11.1944860Z");
  }

  @Test
  void common_names_mean_the_band_of_each_satellite() throws IOException {
    Path oli = MtlFixture.level2().write(root, "txt");
    MtlFixture tm =
        MtlFixture.of("LT05_L2SP_010067_19860424_20200918_02_T2")
            .file("BAND_3", "SR_B3", "UINT16")
            .file("BAND_ST_B6", "ST_B6", "UINT16")
            .acquired("LANDSAT_5", "TM", "1986-04-24", "14:46:31.6850190Z")
            .utm("17", 6911, 7761, 416700, -1014300)
            .set("LEVEL2_SURFACE_REFLECTANCE_PARAMETERS", "REFLECTANCE_MULT_BAND_3", "2.75e-05")
            .set("LEVEL2_SURFACE_REFLECTANCE_PARAMETERS", "REFLECTANCE_ADD_BAND_3", "-0.2")
            .set(
                "LEVEL2_SURFACE_TEMPERATURE_PARAMETERS",
                "TEMPERATURE_MULT_BAND_ST_B6",
                "0.00341802")
            .set("LEVEL2_SURFACE_TEMPERATURE_PARAMETERS", "TEMPERATURE_ADD_BAND_ST_B6", "149.0");
    ProductDefinition product = product(Map.of(), "red", "lwir", "cirrus");

    assertThat(files(parse(product, oli))).containsExactly("red SR_B4.TIF", "lwir ST_B10.TIF");
    assertThat(files(parse(product, tm.write(root, "txt"))))
        .containsExactly("red SR_B3.TIF", "lwir ST_B6.TIF");
  }

  private static List<String> files(Scene scene) {
    return scene.granules().stream()
        .map(g -> g.band() + " " + g.uri().getPath().replaceAll(".*_T\\d_", ""))
        .toList();
  }

  @Test
  void the_footprint_is_the_tilted_image_when_the_angles_are_delivered() throws IOException {
    String id = "LC09_L2SP_010065_20220129_20220131_02_T1";
    Path metadata = minimal(id).utm("17", 7741, 7611, 492000, -683700).write(root, "txt");
    Files.writeString(
        metadata.resolveSibling(id + "_ANG.txt"),
        """
        GROUP = RPC_BAND01
          BAND01_NUM_L1T_LINES = 7741
          BAND01_NUM_L1T_SAMPS = 7611
          BAND01_L1T_IMAGE_CORNER_LINES = (    4.085207,  1336.871277,  7734.826656,  6389.674817)
          BAND01_L1T_IMAGE_CORNER_SAMPS = ( 1384.681977,  7605.532781,  6221.474846,     0.711075)
        END_GROUP = RPC_BAND01
        """);

    Scene scene = parse(product(Map.of(), "QA_PIXEL"), metadata);
    Scene rectangle = parse(product(Map.of("footprint", "grid"), "QA_PIXEL"), metadata);

    // PROJ on 491985 + 30 (sample + 0.5), -683685 - 30 (line + 0.5) of EPSG:32617.
    for (double[] corner :
        new double[][] {
          {-80.69682794174172, -6.18642979954973},
          {-79.008926780055, -6.5442703855221716},
          {-79.37797515999743, -8.281158019438735},
          {-81.07238807607985, -7.919419324097543}
        }) {
      assertThat(scene.footprint().getCoordinates())
          .anySatisfy(
              c -> assertThat(c.distance(new Coordinate(corner[0], corner[1]))).isLessThan(1e-8));
    }
    assertThat(rectangle.footprint().covers(scene.footprint())).isTrue();
    assertThat(scene.footprint().getArea() / rectangle.footprint().getArea()).isBetween(0.6, 0.75);
  }

  @Test
  void real_time_gives_way_to_tiers_and_old_processing_to_new() throws IOException {
    List<String> ordered =
        List.of(
            "LC09_L1TP_010065_20220129_20230501_02_RT",
            "LC09_L1GT_010065_20220129_20220131_02_T2",
            "LC09_L1TP_010065_20220129_20220131_02_T1",
            "LC09_L1TP_010065_20220129_20230501_02_T1");
    List<Scene> scenes =
        ordered.stream()
            .map(
                id -> {
                  try {
                    return parse(
                        product(Map.of(), "QA_PIXEL"),
                        minimal(id).utm("17", 10, 10, 0, 0).write(root, "txt"));
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                })
            .toList();

    assertThat(scenes).extracting(Scene::acquisition).containsOnly("LC09_L1_010065_20220129");
    assertThat(scenes).extracting(Scene::revision).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void a_zip_holds_the_same_scene_as_its_folder() throws IOException {
    ProductDefinition product = product(Map.of(), "SR_B4", "QA_PIXEL");
    Scene ofFolder = parse(product, MtlFixture.level2().write(root, "txt"));
    URI zip = URI.create("jar:" + root.resolve("scene.zip").toUri());

    try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Scene ofZip = parse(product, MtlFixture.level2().write(files.getPath("/"), "txt"));

      assertThat(ofZip.granules().get(0).uri().toString())
          .startsWith("jar:file:///")
          .endsWith("scene.zip!/" + ofFolder.id() + "/" + ofFolder.id() + "_SR_B4.TIF");
      assertThat(ofZip.granules())
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("uri")
          .isEqualTo(ofFolder.granules());
      assertThat(withoutGranules(ofZip)).isEqualTo(withoutGranules(ofFolder));
    }
  }

  private static Scene withoutGranules(Scene scene) {
    return new Scene(
        scene.id(),
        scene.product(),
        scene.time(),
        scene.footprint(),
        scene.acquisition(),
        scene.revision(),
        scene.properties(),
        List.of());
  }

  @Test
  void one_of_the_three_forms_stands_for_the_product_and_levels_can_be_told_apart()
      throws IOException {
    Path folder = MtlFixture.level2().write(root, "xml").getParent();
    MtlFixture.level2().write(root, "json");
    MtlFixture.level2().write(root, "txt");

    List<SceneFiles> scenes = group(product(Map.of(), "SR_B4"), folder);

    assertThat(scenes).hasSize(1);
    assertThat(scenes.get(0).main().toString()).endsWith("_MTL.txt");
    assertThat(scenes.get(0).files()).hasSize(10);
    assertThat(group(product(Map.of("level", "L1"), "SR_B4"), folder)).isEmpty();
    assertThat(parser.recognises(product(Map.of(), "SR_B4"), scenes.get(0))).isTrue();
    assertThat(parser.recognises(product(Map.of(), "B4"), scenes.get(0))).isFalse();
  }

  @Test
  void bands_that_were_not_delivered_are_no_granules() throws IOException {
    Path metadata = MtlFixture.level2().write(root, "txt");
    Files.delete(metadata.resolveSibling("LC08_L2SP_047027_20201204_20210313_02_T1_ST_B10.TIF"));

    assertThat(parse(product(Map.of(), "SR_B4", "ST_B10"), metadata).granules())
        .extracting(Granule::band)
        .containsExactly("SR_B4");
  }

  @Test
  void bands_that_an_old_sensor_lost_are_no_granules() throws IOException {
    // LM01_L1GS_007019_19771009_20200907_02_T2 has M here, and NULL for the band's factors.
    Path metadata =
        MtlFixture.level2().set("PRODUCT_CONTENTS", "PRESENT_BAND_1", "M").write(root, "txt");

    assertThat(parse(product(Map.of(), "SR_B1", "SR_B4"), metadata).granules())
        .extracting(Granule::band)
        .containsExactly("SR_B4");
  }

  @Test
  void broken_metadata_say_what_is_wrong() throws IOException {
    ProductDefinition product = product(Map.of(), "SR_B4");
    Path albers =
        MtlFixture.level2()
            .set("PROJECTION_ATTRIBUTES", "MAP_PROJECTION", "AEA")
            .write(root, "txt");
    assertThatThrownBy(() -> parse(product, albers))
        .isInstanceOf(SceneParseException.class)
        .hasMessage("MAP_PROJECTION must be UTM or PS, was AEA in " + albers);
    Path text =
        MtlFixture.level2()
            .set("PROJECTION_ATTRIBUTES", "REFLECTIVE_LINES", "many")
            .write(root, "txt");
    assertThatThrownBy(() -> parse(product, text))
        .hasMessage("REFLECTIVE_LINES must be a number, was many in " + text);
    Files.writeString(text, "END\n");
    assertThatThrownBy(() -> parse(product, text))
        .hasMessage(text + " must have the group PRODUCT_CONTENTS of Collection 2");
    Path night =
        MtlFixture.level1().set("IMAGE_ATTRIBUTES", "SUN_ELEVATION", "-3").write(root, "txt");
    assertThatThrownBy(() -> parse(product(Map.of("sun", "corrected"), "B4"), night))
        .hasMessage("SUN_ELEVATION must be > 0 to correct for it, was -3.0 in " + night);
  }

  @Test
  void a_product_is_known_without_a_catalog() throws IOException {
    List<ProductDefinition> standard = parser.standardProducts();
    standard.forEach(parser::checkOptions);
    SceneFiles level2 =
        group(standard.get(0), MtlFixture.level2().write(root, "txt").getParent()).get(0);
    SceneFiles level1 =
        group(standard.get(1), MtlFixture.level1().write(root, "txt").getParent()).get(0);

    assertThat(standard)
        .filteredOn(p -> parser.recognises(p, level2))
        .extracting(p -> p.product().id())
        .containsExactly("landsat-c2-l2");
    assertThat(standard)
        .filteredOn(p -> parser.recognises(p, level1))
        .extracting(p -> p.product().id())
        .containsExactly("landsat-c2-l1");
    assertThat(files(parse(standard.get(0), level2.main())))
        .containsExactly(
            "coastal SR_B1.TIF",
            "red SR_B4.TIF",
            "lwir ST_B10.TIF",
            "QA_PIXEL QA_PIXEL.TIF",
            "QA_RADSAT QA_RADSAT.TIF");
  }

  @Test
  void options_are_checked() {
    assertThatThrownBy(() -> parser.checkOptions(product(Map.of("sun", "yes"), "B4")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("sun must be one of [corrected, uncorrected], was yes");
    assertThatThrownBy(() -> parser.checkOptions(product(Map.of("moon", "yes"), "B4")))
        .hasMessageContaining("moon");
  }
}
