// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** What items, their collections and their options make of assets; no header is ever opened. */
class StacAssetsTest {

  private static final RasterOpener NOT_OPENED =
      uri -> {
        throw new AssertionError("header must not be read: " + uri);
      };
  private static final String RASTER =
      "\"raster:bands\": [{\"data_type\": \"uint16\", \"nodata\": 0, \"scale\": 0.0001, \"offset\": -0.1}]";

  private final StacItemParser parser = new StacItemParser();
  @TempDir Path root;

  private static ProductDefinition product(Map<String, String> options, String... bands) {
    List<Band> list = Stream.of(bands).map(b -> Band.of(b, DataType.UINT16, NoData.of(0))).toList();
    return new ProductDefinition(
        new Product("p", "", "", "", list), "stac-item", "/unused", options);
  }

  private Path item(String properties, String assets) throws IOException {
    for (String name : List.of("a.tif", "b.tif", "c.tif")) {
      if (!Files.exists(root.resolve(name))) {
        Files.createFile(root.resolve(name));
      }
    }
    return Files.writeString(root.resolve("item.json"), itemText("item", properties, assets));
  }

  private static String itemText(String id, String properties, String assets) {
    return """
        {"type": "Feature", "stac_version": "1.1.0", "id": "%s", "collection": "c",
         "geometry": {"type": "Polygon",
           "coordinates": [[[3, 45], [3.1, 45], [3.1, 45.1], [3, 45.1], [3, 45]]]},
         "properties": {"datetime": "2024-05-06T07:08:09Z" %s},
         "links": [{"rel": "collection", "href": "./collection.json"}],
         "assets": {%s}}
        """
        .formatted(id, properties, assets);
  }

  private static final String GRID =
      ", \"proj:code\": \"EPSG:32631\", \"proj:shape\": [3, 4], \"proj:transform\": [10, 0, 500000, 0, -10, 5000000]";

  private List<Granule> granules(ProductDefinition product, Path item) {
    return parse(product, item).get(0).granules();
  }

  private List<Scene> parse(ProductDefinition product, Path item) {
    parser.checkOptions(product);
    return parser.parseAll(
        product, SceneFiles.single(item), new ParserContext(root, NOT_OPENED, new CrsRegistry()));
  }

  private static List<String> sources(List<Granule> granules) {
    return granules.stream()
        .map(g -> g.band() + " " + Path.of(g.uri()).getFileName() + " " + (g.fileBand() + 1))
        .toList();
  }

  @Test
  void an_item_of_earth_search_needs_no_header() throws URISyntaxException, IOException {
    Path item =
        Path.of(
            Objects.requireNonNull(
                    StacAssetsTest.class.getResource("S2A_29RKH_20200219_0_L2A.json"))
                .toURI());
    ProductDefinition product =
        product(
            Map.of(
                "bands", "B04=red, B11=swir16, SCL=scl",
                "hosts", "sentinel-cogs.s3.us-west-2.amazonaws.com"),
            "B04",
            "B11",
            "SCL");

    Scene scene = parse(product, item).get(0);

    assertThat(scene.granules())
        .extracting(g -> g.uri().getPath().replaceAll(".*/", ""))
        .containsExactly("B04.tif", "B11.tif", "SCL.tif");
    assertThat(scene.granules())
        .extracting(Granule::grid)
        .containsExactly(
            new GeoBox(
                new Shape(10980, 10980), new Affine(10, 0, 199980, 0, -10, 2800020), "EPSG:32629"),
            new GeoBox(
                new Shape(5490, 5490), new Affine(20, 0, 199980, 0, -20, 2800020), "EPSG:32629"),
            new GeoBox(
                new Shape(5490, 5490), new Affine(20, 0, 199980, 0, -20, 2800020), "EPSG:32629"));
    assertThat(scene.granules())
        .extracting(Granule::scaling)
        .containsExactly(new Scaling(0.0001, 0), new Scaling(0.0001, 0), Scaling.IDENTITY);
    assertThat(scene.granules().get(2).type()).isEqualTo(DataType.UINT8);
    assertThat(scene.properties())
        .containsEntry("grid:code", "MGRS-29RKH")
        .containsEntry("mgrs:utm_zone", 29)
        .containsEntry("s2:processing_baseline", "02.14")
        .containsEntry("view:sun_elevation", 48.293248430895)
        .containsEntry("instruments", "msi");
  }

