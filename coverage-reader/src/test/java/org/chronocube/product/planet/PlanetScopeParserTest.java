// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.planet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.PlainTiff;
import org.chronocube.io.RasterOpener;
import org.chronocube.io.RasterView.Surroundings;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.rpc.RpcModelFormat;
import org.chronocube.io.tiff.TiffFormat;
import org.chronocube.product.ParserContext;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.SceneParseException;
import org.chronocube.product.Zipped;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scene made up by hand after the product specification; no delivered one was at hand. */
class PlanetScopeParserTest {

  private static final String ID = "20220401_084707_00_2461";
  private static final GeoBox GRID =
      new GeoBox(new Shape(4, 6), Affine.northUp(500001, 4600002, Resolution.of(3)), "EPSG:32635");

  private static final String ITEM =
      """
      {"id": "20220401_084707_00_2461", "type": "Feature",
       "geometry": {"type": "Polygon", "coordinates":
         [[[27.0, 41.54], [27.1, 41.55], [27.1, 41.5], [27.0, 41.49], [27.0, 41.54]]]},
       "properties": {"acquired": "2022-04-01T08:47:07.003221Z", "cloud_cover": 0.25,
         "cloud_percent": 24, "clear_percent": 70, "gsd": 3.9, "instrument": "PSB.SD",
         "satellite_id": "2461", "view_angle": 5, "satellite_azimuth": 97.4,
         "sun_azimuth": 132.1, "sun_elevation": 46.2, "item_type": "PSScene",
         "quality_category": "standard", "strip_id": "5536071"}}
      """;

  private static final String BAND =
      """
      <ps:bandSpecificMetadata><ps:bandNumber>%d</ps:bandNumber>
        <ps:radiometricScaleFactor>0.01</ps:radiometricScaleFactor>
        <ps:reflectanceCoefficient>%s</ps:reflectanceCoefficient></ps:bandSpecificMetadata>
      """;

  private static final String XML =
      """
      <ps:EarthObservation xmlns:ps="http://schemas.planet.com/ps/v1" xmlns:eop="http://eop"
          xmlns:opt="http://opt">
        <eop:Platform><eop:shortName>PlanetScope</eop:shortName>
          <eop:serialIdentifier>2461</eop:serialIdentifier></eop:Platform>
        <eop:Instrument><eop:shortName>PSB.SD</eop:shortName></eop:Instrument>
        <eop:acquisitionDate>2022-04-01T08:47:07+00:00</eop:acquisitionDate>
        <eop:incidenceAngle>5.4</eop:incidenceAngle>
        <opt:illuminationElevationAngle>46.25</opt:illuminationElevationAngle>
        <opt:cloudCoverPercentage>24.5</opt:cloudCoverPercentage>
        <eop:productType>L3B</eop:productType>
        %s
      </ps:EarthObservation>
      """;

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void scene() throws IOException {
    folder = temp.resolve("order");
    image("3B_AnalyticMS_SR_8b.tif", 8);
    image("3B_AnalyticMS_8b.tif", 8);
    image("3B_udm2.tif", 8);
    write("metadata.json", ITEM);
    StringBuilder bands = new StringBuilder();
    for (int band = 1; band <= 8; band++) {
      bands.append(BAND.formatted(band, band + "e-05"));
    }
    write("3B_AnalyticMS_8b_metadata.xml", XML.formatted(bands));
  }

