// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.dimap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.Progress;
import org.chronocube.geolocation.ImageCrs;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.io.PlainTiff;
import org.chronocube.io.RasterView.Surroundings;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.rpc.RpcModelFormat;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.CubeRequest.FailurePolicy;
import org.chronocube.product.IndexProgress;
import org.chronocube.product.IndexReport;
import org.chronocube.product.Indexer;
import org.chronocube.product.ParserContext;
import org.chronocube.product.ProductParsers;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.Zipped;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A SPOT 6 image in sensor geometry, from its folder to pixels on a map: the genuine polynomials of
 * a product (resources/org/chronocube/vhr/rpc) and 60 × 100 pixels in four tiles, which hold where
 * they are.
 */
class DimapSensorTest {

  private static final String DOCUMENT =
      """
      <Dimap_Document>
        <Metadata_Identification><METADATA_PROFILE>S6_SENSOR</METADATA_PROFILE>
        </Metadata_Identification>
        <Dataset_Content><Dataset_Extent><EXTENT_TYPE>Bounding_Box</EXTENT_TYPE>
          <Center><LON>-72.4395</LON><LAT>18.7496</LAT><H>120</H></Center>
        </Dataset_Extent></Dataset_Content>
        <Geoposition>
          <Raster_CRS><RASTER_GEOMETRY>SENSOR</RASTER_GEOMETRY>
            <PIXEL_ORIENTATION>CENTER</PIXEL_ORIENTATION><PIXEL_ORIGIN>1</PIXEL_ORIGIN></Raster_CRS>
          <Geoposition_Models><Rational_Function_Model><Component>
            <COMPONENT_PATH href="RPC_SPOT6.XML"/>
          </Component></Rational_Function_Model></Geoposition_Models>
        </Geoposition>
        <Processing_Information><Product_Settings>
          <PROCESSING_LEVEL>SENSOR</PROCESSING_LEVEL><SPECTRAL_PROCESSING>MS</SPECTRAL_PROCESSING>
          <Radiometric_Settings><RADIOMETRIC_PROCESSING>BASIC</RADIOMETRIC_PROCESSING>
          </Radiometric_Settings></Product_Settings></Processing_Information>
        <Raster_Data>
          <Data_Access><Data_Files>
            <Data_File tile_R="1" tile_C="1"><DATA_FILE_PATH href="IMG_SPOT6_R1C1.TIF"/></Data_File>
            <Data_File tile_R="1" tile_C="2"><DATA_FILE_PATH href="IMG_SPOT6_R1C2.TIF"/></Data_File>
            <Data_File tile_R="2" tile_C="1"><DATA_FILE_PATH href="IMG_SPOT6_R2C1.TIF"/></Data_File>
            <Data_File tile_R="2" tile_C="2"><DATA_FILE_PATH href="IMG_SPOT6_R2C2.TIF"/></Data_File>
          </Data_Files></Data_Access>
          <Raster_Dimensions><NROWS>60</NROWS><NCOLS>100</NCOLS><NBANDS>2</NBANDS>
            <Tile_Set><NTILES>4</NTILES><Regular_Tiling>
              <NTILES_SIZE nrows="40" ncols="64"/></Regular_Tiling></Tile_Set>
          </Raster_Dimensions>
          <Raster_Encoding><DATA_TYPE>FLOAT</DATA_TYPE><NBITS>32</NBITS></Raster_Encoding>
          <Raster_Display>
            <Band_Display_Order><RED_CHANNEL>B2</RED_CHANNEL><GREEN_CHANNEL>B1</GREEN_CHANNEL>
            </Band_Display_Order>
            <Special_Value><SPECIAL_VALUE_TEXT>NODATA</SPECIAL_VALUE_TEXT>
              <SPECIAL_VALUE_COUNT>0</SPECIAL_VALUE_COUNT></Special_Value>
            <Special_Value><SPECIAL_VALUE_TEXT>SATURATED</SPECIAL_VALUE_TEXT>
              <SPECIAL_VALUE_COUNT>4095</SPECIAL_VALUE_COUNT></Special_Value>
          </Raster_Display>
        </Raster_Data>
        <Radiometric_Data><Radiometric_Calibration><Instrument_Calibration><Band_Measurement_List>
          <Band_Radiance><BAND_ID>B2</BAND_ID><GAIN>8</GAIN><BIAS>0.5</BIAS></Band_Radiance>
          <Band_Radiance><BAND_ID>B1</BAND_ID><GAIN>10</GAIN><BIAS>0</BIAS></Band_Radiance>
        </Band_Measurement_List></Instrument_Calibration></Radiometric_Calibration>
        </Radiometric_Data>
        <Dataset_Sources><Source_Identification><Strip_Source>
          <MISSION>SPOT</MISSION><MISSION_INDEX>6</MISSION_INDEX>
          <IMAGING_DATE>2014-07-08</IMAGING_DATE><IMAGING_TIME>16:17:17.2Z</IMAGING_TIME>
        </Strip_Source></Source_Identification></Dataset_Sources>
      </Dimap_Document>
      """;

