// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.cf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
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
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.array.ArrayView;
import org.chronocube.io.array.netcdf.NetcdfFormat;
import org.chronocube.io.array.zarr.ZarrFormat;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.tiff.TiffFormat;
import org.chronocube.product.ParserContext;
import org.chronocube.product.ProductParser;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The field in Belgium of the sample archive, as NetCDF and as Zarr. */
class CfCubeParserTest {

  private static final GeoBox FIELD =
      new GeoBox(new Shape(66, 64), new Affine(10, 0, 643260, 0, -10, 5676480), "EPSG:32631");
  private static final String NETCDF_NAMES = "B04=S2-L2A-B04, SCL=S2-L2A-SCL";
  private static final String GROUP_NAMES = "B04=/measurements/B04, SCL=measurements/SCL";

  @TempDir Path folder;

  private final BlockCache cache = new BlockCache(1 << 22);
  private final BlockReaders rasters =
      new BlockReaders(
          FileByteSources.anywhere(),
          List.of(new TiffFormat(cache)),
          List.of(
              new ArrayView("netcdf", new NetcdfFormat(), cache),
              new ArrayView("zarr", new ZarrFormat(), cache)));
  private final CrsRegistry crs = new CrsRegistry();

  private static ProductDefinition product(String parser, Map<String, String> options) {
    Scaling reflectance = new Scaling(1e-4, 0);
    List<Band> bands =
        List.of(
            new Band("B04", "", DataType.UINT16, NoData.of(65535), reflectance, "1", 665.0),
            new Band("SCL", "", DataType.UINT8, NoData.of(0), Scaling.IDENTITY, "", null, true));
    return new ProductDefinition(
        new Product("field", "", "", "", bands), parser, "/nowhere", options);
  }

  private static ProductDefinition product(String parser, String variables) {
    return product(parser, Map.of("variables", variables));
  }