  private void image(String name, int bands) throws IOException {
    new PlainTiff(4, 6, bands, 0, GRID, (b, r, c) -> 1).write(folder.resolve(ID + "_" + name));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(ID + "_" + name), text);
  }

  private static RasterOpener rasters() {
    return new BlockReaders(
        FileByteSources.anywhere(), List.of(new TiffFormat(new BlockCache(1 << 20))), List.of());
  }

  private static ProductDefinition definition(String radiometry, String... bands) {
    List<Band> list = Stream.of(bands).map(b -> Band.of(b, DataType.UINT16, NoData.NONE)).toList();
    return new ProductDefinition(
        new Product("ps", "", "", "", list), "planetscope", "/", Map.of("radiometry", radiometry));
  }

  private static Scene parse(ProductDefinition product, Path directory, RasterOpener rasters)
      throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      List<SceneFiles> scenes =
          new PlanetScopeParser().group(product, directory, entries.sorted().toList());
      assertThat(scenes).hasSize(1);
      CrsRegistry crs =
          new CrsRegistry(
              id ->
                  new RpcModelFormat()
                      .read(id, new Surroundings(null, FileByteSources.anywhere())));
      return new PlanetScopeParser()
          .parse(product, scenes.get(0), new ParserContext(directory, rasters, crs));
    }
  }

  private Scene parse(String radiometry, String... bands) throws IOException {
    return parse(definition(radiometry, bands), folder, rasters());
  }

  @Test
  void says_what_the_metadata_say() throws IOException {
    Scene scene = parse("surface", "red");
    assertThat(scene.id()).isEqualTo(ID);
    assertThat(scene.time()).isEqualTo("2022-04-01T08:47:07.003Z");
    assertThat(scene.footprint().getEnvelopeInternal().getMaxX()).isEqualTo(27.1);
    assertThat(scene.properties())
        .containsEntry("constellation", "planetscope")
        .containsEntry("platform", "2461")
        .containsEntry("instruments", "psb.sd")
        .containsEntry("eo:cloud_cover", 24.0)
        .containsEntry("view:off_nadir", 5.0)
        .containsEntry("view:azimuth", 97.4)
        .containsEntry("view:sun_azimuth", 132.1)
        .containsEntry("view:sun_elevation", 46.2)
        .containsEntry("gsd", 3.9)
        .containsEntry("pl:clear_percent", 70.0)
        .containsEntry("pl:quality_category", "standard");
  }

  @ParameterizedTest
  @CsvSource({
    "surface, red, 5, 1e-4, AnalyticMS_SR_8b", "surface, coastal_blue, 0, 1e-4, AnalyticMS_SR_8b",
    "reflectance, green, 3, 4e-5, AnalyticMS_8b", "reflectance, nir, 7, 8e-5, AnalyticMS_8b",
    "radiance, rededge, 6, 0.01, AnalyticMS_8b", "dn, yellow, 4, 1, AnalyticMS_8b"
  })
  void each_radiometry_has_its_image_and_factor(
      String radiometry, String band, int index, double scale, String image) throws IOException {
    Granule granule = parse(radiometry, band).granules().get(0);
    assertThat(granule.uri().toString()).endsWith(ID + "_3B_" + image + ".tif");
    assertThat(granule.fileBand()).isEqualTo(index);
    assertThat(granule.scaling()).isEqualTo(new Scaling(scale, 0));
    assertThat(granule.grid()).isEqualTo(GRID);
    assertThat(granule.noData()).isEqualTo(NoData.of(0));
  }

  @Test
  void images_of_four_bands_have_another_order() throws IOException {
    Files.delete(folder.resolve(ID + "_3B_AnalyticMS_SR_8b.tif"));
    image("3B_AnalyticMS_SR.tif", 4);
    assertThat(parse("surface", "blue", "green", "red", "nir").granules())
        .extracting(Granule::fileBand)
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void masks_are_bands() throws IOException {
    List<Granule> granules = parse("surface", "udm2_clear", "udm2_cloud", "red").granules();
    assertThat(granules).extracting(Granule::fileBand).containsExactly(0, 5, 5);
    assertThat(granules.get(1).uri().toString()).endsWith("_3B_udm2.tif");
    assertThatThrownBy(() -> parse("surface", "udm2_fog"))
        .isInstanceOf(SceneParseException.class)
        .hasMessageStartingWith("mask band must be udm2_ and one of [clear, snow");
  }

  @Test
  void the_xml_alone_will_do() throws IOException {
    Files.delete(folder.resolve(ID + "_metadata.json"));
    Scene scene = parse("reflectance", "red");
    assertThat(scene.time()).isEqualTo("2022-04-01T08:47:07Z");
    assertThat(scene.properties())
        .containsEntry("eo:cloud_cover", 24.5)
        .containsEntry("view:incidence_angle", 5.4)
        .containsEntry("view:sun_elevation", 46.25);
    assertThat(scene.footprint()).as("that of the image").isNotNull();
  }

  @Test
  void a_clipped_image_does_not_show_the_whole_scene() throws IOException {
    Files.move(
        folder.resolve(ID + "_3B_AnalyticMS_SR_8b.tif"),
        folder.resolve(ID + "_3B_AnalyticMS_SR_8b_harmonized_clip.tif"));
    assertThat(parse("surface", "red").footprint().getEnvelopeInternal().getWidth())
        .isLessThan(0.001);
  }

  @Test
  void a_basic_scene_is_placed_by_its_polynomials() throws IOException {
    Path basic = temp.resolve("basic");
    new PlainTiff(40, 60, 4, (b, r, c) -> 1).write(basic.resolve(ID + "_1B_AnalyticMS.tif"));
    Files.writeString(basic.resolve(ID + "_metadata.json"), ITEM);
    try (InputStream rpc =
        getClass().getResourceAsStream("/org/chronocube/vhr/rpc/geoeye_rpc.txt")) {
      Files.copy(rpc, basic.resolve(ID + "_1B_AnalyticMS_RPC.TXT"));
    }
    Scene scene = parse(definition("dn", "red"), basic, rasters());
    assertThat(scene.granules().get(0).grid().crs())
        .startsWith("image:rpc:file:///")
        .endsWith("_1B_AnalyticMS_RPC.TXT");
    assertThat(scene.properties())
        .containsEntry("rpc:error_bias", 4.98)
        .containsEntry("rpc:error_random", 0.5);
    Files.delete(basic.resolve(ID + "_1B_AnalyticMS_RPC.TXT"));
    assertThatThrownBy(() -> parse(definition("dn", "red"), basic, rasters()))
        .hasMessageContaining("must be georeferenced or have an _RPC.TXT beside it");
  }

  @Test
  void a_zip_gives_the_same_but_for_where_it_lies() throws IOException {
    Path zip = Zipped.zip(folder, temp.resolve("order.zip"));
    ProductDefinition product = definition("surface", "red", "udm2_clear");
    // Headers of the zip are read from the folder it was made of.
    RasterOpener unzipped =
        uri -> {
          String name = uri.toString().substring(uri.toString().indexOf('!') + 2);
          return rasters().open(temp.resolve(name).toUri());
        };
    try (FileSystem inside = FileSystems.newFileSystem(zip)) {
      Zipped.assertSame(
          parse("surface", "red", "udm2_clear"),
          parse(product, inside.getPath("/order"), unzipped));
    }
  }

  @Test
  void says_what_is_missing() throws IOException {
    Files.delete(folder.resolve(ID + "_3B_AnalyticMS_8b_metadata.xml"));
    assertThat(parse("surface", "red").granules()).hasSize(1);
    assertThatThrownBy(() -> parse("reflectance", "red"))
        .isInstanceOf(SceneParseException.class)
        .hasMessageContaining("must have a _metadata.xml beside it for reflectanceCoefficient");
    write("metadata.json", "{\"properties\": {\"acquired\": \"yesterday\"}}");
    assertThatThrownBy(() -> parse("surface", "red"))
        .hasMessageStartingWith("acquired must be RFC 3339 with an offset, was yesterday of ");
    Files.delete(folder.resolve(ID + "_metadata.json"));
    assertThatThrownBy(() -> parse("surface", "red"))
        .hasMessageContaining("must have a _metadata.json or _metadata.xml beside it");
    assertThatThrownBy(() -> new PlanetScopeParser().checkOptions(definition("toa", "red")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("radiometry must be surface, reflectance, radiance or dn, was toa");
  }
}
