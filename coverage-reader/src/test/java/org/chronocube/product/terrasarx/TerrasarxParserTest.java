// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.terrasarx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
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
import org.chronocube.io.RasterReadException;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.terrasarx.TerrasarxView;
import org.chronocube.io.tiff.TiffFormat;
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

/**
 * A product made up by hand after the format specification (no delivered one was at hand): 20 × 30
 * pixels of 10 m in UTM, incidence angles that are a plane over it.
 */
class TerrasarxParserTest {

  private static final String NAME = "TSX1_SAR__EEC_SE___SM_D_SRA_20200605T042203_20200605T042211";
  private static final GeoBox GRID =
      new GeoBox(
          new Shape(20, 30), Affine.northUp(600000, 5300000, Resolution.of(10)), "EPSG:32632");

  private static final String CORNER =
      "<scene%sCoord><lat>%s</lat><lon>%s</lon><azimuthTimeUTC>2020-06-05T04:22:07.000000Z"
          + "</azimuthTimeUTC><incidenceAngle>%s</incidenceAngle></scene%sCoord>";

  private static final String DOCUMENT =
      """
      <level1Product>
        <generalHeader fileName="%s.xml"><mission>TSX-1</mission>
          <generationTime>2020-06-05T09:00:00.000000Z</generationTime></generalHeader>
        <productComponents>
          <imageData layerIndex="1"><polLayer>HH</polLayer><beamID>strip_007</beamID>
            <file><location><host>.</host><path>IMAGEDATA</path>
              <filename>IMAGE_HH_SRA_strip_007.tif</filename></location></file></imageData>
          <imageData layerIndex="2"><polLayer>VV</polLayer><beamID>strip_007</beamID>
            <file><location><host>.</host><path>IMAGEDATA</path>
              <filename>IMAGE_VV_SRA_strip_007.tif</filename></location></file></imageData>
        </productComponents>
        <productInfo>
          <missionInfo><mission>TSX-1</mission><absOrbit>71234</absOrbit><relOrbit>17</relOrbit>
            <orbitDirection>DESCENDING</orbitDirection></missionInfo>
          <acquisitionInfo><sensor>SAR</sensor><imagingMode>SM</imagingMode>
            <lookDirection>RIGHT</lookDirection></acquisitionInfo>
          <productVariantInfo><productVariant>EEC</productVariant>
            <resolutionVariant>SE</resolutionVariant></productVariantInfo>
          <sceneInfo>
            <start><timeUTC>2020-06-05T04:22:03.123456Z</timeUTC></start>
            <stop><timeUTC>2020-06-05T04:22:11.000000Z</timeUTC></stop>
            %s
          </sceneInfo>
        </productInfo>
        <calibration>
          <calibrationConstant layerIndex="1"><polLayer>HH</polLayer>
            <calFactor>1.05e-05</calFactor></calibrationConstant>
          <calibrationConstant layerIndex="2"><polLayer>VV</polLayer>
            <calFactor>2e-05</calFactor></calibrationConstant>
        </calibration>
      </level1Product>
      """;

  @TempDir Path temp;
  private Path folder;

  // 30 degrees at the corner of the first pixel, 0.1 more each column, 0.05 less each row.
  private static double incidence(double col, double row) {
    return 30 + 0.1 * col - 0.05 * row;
  }

  @BeforeEach
  void product() throws IOException {
    folder = temp.resolve(NAME);
    StringBuilder corners = new StringBuilder();
    double[][] places = {{15, 10}, {0, 0}, {30, 0}, {0, 20}, {30, 20}};
    for (double[] place : places) {
      double[] lonLat = place.clone();
      GeoBox world = new GeoBox(new Shape(1, 1), Affine.IDENTITY, "EPSG:4326");
      new CrsRegistry().pixelTransform(GRID, world).transform(lonLat, 1);
      String kind = place[0] == 15 ? "Center" : "Corner";
      corners.append(
          CORNER.formatted(kind, lonLat[1], lonLat[0], incidence(place[0], place[1]), kind));
    }
    for (String pol : List.of("HH", "VV")) {
      new PlainTiff(20, 30, 1, 1, GRID, (b, r, c) -> r == 0 ? 0 : 100 + 10 * r + c)
          .write(folder.resolve("IMAGEDATA/IMAGE_" + pol + "_SRA_strip_007.tif"));
    }
    Files.writeString(folder.resolve(NAME + ".xml"), DOCUMENT.formatted(NAME, corners));
  }

  private static RasterOpener rasters() {
    return new BlockReaders(
        FileByteSources.anywhere(),
        List.of(new TiffFormat(new BlockCache(1 << 20))),
        List.of(new TerrasarxView()));
  }

  private static ProductDefinition definition(Map<String, String> options, String... bands) {
    List<Band> list = Stream.of(bands).map(b -> Band.of(b, DataType.FLOAT32, NoData.NONE)).toList();
    return new ProductDefinition(new Product("tsx", "", "", "", list), "terrasarx", "/", options);
  }