  @BeforeEach
  void unpack() throws IOException {
    try (InputStream in = CfCubeParserTest.class.getResourceAsStream("field.nc")) {
      Files.copy(in, folder.resolve("field.nc"));
    }
    for (String name : List.of("field", "field3")) {
      Path store = folder.resolve(name + ".zarr");
      try (InputStream in = CfCubeParserTest.class.getResourceAsStream(name + ".zip");
          ZipInputStream zip = new ZipInputStream(in)) {
        for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
          Path file = store.resolve(e.getName());
          Files.createDirectories(e.isDirectory() ? file : file.getParent());
          if (!e.isDirectory()) {
            Files.copy(zip, file);
          }
        }
      }
    }
  }

  private List<Scene> parse(ProductParser parser, ProductDefinition product, Path directory)
      throws IOException {
    parser.checkOptions(product);
    ParserContext context = new ParserContext(directory, rasters, crs);
    try (Stream<Path> entries = Files.list(directory)) {
      return parser.group(product, directory, entries.sorted().toList()).stream()
          .flatMap(files -> parser.parseAll(product, files, context).stream())
          .toList();
    }
  }

  private void assertIsField(List<Scene> scenes, int dates) throws IOException {
    assertThat(scenes).hasSize(dates);
    assertThat(scenes.get(1).time()).isEqualTo(Instant.parse("2023-04-05T00:00:00Z"));
    for (Scene scene : scenes.subList(0, 3)) {
      String date = scene.time().toString().substring(0, 10).replace("-", "");
      for (Granule granule : scene.granules()) {
        assertThat(granule.grid()).isEqualTo(FIELD);
        assertThat(granule.type()).isEqualTo(DataType.UINT16);
        assertSamePixels(granule, tiff(date, granule.band()));
      }
      assertThat(scene.granule("B04").orElseThrow().scaling()).isEqualTo(new Scaling(1e-4, 0));
      assertThat(scene.granules()).hasSize(2);
    }
  }

  private static Path tiff(String date, String band) {
    String scene = "belgium-s2-l2a_" + date;
    return Path.of("../data-dir/archive/belgium-s2-l2a", scene, scene + "_" + band + ".tif");
  }

  private void assertSamePixels(Granule granule, Path tiff) {
    float[] expected =
        rasters.open(tiff.toAbsolutePath().toUri()).read(0, 0, FIELD.window()).samples();
    float[] actual =
        rasters.open(granule.uri()).read(0, granule.fileBand(), FIELD.window()).samples();
    assertThat(actual).as("%s %s", granule.uri(), tiff).isEqualTo(expected);
  }

  @Test
  void each_time_of_a_netcdf_file_is_a_scene() throws IOException {
    List<Scene> scenes = parse(new NetcdfParser(), product("netcdf", NETCDF_NAMES), folder);
    assertIsField(scenes, 12);
    assertThat(scenes.get(0).id()).isEqualTo("field_20230402T000000");
    assertThat(scenes.get(0).footprint().getCentroid().getX()).isCloseTo(5.05596, within(1e-5));
  }

  @Test
  void each_time_of_a_zarr_store_is_a_scene() throws IOException {
    Files.move(folder.resolve("field3.zarr"), folder.resolve("field3.other"));
    assertIsField(parse(new ZarrParser(), product("zarr", ""), folder), 3);
  }

  @Test
  void stores_without_consolidated_metadata_are_searched() throws IOException {
    Files.delete(folder.resolve("field.zarr/.zmetadata"));
    Files.move(folder.resolve("field3.zarr"), folder.resolve("field3.other"));
    assertIsField(parse(new ZarrParser(), product("zarr", ""), folder), 3);
  }

  @Test
  void arrays_of_version_3_may_lie_in_groups() throws IOException {
    Files.move(folder.resolve("field.zarr"), folder.resolve("field.other"));
    List<Scene> scenes = parse(new ZarrParser(), product("zarr", GROUP_NAMES), folder);
    assertIsField(scenes, 3);
    assertThat(scenes.get(0).granules().get(0).uri().toString())
        .endsWith("/field3.zarr/#zarr=measurements/B04");
  }

  @Test
  void a_zip_of_a_store_is_one() throws IOException {
    Path zip = Zipped.zip(folder.resolve("field.zarr"), folder.resolve("a.zip"));
    Files.move(folder.resolve("field3.zarr"), folder.resolve("field3.other"));
    List<Scene> expected = parse(new ZarrParser(), product("zarr", ""), folder);
    try (FileSystem inside = FileSystems.newFileSystem(zip)) {
      List<Scene> scenes =
          parse(new ZarrParser(), product("zarr", ""), inside.getPath("/").toAbsolutePath());
      assertThat(scenes).hasSize(3);
      for (int i = 0; i < 3; i++) {
        assertThat(scenes.get(i).time()).isEqualTo(expected.get(i).time());
        for (Granule granule : scenes.get(i).granules()) {
          Granule same = expected.get(i).granule(granule.band()).orElseThrow();
          assertThat(granule.uri().toString())
              .isEqualTo("jar:" + zip.toUri() + "!/field.zarr#zarr=" + granule.band());
          assertThat(granule.grid()).isEqualTo(same.grid());
          assertThat(granule.fileBand()).isEqualTo(i).isEqualTo(same.fileBand());
        }
      }
    }
  }

  @Test
  void a_product_is_recognised_by_its_variables() {
    SceneFiles files =
        new SceneFiles(folder.resolve("field.nc"), List.of(folder.resolve("field.nc")));
    NetcdfParser parser = new NetcdfParser();
    assertThat(parser.recognises(product("netcdf", NETCDF_NAMES), files)).isTrue();
    assertThat(parser.recognises(product("netcdf", ""), files)).isFalse();
    assertThatThrownBy(
            () ->
                parser.parse(product("netcdf", ""), files, new ParserContext(folder, rasters, crs)))
        .isInstanceOf(SceneParseException.class)
        .hasMessageEndingWith(
            "field.nc: file must have a variable for a band of product field, looked for [B04, SCL]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"B04", "B99=x", "B04=x,,SCL=y"})
  void variables_that_are_no_pairs_are_refused(String variables) {
    assertThatThrownBy(() -> new ZarrParser().checkOptions(product("zarr", variables)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageStartingWith("variables must be BAND=NAME, … of bands [B04, SCL], was ");
  }

  @Test
  void coordinates_must_be_evenly_spaced_and_keep_their_decimal_steps() {
    double[] degrees = new double[400];
    for (int i = 0; i < 400; i++) {
      degrees[i] = (float) (50.00125 + 0.0025 * i);
    }
    CfAxis axis = CfAxis.of("lat", degrees);
    assertThat(axis.step()).isCloseTo(0.0025, within(1e-7));
    assertThat(CfAxis.of("lon", new double[] {0.00125, 0.00375, 0.00625}))
        .isEqualTo(new CfAxis(0, 0.0025));
    assertThatThrownBy(() -> CfAxis.of("lat", new double[] {0, 1, 3}))
        .isInstanceOf(SceneParseException.class)
        .hasMessageStartingWith("coordinate lat must be evenly spaced");
  }
}