  @ParameterizedTest
  @CsvSource({
    // What the item says, option boa-offset, the offset of the granule.
    "'', metadata, -0.1",
    "'\"earthsearch:boa_offset_applied\": false', metadata, -0.1",
    "'\"earthsearch:boa_offset_applied\": true', metadata, 0",
    "'\"sentinel:boa_offset_applied\": true', metadata, 0",
    "'\"earthsearch:boa_offset_applied\": false', applied, 0",
  })
  void an_offset_that_the_pixels_already_have_is_not_added_again(
      String said, String option, double offset) throws IOException {
    Path item =
        item(
            GRID + (said.isEmpty() ? "" : ", " + said),
            "\"B04\": {\"href\": \"a.tif\", " + RASTER + "}");

    Granule granule = granules(product(Map.of("boa-offset", option), "B04"), item).get(0);

    assertThat(granule.scaling()).isEqualTo(new Scaling(0.0001, offset));
  }

  @Test
  void bands_have_the_names_that_the_option_gives_them() throws IOException {
    Path item =
        item(
            GRID + ", \"data_type\": \"uint8\"",
            """
            "visual": {"href": "c.tif", "roles": ["visual"],
               "eo:bands": [{"name": "B04", "common_name": "red"}, {"common_name": "green"}]},
            "R20": {"href": "b.tif", "gsd": 20,
               "eo:bands": [{"name": "B04", "common_name": "red"}, {"name": "B03"}]},
            "R10": {"href": "a.tif", "gsd": 10,
               "bands": [{"name": "B08"}, {"name": "B04", "eo:common_name": "red"}]}
            """);

    List<Granule> granules =
        granules(
            product(
                Map.of("bands", "rot=red, third=visual#2, gruen=B03"),
                "B04",
                "rot",
                "third",
                "gruen"),
            item);

    assertThat(sources(granules))
        .containsExactly("B04 a.tif 2", "rot a.tif 2", "third c.tif 2", "gruen b.tif 2");
  }

  @Test
  void polarisations_and_keys_in_another_case_are_names_too() throws IOException {
    Path item =
        item(
            GRID + ", \"data_type\": \"uint16\"",
            """
            "schema-vv": {"href": "c.tif", "type": "application/xml", "sar:polarizations": ["VV"]},
            "first": {"href": "a.tif", "type": "image/tiff", "sar:polarizations": ["VV", "VH"]},
            "hh": {"href": "b.tif"}
            """);

    assertThat(sources(granules(product(Map.of(), "VV", "VH", "HH"), item)))
        .containsExactly("VV a.tif 1", "VH a.tif 2", "HH b.tif 1");
  }

  @ParameterizedTest
  @CsvSource({"1.0.0, raster:bands", "1.1.0, bands"})
  void what_assets_do_not_say_the_collection_says(String version, String bands) throws IOException {
    Files.writeString(
        root.resolve("collection.json"),
        """
        {"type": "Collection", "stac_version": "%s", "id": "c",
         "summaries": {"proj:code": ["EPSG:32631"]},
         "item_assets": {
           "data": {"eo:bands": [{"name": "red"}, {"name": "nir"}],
             "%s": [{"name": "red", "data_type": "int16", "nodata": -1, "scale": 0.5},
                    {"name": "nir", "data_type": "int16", "nodata": -2, "offset": 3}],
             "proj:shape": [3, 4], "proj:transform": [10, 0, 500000, 0, -10, 5000000, 0, 0, 1]}}}
        """
            .formatted(version, bands));
    Path item = item("", "\"data\": {\"href\": \"a.tif\"}");

    List<Granule> granules = granules(product(Map.of(), "nir", "red"), item);

    GeoBox grid =
        new GeoBox(new Shape(3, 4), new Affine(10, 0, 500000, 0, -10, 5000000), "EPSG:32631");
    assertThat(granules)
        .containsExactly(
            new Granule(
                "nir",
                root.resolve("a.tif").toUri(),
                1,
                grid,
                DataType.INT16,
                NoData.of(-2),
                new Scaling(1, 3)),
            new Granule(
                "red",
                root.resolve("a.tif").toUri(),
                0,
                grid,
                DataType.INT16,
                NoData.of(-1),
                new Scaling(0.5, 0)));
  }

