// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.RasterOpener;
import org.chronocube.product.HeaderOnly;
import org.chronocube.product.ParserContext;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StacItemParserTest {

  private static final GeoBox GRID =
      new GeoBox(new Shape(3, 4), new Affine(10, 0, 500000, 0, -10, 5000000), "EPSG:32631");
  private static final GeoBox HEADER_GRID =
      new GeoBox(new Shape(6, 8), new Affine(5, 0, 500000, 0, -5, 5000000), "EPSG:32631");
  private static final RasterOpener NOT_OPENED =
      uri -> {
        throw new AssertionError("header must not be read: " + uri);
      };

  private final StacItemParser parser = new StacItemParser();
  @TempDir Path root;

  @BeforeEach
  void assets() throws IOException {
    Files.createFile(root.resolve("a.tif"));
    Files.createFile(root.resolve("b c.tif"));
  }

  private static ProductDefinition product(Map<String, String> options) {
    Band red =
        new Band(
            "B04", "Red", DataType.UINT16, NoData.of(0), new Scaling(0.0001, -0.1), "1", 665.0);
    Band nir = Band.of("B08", DataType.UINT16, NoData.NONE);
    return new ProductDefinition(
        new Product("s2", "", "", "", List.of(red, nir)), "stac-item", "/unused", options);
  }

  private Path item(String assets, String properties) throws IOException {
    String json =
        """
        {"type": "Feature", "stac_version": "1.0.0", "id": "scene-1", "collection": "s2",
         "geometry": {"type": "Polygon",
           "coordinates": [[[3, 45], [3.1, 45], [3.1, 45.1], [3, 45.1], [3, 45]]]},
         "properties": {"datetime": "2024-05-06T07:08:09.123456Z", "proj:epsg": 32631 %s},
         "assets": {%s}}
        """
            .formatted(properties, assets);
    return Files.writeString(root.resolve("scene-1.json"), json);
  }

  private Scene parse(Path item, RasterOpener rasters) {
    return parse(item, rasters, Map.of());
  }

  private Scene parse(Path item, RasterOpener rasters, Map<String, String> options) {
    ParserContext context = new ParserContext(root, rasters, new CrsRegistry());
    return parser.parse(product(options), SceneFiles.single(item), context);
  }

  private static final String COMPLETE =
      """
      "B04": {"href": "./a.tif", "proj:shape": [3, 4],
        "proj:transform": [10, 0, 500000, 0, -10, 5000000, 0, 0, 1],
        "raster:bands": [{"data_type": "int16", "nodata": -1, "scale": 0.5, "offset": 2}]}
      """;

  @Test
  void an_item_that_says_everything_needs_no_header() throws IOException {
    Scene scene = parse(item(COMPLETE, ""), NOT_OPENED);

    assertThat(scene.granules())
        .containsExactly(
            new Granule(
                "B04",
                root.resolve("a.tif").toUri(),
                0,
                GRID,
                DataType.INT16,
                NoData.of(-1),
                new Scaling(0.5, 2)));
  }

  @Test
  void an_item_is_a_scene() throws IOException {
    Scene scene =
        parse(
            item(
                COMPLETE,
                ", \"eo:cloud_cover\": 12.5, \"platform\": \"sentinel-2a\", \"view:off\": true,"
                    + " \"instruments\": [\"msi\"], \"nothing\": null"),
            NOT_OPENED);

    assertThat(scene.id()).isEqualTo("scene-1");
    assertThat(scene.product()).isEqualTo("s2");
    assertThat(scene.time()).isEqualTo(Instant.parse("2024-05-06T07:08:09.123Z"));
    assertThat(scene.footprint().getEnvelopeInternal().getMaxX()).isEqualTo(3.1);
    assertThat(scene.acquisition()).isEqualTo("scene-1");
    assertThat(scene.properties())
        .containsEntry("eo:cloud_cover", 12.5)
        .containsEntry("platform", "sentinel-2a")
        .containsEntry("view:off", true)
        .containsEntry("instruments", "msi")
        .doesNotContainKeys("nothing", "datetime");
  }

  @Test
  void the_start_of_an_acquisition_is_its_time() throws IOException {
    Path item =
        item(
            COMPLETE,
            ", \"start_datetime\": \"2024-05-06T09:00:00+02:00\", \"end_datetime\":"
                + " \"2024-05-06T07:00:10Z\"");

    assertThat(parse(item, NOT_OPENED).time()).isEqualTo(Instant.parse("2024-05-06T07:00:00Z"));
  }

  @Test
  void what_the_item_leaves_out_is_in_the_header_and_then_in_the_product() throws IOException {
    Path item = item("\"B04\": {\"href\": \"a.tif\"}, \"B08\": {\"href\": \"b%20c.tif\"}", "");
    RasterOpener rasters =
        uri ->
            new HeaderOnly(
                uri.getPath().endsWith("a.tif")
                    ? header(uri, NoData.NONE, Scaling.IDENTITY)
                    : header(uri, NoData.of(7), new Scaling(3, 0)));

    List<Granule> granules = parse(item, rasters).granules();

    assertThat(granules.get(0).grid()).isEqualTo(HEADER_GRID);
    assertThat(granules.get(0).type()).isEqualTo(DataType.UINT16);
    assertThat(granules.get(0).noData()).isEqualTo(NoData.of(0));
    assertThat(granules.get(0).scaling()).isEqualTo(new Scaling(0.0001, -0.1));
    assertThat(granules.get(1).uri()).isEqualTo(root.resolve("b c.tif").toUri());
    assertThat(granules.get(1).noData()).isEqualTo(NoData.of(7));
    assertThat(granules.get(1).scaling()).isEqualTo(new Scaling(3, 0));
  }

  private static RasterInfo header(URI uri, NoData noData, Scaling scaling) {
    return new RasterInfo(
        uri,
        HEADER_GRID,
        DataType.UINT16,
        1,
        noData,
        List.of(scaling),
        List.of(new RasterInfo.Level(HEADER_GRID.shape(), HEADER_GRID.shape())));
  }

  @Test
  void several_bands_in_one_asset_are_found_by_their_names() throws IOException {
    Path item =
        item(
            """
            "data": {"href": "a.tif", "proj:shape": [3, 4], "data_type": "uint16",
              "proj:transform": [10, 0, 500000, 0, -10, 5000000],
              "bands": [{"name": "B08", "nodata": 9, "raster:scale": 2},
                        {"name": "B04", "nodata": "nan", "raster:scale": 4, "raster:offset": 1}]}
            """,
            ", \"proj:code\": \"EPSG:32631\"");

    List<Granule> granules = parse(item, NOT_OPENED).granules();

    assertThat(granules).extracting(Granule::band).containsExactly("B04", "B08");
    assertThat(granules).extracting(Granule::fileBand).containsExactly(1, 0);
    assertThat(granules.get(0).noData().value()).isNaN();
    assertThat(granules.get(0).scaling()).isEqualTo(new Scaling(4, 1));
    assertThat(granules.get(1).noData()).isEqualTo(NoData.of(9));
  }

  @Test
  void reprocessings_of_one_acquisition_are_told_apart_by_properties() throws IOException {
    Path item =
        item(
            COMPLETE,
            ", \"s2:datatake_id\": \"GS2A\", \"grid:code\": \"31UFS\","
                + " \"s2:processing_baseline\": \"05.09\"");

    Scene scene =
        parse(
            item,
            NOT_OPENED,
            Map.of(
                "acquisition", "s2:datatake_id, grid:code", "revision", "s2:processing_baseline"));

    assertThat(scene.acquisition()).isEqualTo("GS2A_31UFS");
    assertThat(scene.revision()).isEqualTo("05.09");
  }

  @Test
  void an_item_cannot_name_files_or_servers_of_its_choice() throws IOException {
    for (String href :
        List.of("../secret.tif", "/etc/passwd", "file:///etc/passwd", "./x/../../secret.tif")) {
      Path item = item("\"B04\": {\"href\": \"" + href + "\"}", "");
      assertThatThrownBy(() -> parse(item, NOT_OPENED))
          .isInstanceOf(SceneParseException.class)
          .hasMessage("href must stay under " + root + ", was " + href);
    }
    for (String href : List.of("http://localhost/a.tif", "s3://bucket/a.tif", "jar:file:/a!/b")) {
      Path item = item("\"B04\": {\"href\": \"" + href + "\"}", "");
      assertThatThrownBy(() -> parse(item, NOT_OPENED))
          .isInstanceOf(SceneParseException.class)
          .hasMessageContaining("href must be a local file or on one of the product's hosts []")
          .hasMessageContaining(href);
    }
  }

  @Test
  void assets_on_servers_are_taken_where_the_product_allows_it() throws IOException {
    Path item = item(COMPLETE.replace("./a.tif", "https://example.org/a.tif"), "");

    Scene scene = parse(item, NOT_OPENED, Map.of("hosts", "other.org, Example.org"));

    assertThat(scene.granules().get(0).uri()).hasToString("https://example.org/a.tif");
  }

  @Test
  void a_broken_item_says_what_is_wrong() throws IOException {
    Path truncated = Files.writeString(root.resolve("t.json"), "{\"type\": \"Feature\",");
    assertThatThrownBy(() -> parse(truncated, NOT_OPENED))
        .hasMessageContaining("t.json must be readable JSON");
    Path missing = item("\"B04\": {\"href\": \"gone.tif\"}", "");
    assertThatThrownBy(() -> parse(missing, NOT_OPENED))
        .hasMessage("asset must be a file that exists, was " + root.resolve("gone.tif"));
    Path other = item("\"B99\": {\"href\": \"a.tif\"}", "");
    assertThatThrownBy(() -> parse(other, NOT_OPENED))
        .hasMessageContaining("must have an asset for a band of product s2");
    Path timeless = item(COMPLETE, ", \"start_datetime\": \"yesterday\"");
    assertThatThrownBy(() -> parse(timeless, NOT_OPENED))
        .hasMessageContaining("datetime must be RFC 3339 with an offset, was yesterday");
  }

  @Test
  void collections_and_catalogs_beside_the_items_are_left_alone() throws IOException {
    Path item = item(COMPLETE, "");
    Path collection =
        Files.writeString(root.resolve("collection.json"), "{\"type\": \"Collection\"}");
    Path broken = Files.writeString(root.resolve("broken.json"), "{");

    List<SceneFiles> found =
        parser.group(
            product(Map.of()), root, List.of(broken, collection, item, root.resolve("a.tif")));

    assertThat(found).extracting(SceneFiles::main).containsExactly(broken, item);
  }

  @Test
  void an_item_is_recognised_by_its_collection() throws IOException {
    Path item = item(COMPLETE, "");

    assertThat(parser.recognises(product(Map.of()), SceneFiles.single(item))).isTrue();
    Files.writeString(item, Files.readString(item).replace("\"s2\"", "\"s3\""));
    assertThat(parser.recognises(product(Map.of()), SceneFiles.single(item))).isFalse();
  }
}