  private static final String CATALOG =
      """
      version: 1
      index: jdbc:sqlite:index.sqlite
      products:
        - id: spot
          title: SPOT 6
          parser: dimap
          location: archive
          options: {radiometry: dn}
          bands:
            - {name: red, type: float32, nodata: 0}
            - {name: green, type: float32, nodata: 0}
      cubes:
        - name: spot
          products: [spot]
          bands: [red, green]
          grid: {crs: "EPSG:4326", resolution: 0.00001, extent: [-72.45, 18.74, -72.43, 18.76]}
      """;

  @TempDir Path temp;
  private Datacube datacube;

  @BeforeEach
  void archive() throws IOException {
    Path folder = temp.resolve("archive/IMG_SPOT6_MS_001");
    for (int r = 0; r < 2; r++) {
      for (int c = 0; c < 2; c++) {
        int top = 40 * r;
        int left = 64 * c;
        new PlainTiff(
                r == 0 ? 40 : 20,
                c == 0 ? 64 : 36,
                2,
                (b, row, col) -> 100000 * b + 1000 * (top + row + 0.5) + left + col + 0.5)
            .write(folder.resolve("IMG_SPOT6_R%dC%d.TIF".formatted(r + 1, c + 1)));
      }
    }
    Files.writeString(folder.resolve("DIM_SPOT6.XML"), DOCUMENT);
    try (InputStream rpc =
        getClass().getResourceAsStream("/org/chronocube/vhr/rpc/RPC_SPOT6.XML")) {
      Files.copy(rpc, folder.resolve("RPC_SPOT6.XML"));
    }
    Path catalog = Files.writeString(temp.resolve("catalog.yaml"), CATALOG);
    datacube = Datacubes.open(catalog, DatacubeOptions.DEFAULTS);
  }

  @AfterEach
  void close() {
    datacube.close();
  }

  private RasterBlock read(GeoBox target, int band) {
    List<IndexReport> reports =
        new Indexer(datacube, ProductParsers.discover()).indexCatalog(IndexProgress.NONE);
    assertThat(reports).allMatch(r -> r.skipped().isEmpty());
    CubeRequest request =
        new CubeRequest(
            target,
            List.of(),
            List.of(),
            MosaicRule.MOST_RECENT,
            Resampling.BILINEAR,
            Filter.INCLUDE,
            List.of(),
            FailurePolicy.FAIL);
    CubeRaster raster =
        datacube
            .engine()
            .read(datacube.catalog().cube("spot").orElseThrow(), request, Progress.NONE);
    return raster.blocks().get(band);
  }

  // GDAL 3.6.2: gdal.Transformer(METHOD=RPC, RPC_HEIGHT=120), ground to image.
  @ParameterizedTest
  @CsvSource({
    "-72.4399, 18.7497, 24.406592481, 25.194620686",
    "-72.4395, 18.7498, 49.853212377, 18.837248094",
    "-72.4393, 18.7495, 62.486373688, 39.942565090"
  })
  void a_pixel_on_the_map_shows_what_gdal_sees_there(
      double lon, double lat, double col, double row) {
    GeoBox one =
        new GeoBox(
            new Shape(1, 1),
            Affine.northUp(lon - 5e-8, lat + 5e-8, new Resolution(1e-7, 1e-7)),
            "EPSG:4326");
    // Both bands, across the seams of the tiles (row 40, column 64); a hundredth of a pixel.
    assertThat(read(one, 0).sample(0, 0)).isCloseTo((float) (1000 * row + col), within(10f));
    double green = read(one, 1).sample(0, 0) - 100000;
    assertThat(green).isCloseTo(1000 * row + col, within(10.0));
  }