  private static Scene parse(Path directory, Map<String, String> options, RasterOpener rasters)
      throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      List<SceneFiles> scenes =
          new TerrasarxParser()
              .group(definition(options, "VV", "HH"), directory, entries.sorted().toList());
      assertThat(scenes).hasSize(1);
      return new TerrasarxParser()
          .parse(
              definition(options, "VV", "HH"),
              scenes.get(0),
              new ParserContext(directory, rasters, new CrsRegistry()));
    }
  }

  @Test
  void says_what_the_annotation_says() throws IOException {
    Scene scene = parse(temp, Map.of(), rasters());
    assertThat(scene.id()).isEqualTo(NAME);
    assertThat(scene.time()).isEqualTo("2020-06-05T04:22:03.123Z");
    assertThat(scene.properties())
        .containsEntry("constellation", "terrasar-x")
        .containsEntry("platform", "tsx-1")
        .containsEntry("sat:orbit_state", "descending")
        .containsEntry("sat:absolute_orbit", 71234)
        .containsEntry("sat:relative_orbit", 17)
        .containsEntry("sar:instrument_mode", "SM")
        .containsEntry("sar:product_type", "EEC")
        .containsEntry("sar:polarizations", "HH,VV")
        .containsEntry("sar:observation_direction", "right")
        .containsEntry("view:incidence_angle", 31.0);
    assertThat(scene.granules()).extracting(Granule::band).containsExactly("VV", "HH");
    assertThat(scene.granules()).extracting(Granule::grid).containsOnly(GRID);
    assertThat(scene.footprint().getNumPoints()).isEqualTo(5);
    assertThat(parse(folder, Map.of(), rasters())).isEqualTo(scene);
  }

  // TSXX-ITD-TN-0049: β⁰ = k · DN², σ⁰ = β⁰ · sin θ; γ⁰ = σ⁰ / cos θ.
  @ParameterizedTest
  @CsvSource({"sigma0", "beta0", "gamma0"})
  void calibrates_each_pixel(String quantity) throws IOException {
    Granule vv = parse(temp, Map.of("calibration", quantity), rasters()).granules().get(0);
    Window window = new Window(0, 20, 3, 28);
    RasterBlock block = rasters().open(vv.uri()).read(0, 0, window);
    for (int row = 0; row < 20; row++) {
      for (int col = 3; col < 28; col++) {
        assertThat(block.isValid(row, col - 3)).isEqualTo(row > 0);
        double dn = 100 + 10 * row + col;
        double theta = Math.toRadians(incidence(col + 0.5, row + 0.5));
        double beta = 2e-5 * dn * dn;
        double expected =
            switch (quantity) {
              case "sigma0" -> beta * Math.sin(theta);
              case "gamma0" -> beta * Math.sin(theta) / Math.cos(theta);
              default -> beta;
            };
        if (row > 0) {
          assertThat((double) block.sample(row, col - 3))
              .isCloseTo(expected, within(1e-6 * expected));
        }
      }
    }
  }

  @Test
  void overviews_are_calibrated_at_their_places() throws IOException {
    Granule vv = parse(temp, Map.of(), rasters()).granules().get(0);
    RasterBlock half = rasters().open(vv.uri()).read(1, 0, new Window(0, 10, 0, 15));
    double dn = 100 + 10 * 8 + 6;
    double sigma = 2e-5 * dn * dn * Math.sin(Math.toRadians(incidence(7, 9)));
    assertThat((double) half.sample(4, 3)).isCloseTo(sigma, within(1e-6 * sigma));
  }

  @Test
  void amplitudes_are_to_be_had_as_they_are() throws IOException {
    Granule vv = parse(temp, Map.of("calibration", "dn"), rasters()).granules().get(0);
    assertThat(vv.uri().getFragment()).isNull();
    assertThat(vv.noData()).isEqualTo(NoData.of(0));
  }

  @Test
  void a_zip_gives_the_same_but_for_where_it_lies() throws IOException {
    Scene scene = parse(temp, Map.of(), rasters());
    Path zip = Zipped.zip(folder, temp.resolve("product.zip"));
    // Headers of the zip are read from the folder it was made of.
    RasterOpener unzipped =
        uri -> {
          String name = uri.toString().substring(uri.toString().indexOf('!') + 2);
          return rasters().open(temp.resolve(name).toUri());
        };
    try (FileSystem inside = FileSystems.newFileSystem(zip)) {
      Zipped.assertSame(scene, parse(inside.getPath("/"), Map.of(), unzipped));
    }
  }

  private void change(String from, String to) throws IOException {
    Path file = folder.resolve(NAME + ".xml");
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  @Test
  void refuses_products_that_are_not_geocoded() throws IOException {
    change("<productVariant>EEC<", "<productVariant>SSC<");
    assertThatThrownBy(() -> parse(temp, Map.of(), rasters()))
        .isInstanceOf(SceneParseException.class)
        .hasMessageStartingWith("productVariant must be GEC or EEC, was SSC in ");
  }

  @Test
  void refuses_images_elsewhere_and_missing_constants() throws IOException {
    change("<path>IMAGEDATA</path>", "<path>../..</path>");
    assertThatThrownBy(() -> parse(temp, Map.of(), rasters()))
        .hasMessageStartingWith("image must lie in ");
    change("<path>../..</path>", "<path>IMAGEDATA</path>");
    change(
        "<polLayer>VV</polLayer>\n      <calFactor>", "<polLayer>XX</polLayer>\n      <calFactor>");
    assertThatThrownBy(() -> parse(temp, Map.of(), rasters()))
        .hasMessageContaining("must have a calibrationConstant of VV");
  }

  @Test
  void checks_options_and_arguments() {
    assertThatThrownBy(
            () -> new TerrasarxParser().checkOptions(definition(Map.of("calibration", "db"), "HH")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("calibration must be sigma0, beta0, gamma0 or dn, was db");
    URI image = folder.resolve("IMAGEDATA/IMAGE_HH_SRA_strip_007.tif").toUri();
    assertThatThrownBy(() -> rasters().open(URI.create(image + "#terrasarx=sigma0,k=-1")))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("arguments must be k, incidence, col, row");
  }

  @Test
  void recognises_by_polarisation() {
    SceneFiles files = new SceneFiles(folder, List.of(folder, folder.resolve(NAME + ".xml")));
    assertThat(new TerrasarxParser().recognises(definition(Map.of(), "HH"), files)).isTrue();
    assertThat(new TerrasarxParser().recognises(definition(Map.of(), "HV"), files)).isFalse();
  }
}