  /** The item is 40 m wide and 30 m high at 10 m; assets say what differs. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // proj members of the asset | rows | columns | resolution
        "\"gsd\": 1 | 3 | 4 | 10",
        "\"proj:shape\": [6, 8] | 6 | 8 | 5",
        "\"proj:shape\": [6, 8], \"proj:transform\": [5, 0, 500000, 0, -5, 5000000] | 6 | 8 | 5",
        "\"proj:transform\": [5, 0, 500000, 0, -5, 5000000, 0, 0, 1] | 6 | 8 | 5",
        "\"proj:shape\": [6, 8], \"proj:bbox\": [500000, 4999940, 500080, 5000000] | 6 | 8 | 10",
      })
  void an_asset_of_another_resolution_never_takes_the_items_transform(
      String said, int height, int width, double resolution) throws IOException {
    Path item =
        item(GRID, "\"B04\": {\"href\": \"a.tif\", \"data_type\": \"uint8\", " + said + "}");

    assertThat(granules(product(Map.of(), "B04"), item).get(0).grid())
        .isEqualTo(
            new GeoBox(
                new Shape(height, width),
                new Affine(resolution, 0, 500000, 0, -resolution, 5000000),
                "EPSG:32631"));
  }

  @Test
  void assets_of_one_item_may_be_in_several_reference_systems() throws IOException {
    Path item =
        item(
            GRID + ", \"data_type\": \"uint8\"",
            """
            "B04": {"href": "a.tif"},
            "B08": {"href": "b.tif", "proj:epsg": 32632, "proj:shape": [2, 2],
                    "proj:bbox": [100, 200, 140, 240]}
            """);

    List<Granule> granules = granules(product(Map.of(), "B04", "B08"), item);

    assertThat(granules)
        .extracting(g -> g.grid().crs())
        .containsExactly("EPSG:32631", "EPSG:32632");
    assertThat(granules.get(1).grid().affine()).isEqualTo(new Affine(20, 0, 100, 0, -20, 240));
  }

  @Test
  void a_reference_system_without_a_code_is_left_to_the_header() throws IOException {
    Path item =
        item(GRID, "\"B04\": {\"href\": \"a.tif\", \"data_type\": \"uint8\", \"proj:code\": null}");

    assertThatThrownBy(() -> granules(product(Map.of(), "B04"), item))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("header must not be read");
  }

  @Test
  void a_transform_that_is_no_affine_is_refused() throws IOException {
    Path item =
        item(
            GRID,
            "\"B04\": {\"href\": \"a.tif\", \"proj:transform\": [5, 0, 1, 0, -5, 2, 0.1, 0, 1]}");

    assertThatThrownBy(() -> granules(product(Map.of(), "B04"), item))
        .isInstanceOf(SceneParseException.class)
        .hasMessage("proj:transform must be affine, was [5,0,1,0,-5,2,0.1,0,1]");
  }

  @Test
  void an_item_collection_is_as_many_scenes_also_in_a_zip() throws IOException {
    String asset = "\"B04\": {\"href\": \"a.tif\", " + RASTER + "}";
    String text =
        "{\"type\": \"FeatureCollection\", \"features\": ["
            + itemText("one", GRID, asset)
            + ","
            + itemText("two", GRID, asset)
            + "]}";
    item(GRID, asset);
    Path file = Files.writeString(root.resolve("items.geojson"), text);
    Path zip = root.resolve("items.zip");
    try (FileSystem inside = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Files.writeString(inside.getPath("/items.geojson"), text);
      Files.createFile(inside.getPath("/a.tif"));
    }

    List<Scene> scenes = parse(product(Map.of(), "B04"), file);

    assertThat(scenes).extracting(Scene::id).containsExactly("one", "two");
    try (FileSystem inside = FileSystems.newFileSystem(zip)) {
      Path top = inside.getPath("/");
      ProductDefinition product = product(Map.of(), "B04");
      assertThat(
              parser.group(
                  product, top, List.of(top.resolve("a.tif"), top.resolve("items.geojson"))))
          .containsExactly(SceneFiles.single(top.resolve("items.geojson")));
      List<Scene> zipped =
          parser.parseAll(
              product,
              SceneFiles.single(top.resolve("items.geojson")),
              new ParserContext(top, NOT_OPENED, new CrsRegistry()));
      assertThat(zipped.get(1).granules().get(0).uri().toString())
          .startsWith("jar:file:///")
          .endsWith("items.zip!/a.tif");
      assertThat(zipped.get(1).granules())
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("uri")
          .isEqualTo(scenes.get(1).granules());
    }
  }

  @Test
  void a_broken_item_of_a_collection_breaks_no_other() throws IOException {
    String asset = "\"B04\": {\"href\": \"a.tif\", " + RASTER + "}";
    item(GRID, asset);
    Path file =
        Files.writeString(
            root.resolve("items.json"),
            "{\"type\": \"FeatureCollection\", \"features\": ["
                + itemText("one", GRID, asset)
                + ","
                + itemText("two", GRID, asset.replace("a.tif", "../a.tif"))
                + ","
                + itemText("three", GRID, asset)
                + "]}");
    List<String> scenes = new ArrayList<>();
    List<String> broken = new ArrayList<>();

    parser.parseEach(
        product(Map.of(), "B04"),
        SceneFiles.single(file),
        new ParserContext(root, NOT_OPENED, new CrsRegistry()),
        scene -> scenes.add(scene.id()),
        (item, reason) -> broken.add(item + ": " + reason.getMessage()));

    assertThat(scenes).containsExactly("one", "three");
    assertThat(broken).containsExactly("two: href must stay under " + root + ", was ../a.tif");
  }

  @Test
  void features_that_are_no_items_are_left_alone() throws IOException {
    Path area =
        Files.writeString(
            root.resolve("area.geojson"),
            "{\"type\": \"FeatureCollection\", \"features\": [{\"type\": \"Feature\"}]}");

    assertThat(parser.group(product(Map.of(), "B04"), root, List.of(area))).isEmpty();
  }

  @Test
  void items_of_other_collections_are_left_out_on_request() throws IOException {
    Path item = item(GRID, "\"B04\": {\"href\": \"a.tif\", " + RASTER + "}");

    assertThat(parse(product(Map.of("collection", "c"), "B04"), item)).hasSize(1);
    assertThat(
            parser.recognises(product(Map.of("collection", "c"), "B04"), SceneFiles.single(item)))
        .isTrue();
    assertThatThrownBy(() -> parse(product(Map.of("collection", "d"), "B04"), item))
        .hasMessageContaining("must hold an item of collection d");
  }

  @Test
  void options_are_checked() {
    assertThatThrownBy(() -> parser.checkOptions(product(Map.of("bands", "red"), "red")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("bands must be BAND=NAME pairs separated by commas, was red");
    assertThatThrownBy(() -> parser.checkOptions(product(Map.of("bands", "green=B03"), "red")))
        .hasMessage("bands must name bands of the product, was green");
    assertThatThrownBy(() -> parser.checkOptions(product(Map.of("boa-offset", "never"), "red")))
        .hasMessage("boa-offset must be metadata or applied, was never");
  }
}