  @Test
  void a_map_shows_every_pixel_at_its_place() {
    GeoBox target =
        new GeoBox(
            new Shape(36, 60),
            Affine.northUp(-72.4399, 18.7498, new Resolution(1.5e-5, 1.5e-5)),
            "EPSG:4326");
    RasterBlock block = read(target, 0);
    GeoBox image = datacube.index().scene("spot", "SPOT6").orElseThrow().granules().get(0).grid();
    var transform = datacube.crs().pixelTransform(target, image);
    int valid = 0;
    for (int row = 0; row < 36; row++) {
      for (int col = 0; col < 60; col++) {
        if (block.isValid(row, col)) {
          double[] at = {col + 0.5, row + 0.5};
          transform.transform(at, 1);
          double rowSeen = Math.floor(block.sample(row, col) / 1000);
          assertThat(block.sample(row, col) - 1000 * at[1])
              .as("row %d, column %d, image row %f", row, col, rowSeen)
              .isCloseTo(at[0], within(15.0));
          valid++;
        }
      }
    }
    assertThat(valid).isEqualTo(2160);
  }

  @Test
  void a_scene_says_where_and_what_it_is_in_a_folder_and_in_a_zip() throws IOException {
    Path folder = temp.resolve("archive/IMG_SPOT6_MS_001");
    Scene scene = parse(folder, Map.of());
    assertThat(scene.time()).isEqualTo("2014-07-08T16:17:17.200Z");
    assertThat(scene.properties())
        .containsEntry("platform", "spot6")
        .containsEntry("constellation", "spot")
        .containsEntry("dimap:saturated_value", 4095.0);
    assertThat(scene.granules().get(0).grid().crs())
        .startsWith("image:rpc:file:///")
        .endsWith("RPC_SPOT6.XML#height=120");
    assertThat(scene.granules().get(0).scaling().toPhysical(80)).isEqualTo(10.5);
    // GDAL, as above: the image's corners.
    var box = scene.footprint().getEnvelopeInternal();
    assertThat(box.getMinX()).isCloseTo(-72.4402855033, within(1e-9));
    assertThat(box.getMaxX()).isCloseTo(-72.4387086286, within(1e-9));
    assertThat(box.getMinY()).isCloseTo(18.7491903624, within(1e-9));
    assertThat(box.getMaxY()).isCloseTo(18.7500879854, within(1e-9));
    try (FileSystem zip =
        FileSystems.newFileSystem(Zipped.zip(folder, temp.resolve("product.zip")))) {
      Zipped.assertSame(scene, parse(zip.getPath("/IMG_SPOT6_MS_001"), Map.of()));
    }
  }

  @Test
  void the_height_can_be_chosen() throws IOException {
    Path folder = temp.resolve("archive/IMG_SPOT6_MS_001");
    assertThat(parse(folder, Map.of("height", "35.5")).granules().get(0).grid().crs())
        .endsWith("#height=35.5");
  }

  private Scene parse(Path folder, Map<String, String> options) throws IOException {
    ProductDefinition product =
        new ProductDefinition(
            new Product("spot", "", "", "", List.of(Band.of("red", DataType.UINT16, NoData.of(0)))),
            "dimap",
            folder.toString(),
            options);
    List<Path> entries;
    try (var files = Files.list(folder)) {
      entries = files.sorted().toList();
    }
    DimapParser parser = new DimapParser();
    SceneFiles files = parser.group(product, folder, entries).get(0);
    return parser.parse(product, files, new ParserContext(folder, datacube.rasters(), registry()));
  }

  // The outline needs the polynomials: those of the zip are read from the folder it was made of.
  private CrsRegistry registry() {
    URI rpc = temp.resolve("archive/IMG_SPOT6_MS_001/RPC_SPOT6.XML").toUri();
    Surroundings files = new Surroundings(datacube.rasters(), FileByteSources.anywhere());
    return new CrsRegistry(
        crs -> new RpcModelFormat().read(new ImageCrs("rpc", rpc, crs.options()), files));
  }
}
