// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.sentinel2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Genuine metadata of ESA; SOURCE.txt beside them says whence they and the expected values are:
 * items that stactools derives from the same files, and what GDAL's SENTINEL2 driver says of them.
 */
class Sentinel2SafeParserTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final CrsRegistry CRS = new CrsRegistry();
  private static final RasterOpener NOT_OPENED =
      uri -> {
        throw new AssertionError("no image must be opened: " + uri);
      };
  // Not of the scene but of the catalogue that lists it; proj:epsg is proj:code's older form.
  private static final Set<String> NOT_OURS =
      Set.of("created", "datetime", "instruments", "proj:centroid", "proj:epsg", "providers");
  private static final String NORTH =
      "S2B_MSIL2A_20220413T150759_N0400_R025_T33XWJ_20220414T082126";
  private static final String OLD = "S2A_MSIL1C_20210908T042701_N0301_R133_T46RER_20210908T070248";
  private static final String L1C_0509 =
      "S2B_MSIL1C_20230823T095559_N0509_R122_T34UCF_20230823T120234";

  private static final String L2A_0509 =
      "S2B_MSIL2A_20230823T095559_N0509_R122_T34UCF_20230823T124759";
  private static final String ANTIMERIDIAN =
      "S2A_MSIL2A_20230821T221941_N0509_R029_T01KAB_20230822T021825";

  private final Sentinel2SafeParser parser = new Sentinel2SafeParser();

  @ParameterizedTest
  @MethodSource("productsOfStactools")
  void agreesWithStactoolsOnEveryPropertyGridAndScaling(Path safe) throws IOException {
    JsonNode item = JSON.readTree(safe.resolve("expected_output.json").toFile());
    Scene scene = parse(safe, bandsOf(item));

    assertThat(scene.time()).isEqualTo(Instant.parse(item.at("/properties/datetime").asText()));
    for (var property : item.path("properties").properties()) {
      if (!NOT_OURS.contains(property.getKey())) {
        assertSame(
            property.getKey(), scene.properties().get(property.getKey()), property.getValue());
      }
    }
    for (JsonNode asset : item.path("assets")) {
      assertSame(asset, granule(scene, asset.path("href").asText()));
    }
    Geometry expected = geometry(item.path("geometry"));
    assertThat(scene.footprint().symDifference(expected).getArea())
        .as("square degrees in one footprint only")
        .isLessThan(1e-5);
  }

  @ParameterizedTest
  @MethodSource("productsOfGdal")
  void agreesWithGdalOnGridsAndRadiometry(Path safe) throws IOException {
    JsonNode gdal = JSON.readTree(safe.resolve("gdalinfo-3.6.2.json").toFile());
    Scene scene = parse(safe, List.of("B02", "B05", "B09", "SCL", "AOT", "TCI_G"));
    JsonNode said = gdal.path("metadata");

    assertThat(scene.time())
        .isEqualTo(Instant.parse(said.path("DATATAKE_1_DATATAKE_SENSING_START").asText()));
    assertThat(scene.properties())
        .containsEntry("s2:processing_baseline", said.path("PROCESSING_BASELINE").asText())
        .containsEntry("s2:generation_time", said.path("GENERATION_TIME").asText())
        .containsEntry("s2:saturated_value", said.path("SPECIAL_VALUE_SATURATED").asInt());
    assertGrid(scene, "B02", gdal.at("/subdatasets/10m"));
    assertGrid(scene, "B05", gdal.at("/subdatasets/20m"));
    assertGrid(scene, "B09", gdal.at("/subdatasets/60m"));
    double quantification =
        said.path("BOA_QUANTIFICATION_VALUE")
            .asDouble(said.path("QUANTIFICATION_VALUE").asDouble());
    assertThat(granuleOf(scene, "B02").scaling().scale()).isEqualTo(1 / quantification);
    assertThat(granuleOf(scene, "B02").noData())
        .isEqualTo(
            NoData.of(said.path("SPECIAL_VALUE_NODATA").asInt())
                .withSaturated(said.path("SPECIAL_VALUE_SATURATED").asInt()));
  }

  @Test
  void offsetsComeFromTheMetadataWhateverTheBaseline() {
    // 05.09: RADIO_ADD_OFFSET -1000, QUANTIFICATION_VALUE 10000; DN 1500 is reflectance 0.05
    Scene now = parse(safe(L1C_0509), List.of("B8A"));
    assertThat(granuleOf(now, "B8A").scaling()).isEqualTo(new Scaling(0.0001, -0.1));
    assertThat(granuleOf(now, "B8A").scaling().toPhysical(1500)).isCloseTo(0.05, within(1e-12));

    Scene before = parse(safe(OLD), List.of("B8A"));
    assertThat(granuleOf(before, "B8A").scaling()).isEqualTo(new Scaling(0.0001, 0));
  }

  @Test
  void viewAzimuthIsADirectionNotAMeanOfNumbers(@TempDir Path folder) throws IOException {
    String angle =
        "<Mean_Viewing_Incidence_Angle bandId='%d'><AZIMUTH_ANGLE>%s</AZIMUTH_ANGLE>"
            + "</Mean_Viewing_Incidence_Angle>";
    Path file = folder.resolve("MTD_TL.xml");
    write(
        file,
        "<Tile>"
            + angle.formatted(0, "350")
            + angle.formatted(1, "20")
            + angle.formatted(2, "NaN")
            + "</Tile>");

    assertThat(TileMetadata.read(file).viewAzimuth().orElseThrow()).isCloseTo(5, within(1e-9));
  }

  @Test
  void bandsAreTheFinestImageOrTheOneOfAGivenSize() {
    Scene scene = parse(safe(NORTH), List.of("B02", "B02_60m", "SCL", "TCI_B", "CLDPRB", "B10"));

    assertThat(granuleOf(scene, "B02").uri().getPath())
        .endsWith("R10m/T33XWJ_20220413T150759_B02_10m.jp2");
    assertThat(granuleOf(scene, "B02_60m").grid())
        .isEqualTo(
            new GeoBox(
                new Shape(1830, 1830), new Affine(60, 0, 499980, 0, -60, 8900040), "EPSG:32633"));
    assertThat(granuleOf(scene, "SCL").type()).isEqualTo(DataType.UINT8);
    assertThat(granuleOf(scene, "TCI_B").fileBand()).isEqualTo(2);
    assertThat(granuleOf(scene, "CLDPRB").uri().getPath()).contains("QI_DATA/MSK_CLDPRB_20m");
    assertThat(granuleOf(scene, "CLDPRB").noData()).isEqualTo(NoData.NONE);
    assertThat(scene.granule("B10")).as("level 2A has no cirrus band").isEmpty();
  }

  @Test
  void masksOfBaseline0400AreBandsOfBits() {
    Scene scene =
        parse(
            safe(L1C_0509),
            List.of(
                "B8A", "CLASSI_CIRRUS", "SATURATED_B8A", "MSI_LOST_B04", "DETFOO_B01", "TCI_R"));

    // gdalinfo: MSK_CLASSI_B00 has 1830 by 1830 pixels in 3 bands, MSK_QUALIT_B04 10980 in 8
    assertMask(scene, "CLASSI_CIRRUS", "QI_DATA/MSK_CLASSI_B00.jp2", 1, 1830);
    assertMask(scene, "SATURATED_B8A", "QI_DATA/MSK_QUALIT_B8A.jp2", 7, 5490);
    assertMask(scene, "MSI_LOST_B04", "QI_DATA/MSK_QUALIT_B04.jp2", 2, 10980);
    assertMask(scene, "DETFOO_B01", "QI_DATA/MSK_DETFOO_B01.jp2", 0, 1830);
    assertThat(granuleOf(scene, "B8A").noData()).isEqualTo(NoData.of(0).withSaturated(65535));
    assertThat(granuleOf(scene, "TCI_R").noData()).as("a picture").isEqualTo(NoData.of(0));
  }

  @Test
  void masksThatAreNoRastersAreNoBands() {
    // 03.01: MSK_CLOUDS_B00.gml, MSK_SATURA_B04.gml
    Scene scene = parse(safe(OLD), List.of("B04", "CLASSI_OPAQUE", "SATURATED_B04", "FOGGY_B04"));

    assertThat(scene.granules()).extracting(Granule::band).containsExactly("B04");
  }

  private static void assertMask(Scene scene, String band, String file, int fileBand, int size) {
    Granule granule = granuleOf(scene, band);
    assertThat(granule.uri().getPath()).endsWith(file);
    assertThat(granule.fileBand()).isEqualTo(fileBand);
    assertThat(granule.grid().shape()).isEqualTo(new Shape(size, size));
    assertThat(granule.type()).isEqualTo(DataType.UINT8);
    assertThat(granule.noData()).isEqualTo(NoData.NONE);
  }

  @Test
  void anglesOfEachBandAreProperties() {
    // Mean_Viewing_Incidence_Angle of bandId 0 and 8 in MTD_TL.xml
    assertThat(parse(safe(L2A_0509), List.of("B02")).properties())
        .containsEntry("s2:incidence_angle_B01", 3.6570068888597)
        .containsEntry("s2:view_azimuth_B02", 233.56065478018)
        .containsKey("s2:incidence_angle_B12");
  }

  @Test
  void aTileAcrossTheAntimeridianHasAFootprintOnBothSides() {
    Geometry footprint = parse(safe(ANTIMERIDIAN), List.of("B02")).footprint();

    assertThat(footprint.getNumGeometries()).isEqualTo(2);
    assertThat(footprint.getEnvelopeInternal().getMinX()).isEqualTo(-180);
    assertThat(footprint.getEnvelopeInternal().getMaxX()).isEqualTo(180);
    // a tile is about a degree wide: no part goes round the world
    for (int i = 0; i < 2; i++) {
      assertThat(footprint.getGeometryN(i).getEnvelopeInternal().getWidth()).isLessThan(1.2);
    }
  }

  @ParameterizedTest
  @MethodSource("productsOfStactools")
  void aZipGivesTheSceneThatTheFolderGives(Path safe, @TempDir Path folder) throws IOException {
    Path zip = folder.resolve("product.zip");
    List<String> bands = List.of("B02", "B12", "SCL", "WVP", "CLDPRB", "CLASSI_OPAQUE", "TCI_G");
    Scene unpacked = parse(safe, bands);
    try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Path inside = files.getPath("/" + safe.getFileName());
      copy(safe, inside);
      Scene zipped = parse(inside, bands);

      assertThat(zipped.properties()).isEqualTo(unpacked.properties());
      assertThat(zipped.footprint()).isEqualTo(unpacked.footprint());
      assertThat(List.of(zipped.id(), zipped.acquisition(), zipped.revision()))
          .isEqualTo(List.of(unpacked.id(), unpacked.acquisition(), unpacked.revision()));
      assertThat(zipped.granules())
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("uri")
          .isEqualTo(unpacked.granules());
      assertThat(zipped.granules())
          .allMatch(g -> g.uri().toString().startsWith("jar:" + zip.toUri() + "!/"));
    }
  }

  @Test
  void aReprocessedTileIsTheSameAcquisitionAndALaterRevision() {
    Scene scene = parse(safe(NORTH), List.of("B02"));

    assertThat(scene.id()).isEqualTo(NORTH);
    assertThat(scene.acquisition()).isEqualTo("S2B_T33XWJ_20220413T150756");
    assertThat(scene.revision()).isEqualTo("04.00_2022-04-14T08:21:26.580338Z");
  }

  @Test
  void aFolderIsFoundAmongOthersAndOnlyAtTheLevelAskedFor(@TempDir Path archive)
      throws IOException {
    Path l1c = Files.createDirectories(archive.resolve(OLD + ".SAFE/GRANULE/L1C_T46RER_A1_1"));
    Path l2a = Files.createDirectories(archive.resolve(NORTH + ".SAFE/GRANULE/L2A_T33XWJ_A1_1"));
    Files.createDirectories(archive.resolve("S1A_IW_GRDH_1SDV.SAFE"));
    List<Path> entries = list(archive);

    assertThat(parser.group(product(List.of("B02"), Map.of()), archive, entries))
        .extracting(SceneFiles::files)
        .containsExactly(
            List.of(l1c.getParent().getParent(), l1c), List.of(l2a.getParent().getParent(), l2a));
    assertThat(parser.group(product(List.of("B02"), Map.of("level", "L2A")), archive, entries))
        .extracting(SceneFiles::main)
        .containsExactly(l2a.getParent().getParent());
  }

  @Test
  void severalTilesOfOneProductAreSeveralScenesEachWithItsShare(@TempDir Path archive)
      throws IOException {
    // The layout before December 2016: long names, images without path, tiles in one product.
    Path safe =
        archive.resolve("S2A_OPER_PRD_MSIL1C_PDMC_20160504T000000_R094_V20160504T105622.SAFE");
    String first = "S2A_OPER_MSI_L1C_TL_SGS__20160504T160000_A004531_T30TXQ_N02.02";
    String second = "S2A_OPER_MSI_L1C_TL_SGS__20160504T160000_A004531_T30TYQ_N02.02";
    write(safe.resolve("S2A_OPER_MTD_SAFL1C_PDMC_1.xml"), multiTile(first, second));
    write(tileFile(safe, first), tile(600000));
    write(tileFile(safe, second), tile(700000));

    List<Scene> scenes =
        parser.group(product(List.of("B04"), Map.of()), archive, list(archive)).stream()
            .map(files -> parser.parse(product(List.of("B04"), Map.of()), files, context(safe)))
            .toList();

    assertThat(scenes)
        .extracting(s -> s.id().substring(s.id().length() - 6))
        .containsExactly("T30TXQ", "T30TYQ");
    assertThat(scenes.get(1).granule("B04").orElseThrow().uri().getPath())
        .endsWith(
            second + "/IMG_DATA/S2A_OPER_MSI_L1C_TL_SGS__20160504T160000_A004531_T30TYQ_B04.jp2");
    assertThat(scenes.get(1).granule("B04").orElseThrow().grid().extent().minX()).isEqualTo(700000);
    // the product's polygon ends in the east of the first tile and the west of the second
    assertThat(scenes.get(0).footprint().getEnvelopeInternal().getMaxX())
        .isGreaterThan(scenes.get(1).footprint().getEnvelopeInternal().getMinX());
    assertThat(scenes.get(1).footprint().getEnvelopeInternal().getMaxX()).isEqualTo(-0.2);
  }

  @Test
  void metadataThatLeadOutOfTheProductAreRefused(@TempDir Path archive) throws IOException {
    Path safe = archive.resolve(NORTH + ".SAFE");
    copy(safe(NORTH), safe);
    Path metadata = safe.resolve("MTD_MSIL2A.xml");
    String text = Files.readString(metadata);
    Files.writeString(
        metadata, text.replace("<IMAGE_FILE>GRANULE/", "<IMAGE_FILE>../../../GRANULE/"));

    assertThatThrownBy(() -> parse(safe, List.of("B02")))
        .isInstanceOf(SceneParseException.class)
        .hasMessageContaining("image must lie in " + safe);
  }

  @Test
  void brokenMetadataAreNamed(@TempDir Path archive) throws IOException {
    Path safe = archive.resolve(NORTH + ".SAFE");
    copy(safe(NORTH), safe);
    Path metadata = safe.resolve("MTD_MSIL2A.xml");
    String text = Files.readString(metadata);

    Files.writeString(metadata, text.substring(0, text.length() / 2));
    assertThatThrownBy(() -> parse(safe, List.of("B02")))
        .isInstanceOf(SceneParseException.class)
        .hasMessageContaining(metadata + " must be XML");

    Files.writeString(metadata, text.replace(">10000<", ">ten thousand<"));
    assertThatThrownBy(() -> parse(safe, List.of("B02")))
        .isInstanceOf(SceneParseException.class)
        .hasMessageContaining("BOA_QUANTIFICATION_VALUE must be a number, was ten thousand");

    Files.writeString(metadata, "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>");
    assertThatThrownBy(() -> parse(safe, List.of("B02"))).isInstanceOf(SceneParseException.class);
  }

  private Scene parse(Path safe, List<String> bands) {
    ProductDefinition product = product(bands, Map.of());
    List<SceneFiles> files = parser.group(product, safe.getParent(), List.of(safe));
    assertThat(files).hasSize(1);
    return parser.parse(product, files.get(0), context(safe));
  }

  private static ParserContext context(Path root) {
    return new ParserContext(root, NOT_OPENED, CRS);
  }

  private static ProductDefinition product(List<String> names, Map<String, String> options) {
    List<Band> bands = names.stream().map(n -> Band.of(n, DataType.UINT16, NoData.NONE)).toList();
    return new ProductDefinition(
        new Product("s2", "", "", "", bands), "sentinel2-safe", "/unused", options);
  }

  static Stream<Path> productsOfStactools() throws IOException {
    return products("expected_output.json");
  }

  static Stream<Path> productsOfGdal() throws IOException {
    return products("gdalinfo-3.6.2.json");
  }

  private static Stream<Path> products(String expectation) throws IOException {
    return list(safe("").getParent()).stream().filter(p -> Files.exists(p.resolve(expectation)));
  }

  private static Path safe(String name) {
    try {
      Path here = Path.of(Sentinel2SafeParserTest.class.getResource("SOURCE.txt").toURI());
      return here.resolveSibling(name + ".SAFE");
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        write(to.resolve(from.relativize(file).toString()), Files.readString(file));
      }
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** One band for each image of an item: named as its file is. */
  private static List<String> bandsOf(JsonNode item) {
    return Stream.of(item.path("assets"))
        .flatMap(
            assets ->
                Stream.iterate(assets.elements(), i -> i.hasNext(), i -> i).map(i -> i.next()))
        .map(asset -> bandOf(asset.path("href").asText()))
        .distinct()
        .toList();
  }

  private static String bandOf(String href) {
    String stem = href.substring(href.lastIndexOf('/') + 1, href.lastIndexOf('.'));
    String band = stem.replaceFirst(".*?_\\d{8}T\\d{6}_", "");
    return band.startsWith("TCI") ? band.replace("TCI", "TCI_R") : band;
  }

  private static Granule granule(Scene scene, String href) {
    return granuleOf(scene, bandOf(href));
  }

  private static Granule granuleOf(Scene scene, String band) {
    return scene.granule(band).orElseThrow(() -> new AssertionError("no granule for " + band));
  }

  private static void assertSame(String name, Object actual, JsonNode expected) {
    if (expected.isNumber()) {
      assertThat(actual).as(name).isNotNull();
      assertThat(((Number) actual).doubleValue())
          .as(name)
          .isCloseTo(expected.asDouble(), within(1e-9));
    } else {
      assertThat(actual).as(name).isEqualTo(expected.asText());
    }
  }

  private static void assertSame(JsonNode asset, Granule granule) {
    String file = asset.path("href").asText();
    GeoBox grid = granule.grid();
    JsonNode t = asset.path("proj:transform");
    assertThat(grid.shape())
        .as(file)
        .isEqualTo(new Shape(asset.at("/proj:shape/0").asInt(), asset.at("/proj:shape/1").asInt()));
    assertThat(grid.affine())
        .as(file)
        .isEqualTo(
            new Affine(
                t.get(0).asDouble(),
                t.get(1).asDouble(),
                t.get(2).asDouble(),
                t.get(3).asDouble(),
                t.get(4).asDouble(),
                t.get(5).asDouble()));
    JsonNode raster = asset.at("/raster:bands/0");
    assertThat(granule.scaling())
        .as(file)
        .isEqualTo(
            new Scaling(raster.path("scale").asDouble(1), raster.path("offset").asDouble(0)));
    assertThat(granule.noData().value()).as(file).isEqualTo(raster.path("nodata").asDouble());
  }

  private static void assertGrid(Scene scene, String band, JsonNode subdataset) {
    Affine affine = granuleOf(scene, band).grid().affine();
    JsonNode t = subdataset.path("geoTransform");
    assertThat(List.of(affine.c(), affine.a(), affine.b(), affine.f(), affine.d(), affine.e()))
        .as(band)
        .containsExactly(
            t.get(0).asDouble(),
            t.get(1).asDouble(),
            t.get(2).asDouble(),
            t.get(3).asDouble(),
            t.get(4).asDouble(),
            t.get(5).asDouble());
    assertThat(granuleOf(scene, band).grid().width()).isEqualTo(subdataset.at("/size/0").asInt());
  }

  private static Geometry geometry(JsonNode geojson) {
    JsonNode coordinates = geojson.path("coordinates");
    if (geojson.path("type").asText().equals("Polygon")) {
      return polygon(coordinates);
    }
    Polygon[] parts = new Polygon[coordinates.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = polygon(coordinates.get(i));
    }
    return GEOMETRIES.createMultiPolygon(parts).union();
  }

  private static Polygon polygon(JsonNode rings) {
    Coordinate[] ring = new Coordinate[rings.get(0).size()];
    for (int i = 0; i < ring.length; i++) {
      JsonNode position = rings.get(0).get(i);
      ring[i] = new Coordinate(position.get(0).asDouble(), position.get(1).asDouble());
    }
    LinearRing shell = GEOMETRIES.createLinearRing(ring);
    return GEOMETRIES.createPolygon(shell);
  }

  private static Path tileFile(Path safe, String granule) {
    return safe.resolve("GRANULE/" + granule + "/S2A_OPER_MTD_L1C_TL_SGS__1.xml");
  }

  private static String multiTile(String first, String second) {
    return """
        <Level-1C_User_Product><General_Info><Product_Info>
          <PROCESSING_BASELINE>02.02</PROCESSING_BASELINE>
          <GENERATION_TIME>2016-05-04T16:00:00.000Z</GENERATION_TIME>
          <Datatake datatakeIdentifier="GS2A_20160504T105622_004531_N02.02">
            <SPACECRAFT_NAME>Sentinel-2A</SPACECRAFT_NAME>
            <DATATAKE_SENSING_START>2016-05-04T10:56:22.030Z</DATATAKE_SENSING_START>
          </Datatake>
          <Product_Organisation>
            <Granule_List><Granules granuleIdentifier="%1$s" datastripIdentifier="D_S20160504T105917_N02.02">
              <IMAGE_ID>%3$s_B04</IMAGE_ID></Granules></Granule_List>
            <Granule_List><Granules granuleIdentifier="%2$s" datastripIdentifier="D_S20160504T105917_N02.02">
              <IMAGE_ID>%4$s_B04</IMAGE_ID></Granules></Granule_List>
          </Product_Organisation></Product_Info>
          <Product_Image_Characteristics><QUANTIFICATION_VALUE>1000</QUANTIFICATION_VALUE>
          </Product_Image_Characteristics></General_Info>
          <Geometric_Info><EXT_POS_LIST>45.1 -1.4 45.1 -0.2 44.3 -0.2 44.3 -1.4 45.1 -1.4</EXT_POS_LIST>
          </Geometric_Info></Level-1C_User_Product>
        """
        .formatted(first, second, first.replace("_N02.02", ""), second.replace("_N02.02", ""));
  }

  private static String tile(int easting) {
    StringBuilder grids = new StringBuilder();
    for (int size : new int[] {10, 20, 60}) {
      grids.append(
          """
          <Size resolution="%1$d"><NROWS>%2$d</NROWS><NCOLS>%2$d</NCOLS></Size>
          <Geoposition resolution="%1$d"><ULX>%3$d</ULX><ULY>5000040</ULY><XDIM>%1$d</XDIM><YDIM>-%1$d</YDIM></Geoposition>
          """
              .formatted(size, 109800 / size, easting));
    }
    return "<Tile><HORIZONTAL_CS_CODE>EPSG:32630</HORIZONTAL_CS_CODE>" + grids + "</Tile>";
  }
}
