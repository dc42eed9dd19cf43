// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.sentinel1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.geolocation.ImageCrs;
import org.chronocube.grid.Shape;
import org.chronocube.io.sentinel1.Products;
import org.chronocube.product.ParserContext;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Footprints;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

class Sentinel1GrdParserTest {

  private static final Sentinel1GrdParser PARSER = new Sentinel1GrdParser();

  @TempDir Path directory;

  private static ProductDefinition product(Map<String, String> options) {
    List<Band> bands =
        Stream.of("VV", "VH", "HH", "HV", "incidence_angle")
            .map(name -> Band.of(name, DataType.FLOAT32, NoData.NONE))
            .toList();
    return new ProductDefinition(
        new Product("s1", "S1", "", "", bands), "sentinel1-grd", "/archive", options);
  }

  private static Scene parse(Path parent, Map<String, String> options) throws IOException {
    ProductDefinition product = product(options);
    PARSER.checkOptions(product);
    try (Stream<Path> entries = Files.list(parent)) {
      List<SceneFiles> files = PARSER.group(product, parent, entries.sorted().toList());
      assertThat(files).hasSize(1);
      ParserContext context = new ParserContext(parent, null, new CrsRegistry());
      return PARSER.parse(product, files.get(0), context);
    }
  }

  @Test
  void a_product_is_a_scene_with_the_properties_of_its_manifest() throws IOException {
    Products.unpack(Products.NEW, directory);
    Scene scene = parse(directory, Map.of());
    assertThat(scene.id()).isEqualTo(Products.NEW);
    assertThat(scene.time()).isEqualTo(Instant.parse("2021-08-09T17:39:53.153Z"));
    assertThat(scene.acquisition()).isEqualTo("S1A_IW_GRDH_049F13_2021-08-09T17:39:53");
    assertThat(scene.revision()).isEqualTo("003.31_2021-08-09T20:19:58.000000");
    assertThat(scene.properties())
        .containsEntry("platform", "sentinel-1a")
        .containsEntry("constellation", "sentinel-1")
        .containsEntry("sat:orbit_state", "ascending")
        .containsEntry("sat:relative_orbit", 59)
        .containsEntry("sat:absolute_orbit", 39156)
        .containsEntry("sar:polarizations", "VV,VH")
        .containsEntry("sar:instrument_mode", "IW")
        .containsEntry("sar:product_type", "GRD")
        .containsEntry("s1:resolution", "high")
        .containsEntry("s1:datatake_id", "049F13")
        .containsEntry("s1:slice_number", 7)
        .containsEntry("s1:total_slices", 20)
        .containsEntry("s1:product_timeliness", "NRT-3h")
        .containsEntry("s1:ipf_version", "003.31")
        .containsEntry("sar:pixel_spacing_range", 10.0);
    assertThat((Double) scene.properties().get("view:incidence_angle")).isCloseTo(38.3, within(1.));
  }

  @Test
  void each_polarisation_is_a_view_of_its_measurement_in_the_geometry_of_the_image()
      throws IOException {
    Path safe = Products.unpack(Products.NEW, directory);
    Scene scene = parse(directory, Map.of("calibration", "gamma0", "height", "250"));
    assertThat(scene.granules())
        .extracting(Granule::band)
        .containsExactly("VV", "VH", "incidence_angle");
    Granule vv = scene.granule("VV").orElseThrow();
    URI tiff = safe.resolve("measurement/" + Products.NEW_VV + ".tiff").toUri();
    assertThat(vv.uri())
        .isEqualTo(URI.create(tiff + "#sentinel1-grd=gamma0,noise=removed,ipf=3.31"));
    assertThat(scene.granule("incidence_angle").orElseThrow().uri())
        .isEqualTo(URI.create(tiff + "#sentinel1-grd=incidence"));
    assertThat(vv.grid().shape()).isEqualTo(new Shape(16676, 26144));
    ImageCrs crs = ImageCrs.parse(vv.grid().crs());
    assertThat(crs.metadata())
        .isEqualTo(safe.resolve("annotation/" + Products.NEW_VV + ".xml").toUri());
    assertThat(crs.options()).isEqualTo(Map.of("height", "250"));
    // One geometry for all bands, so that its transforms are made once.
    assertThat(scene.granules()).extracting(Granule::grid).containsOnly(vv.grid());
  }

  @Test
  void old_products_tell_where_their_border_is_looked_for() throws IOException {
    Products.unpack(Products.OLD, directory);
    String suffix = "#sentinel1-grd=sigma0,noise=removed,ipf=2.36";
    Scene scene = parse(directory, Map.of());
    assertThat(scene.granule("VH").orElseThrow().uri().toString())
        .endsWith("-002.tiff" + suffix + ",border=" + Products.OLD_VV + ",reach=2000");
    assertThat(scene.properties())
        .containsEntry("sat:orbit_state", "descending")
        .containsEntry("sat:relative_orbit", 7);
    assertThat(
            parse(directory, Map.of("border", "kept")).granule("VH").orElseThrow().uri().toString())
        .endsWith("-002.tiff" + suffix);
  }

  @Test
  void the_footprint_goes_along_the_border_of_the_geolocation_grid() throws IOException {
    Products.unpack(Products.NEW, directory);
    Scene scene = parse(directory, Map.of());
    // The corners that the manifest gives, rounded; longitude first.
    GeometryFactory geometries = new GeometryFactory();
    for (double[] corner :
        new double[][] {
          {1.512143, 46.033890}, {4.851360, 46.436539}, {5.188996, 44.938713}, {1.937196, 44.536255}
        }) {
      assertThat(
              scene
                  .footprint()
                  .distance(geometries.createPoint(new Coordinate(corner[0], corner[1]))))
          .isLessThan(0.005);
    }
    // 5.09 square degrees are the area of these corners.
    assertThat(scene.footprint().getNumPoints()).isEqualTo(2 * 21 + 2 * 8 + 1);
    assertThat(scene.footprint().getArea()).isCloseTo(5.09, within(0.01));
  }

  @Test
  void a_zip_gives_the_same_scene_but_for_where_its_files_are() throws IOException {
    Products.unpack(Products.NEW, directory);
    Scene folder = parse(directory, Map.of());
    try (FileSystem zip = FileSystems.newFileSystem(Products.zip(Products.NEW))) {
      Scene zipped = parse(zip.getPath("/"), Map.of());
      assertThat(zipped)
          .usingRecursiveComparison()
          .ignoringFields("granules", "footprint")
          .isEqualTo(folder);
      assertThat(zipped.footprint().equalsExact(folder.footprint())).isTrue();
      assertThat(zipped.granules()).hasSameSizeAs(folder.granules());
      String tiff = zipped.granule("VV").orElseThrow().uri().toString();
      assertThat(tiff)
          .startsWith("jar:file:")
          .contains(".zip!/" + Products.NEW + ".SAFE/measurement/" + Products.NEW_VV + ".tiff#");
    }
  }

  @Test
  void a_scene_across_the_antimeridian_is_cut_there() throws IOException {
    Path safe = Products.unpack(Products.NEW, directory);
    for (String name : List.of("-vv-", "-vh-")) {
      Path file = find(safe.resolve("annotation"), name);
      String xml = Files.readString(file);
      StringBuilder moved = new StringBuilder();
      for (String part : xml.split("(?<=<longitude>)|(?=</longitude>)")) {
        boolean number = part.matches("[-+.e0-9]+") && moved.toString().endsWith("<longitude>");
        double lon = number ? Double.parseDouble(part) + 177 : 0;
        moved.append(number ? String.valueOf(lon > 180 ? lon - 360 : lon) : part);
      }
      Files.writeString(file, moved);
    }
    Scene scene = parse(directory, Map.of());
    assertThat(scene.footprint().getNumGeometries()).isEqualTo(2);
    assertThat(scene.footprint().getArea()).isCloseTo(5.09, within(0.01));
    assertThat(Footprints.centreLongitude(scene.footprint())).isCloseTo(-179.63, within(0.1));
  }

  private static Path find(Path folder, String part) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().contains(part)).findFirst().orElseThrow();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "S1A_EW_GRDM_1SDH_20200101T000000_20200101T000100_030000_037000_ABCD.SAFE, true",
    "S1B_S3_GRDH_1SSV_20200101T000000_20200101T000100_030000_037000_ABCD, true",
    "S1C_IW_GRDH_1SDV_20250601T000000_20250601T000025_002600_005600_ABCD_COG.SAFE, true",
    "S1A_IW_SLC__1SDV_20200101T000000_20200101T000100_030000_037000_ABCD.SAFE, false",
    "S2A_MSIL1C_20200101T000000_N0208_R001_T31UFS_20200101T000000.SAFE, false",
    "S1A_WV_OCN__2SSV_20200101T000000_20200101T000100_030000_037000_ABCD.SAFE, false"
  })
  void products_are_known_by_the_names_of_their_folders(String name, boolean isOne)
      throws IOException {
    Path folder = Files.createDirectory(directory.resolve(name));
    assertThat(PARSER.group(product(Map.of()), directory, List.of(folder))).hasSize(isOne ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "calibration, sigma, 'calibration must be one of sigma0, beta0, gamma0, dn, was sigma'",
    "noise, gone, 'noise must be one of removed, signed, kept, was gone'",
    "height, 99999, 'height must be within 20000 m, was 99999.0'",
    "height, high, 'height must be a number'",
    "border, cut, 'border must be one of'",
    "hight, 5, 'options of product s1 must be among'"
  })
  void options_are_checked(String name, String value, String message) {
    assertThatThrownBy(() -> PARSER.checkOptions(product(Map.of(name, value))))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining(message);
  }

  @Test
  void a_product_that_cannot_be_placed_is_refused() throws IOException {
    Path safe = Products.unpack(Products.NEW, directory);
    Path file = find(safe.resolve("annotation"), "-vv-");
    String xml = Files.readString(file);
    int first = xml.indexOf("</geolocationGridPoint>");
    int last = xml.lastIndexOf("</geolocationGridPoint>");
    Files.writeString(file, xml.substring(0, first) + xml.substring(last));
    assertThatThrownBy(() -> parse(directory, Map.of()))
        .isInstanceOf(SceneParseException.class)
        .hasMessageContaining("geolocation grid must have points at the corners")
        .hasMessageContaining("has 1 in " + file);
  }

  @Test
  void a_manifest_without_a_processor_is_refused() throws IOException {
    Path safe = Products.unpack(Products.NEW, directory);
    Path file = safe.resolve("manifest.safe");
    Files.writeString(file, Files.readString(file).replaceAll("version=\"003.31\"", ""));
    assertThatThrownBy(() -> parse(directory, Map.of()))
        .isInstanceOf(SceneParseException.class)
        .hasMessageContaining("must have the version of the processor");
  }
}
