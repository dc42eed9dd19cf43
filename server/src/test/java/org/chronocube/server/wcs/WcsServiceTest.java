// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.chronocube.server.wcs.GeneratedArchive.SEEN_COLUMNS;
import static org.chronocube.server.wcs.GeneratedArchive.UTM;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.SampleRaster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WCS over real HTTP on {@link GeneratedArchive}. */
class WcsServiceTest {

  @TempDir static Path folder;
  private static WcsServer server;

  @BeforeAll
  static void start() throws IOException {
    server = WcsServer.start(GeneratedArchive.write(folder), folder, Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "service=WCS&request=GetCapabilities",
        "service=WCS&request=GetCapabilities&acceptVersions=3.0,2.0.1",
        "service=WCS&request=GetCapabilities&version=2.0.1"
      })
  void capabilities_are_valid_and_list_the_coverages(String query) {
    HttpResponse<byte[]> response = server.get(query);
    assertThat(response.statusCode()).isEqualTo(200);
    String xml = WcsServer.text(response);
    OgcSchemas.assertValidWcs20(xml);
    assertThat(xml)
        .contains("version=\"2.0.1\"")
        .contains("<wcs:CoverageId>test__fields</wcs:CoverageId>")
        .contains("<wcs:CoverageId>test__globe</wcs:CoverageId>")
        .contains("<wcs:formatSupported>application/x-netcdf</wcs:formatSupported>")
        .contains("xlink:href=\"" + server.wcs() + "?\"")
        .contains("Test &amp; coverage");
  }

  @Test
  void sections_leave_out_the_rest() {
    String xml =
        WcsServer.text(server.get("service=WCS&request=GetCapabilities&sections=Contents"));
    OgcSchemas.assertValidWcs20(xml);
    assertThat(xml).contains("wcs:Contents").doesNotContain("ows:ServiceIdentification");
  }

  @Test
  void a_description_has_grid_bands_and_times() {
    String xml = describe("test__fields");
    OgcSchemas.assertValidWcs20(xml);
    assertThat(xml)
        .contains("<wcs:CoverageDescription gml:id=\"test__fields\">")
        .containsSubsequence(
            "<gml:EnvelopeWithTimePeriod srsName=\"http://www.opengis.net/def/crs/EPSG/0/32631\"",
            "axisLabels=\"E N time\" uomLabels=\"m m s\"",
            "<gml:lowerCorner>600000.0 5699400.0</gml:lowerCorner>",
            "<gml:upperCorner>600500.0 5700000.0</gml:upperCorner>",
            "<gml:beginPosition>2023-04-01T00:00:00.000Z</gml:beginPosition>",
            "<gml:endPosition>2023-04-09T00:00:00.000Z</gml:endPosition>",
            "<gml:timePosition>2023-04-05T00:00:00.000Z</gml:timePosition>",
            "<gml:high>49 59</gml:high>",
            "<gml:pos>600005.0 5699995.0</gml:pos>",
            ">10.0 0.0</gml:offsetVector>",
            ">0.0 -10.0</gml:offsetVector>",
            "<swe:field name=\"B0\">",
            "uint16; value = sample * 0.5 + -1",
            ">65535</swe:nilValue>");
  }

  @Test
  void a_geographic_description_is_latitude_first() {
    String xml = describe("test__globe");
    OgcSchemas.assertValidWcs20(xml);
    assertThat(xml)
        .containsSubsequence(
            "axisLabels=\"Lat Long time\" uomLabels=\"Deg Deg s\"",
            "<gml:lowerCorner>50.0625 4.0</gml:lowerCorner>",
            "axisOrder=\"+1 +2\"",
            "<gml:pos>50.9921875 4.0078125</gml:pos>",
            ">0.0 0.015625</gml:offsetVector>",
            ">-0.015625 0.0</gml:offsetVector>");
  }

  @Test
  void a_coverage_whose_dimension_is_off_has_no_time() {
    String xml = describe("test__timeless");
    OgcSchemas.assertValidWcs20(xml);
    assertThat(xml).contains("<gml:Envelope ").doesNotContain("TimePeriod");
  }

  private static String describe(String id) {
    HttpResponse<byte[]> response =
        server.get("service=WCS&version=2.0.1&request=DescribeCoverage&coverageId=" + id);
    assertThat(response.statusCode()).isEqualTo(200);
    return WcsServer.text(response);
  }

  @Test
  void a_native_answer_has_exactly_the_pixels_of_the_file() {
    HttpResponse<byte[]> response =
        server.getCoverage("fields", "format=image/tiff&subset=time(\"2023-04-05\")");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("image/tiff");
    assertThat(response.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"test__fields.tif\"");
    BlockReader raster = server.raster(response.body());
    assertThat(raster.info().grid()).isEqualTo(UTM);
    assertThat(raster.info().bandCount()).isEqualTo(3);
    assertPixels(raster, UTM.window(), 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fields | subset=E(600100,600200)&subset=N(5699800,5699900)",
        "fields | subset=x(600101,600199)&subset=y(5699801,5699899)",
        "globe | subset=Lat(50.6875,50.84375)&subset=Long(4.15625,4.3125)",
        "globe | subset=longitude(4.157,4.312)&subset=latitude(50.688,50.843)"
      })
  void a_trim_is_a_window_of_the_file(String id, String query) {
    HttpResponse<byte[]> response =
        server.getCoverage(id, query + "&subset=phenomenonTime(\"2023-04-01T00:00:00Z\")");
    BlockReader raster = server.raster(response.body());
    assertThat(raster.info().shape()).isEqualTo(new Shape(10, 10));
    assertPixels(raster, new Window(10, 20, 10, 20), 0);
  }

  @Test
  void without_a_time_the_newest_is_meant_and_what_it_did_not_see_is_no_data() {
    BlockReader raster = server.raster(server.getCoverage("fields", "").body());
    RasterBlock block = raster.read(0, 0, UTM.window());
    for (int row = 0; row < 60; row++) {
      for (int col = 0; col < 50; col++) {
        boolean seen = col < SEEN_COLUMNS && SampleRaster.isValid(row, col);
        assertThat(block.isValid(row, col)).isEqualTo(seen);
        if (seen) {
          assertThat(block.sample(row, col)).isEqualTo(SampleRaster.sample(row, col, 0, 2));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subset=time(\"2023-04-05\",\"2023-04-09\")",
        "subset=time(\"2023-04-02T00:00:00.000Z\",*)",
        "subset=t(2023-04-05,2030)",
        "subset=t(2023-04-05,2030)&subset=t(2023-04-05,2030)"
      })
  void a_range_is_one_mosaic_by_the_rule_of_the_cube(String query) {
    BlockReader raster = server.raster(server.getCoverage("fields", query).body());
    RasterBlock block = raster.read(0, 0, UTM.window());
    assertThat(block.sample(5, 5)).isEqualTo(SampleRaster.sample(5, 5, 0, 2));
    assertThat(block.sample(5, 40)).isEqualTo(SampleRaster.sample(5, 40, 0, 1));
  }

  @Test
  void a_time_without_scenes_inside_the_domain_gives_no_data() {
    HttpResponse<byte[]> response =
        server.getCoverage("fields", "subset=time(\"2023-04-03T00:00:00Z\")");
    assertThat(response.statusCode()).isEqualTo(200);
    RasterBlock block = server.raster(response.body()).read(0, 0, UTM.window());
    assertThat(block.mask().isNoneValid()).isTrue();
  }

  @Test
  void bands_are_selected_ordered_and_repeated() {
    BlockReader raster =
        server.raster(
            server.getCoverage("fields", "rangeSubset=B1,B0:B1&subset=time(2023-04-01)").body());
    assertThat(raster.info().bandCount()).isEqualTo(3);
    int[] bands = {1, 0, 1};
    for (int i = 0; i < 3; i++) {
      assertThat(raster.read(0, i, UTM.window()).sample(7, 9))
          .isEqualTo(SampleRaster.sample(7, 9, bands[i], 0));
    }
  }

  @Test
  void the_full_extent_at_10_by_10_pixels_takes_the_pixels_under_the_centres() {
    BlockReader raster =
        server.raster(
            server
                .getCoverage(
                    "fields",
                    "scaleSize=i(10),j(10)&interpolation=nearest-neighbor&rangeSubset=B0"
                        + "&subset=time(2023-04-05)")
                .body());
    assertThat(raster.info().shape()).isEqualTo(new Shape(10, 10));
    assertThat(raster.info().grid().extent()).isEqualTo(UTM.extent());
    assertThat(raster.info().grid().resolution().x()).isEqualTo(50);
    assertThat(raster.info().grid().resolution().y()).isEqualTo(60);
  }

  @Test
  void another_crs_is_resampled_onto_its_own_grid() {
    HttpResponse<byte[]> response =
        server.getCoverage(
            "fields",
            "outputCrs=http://www.opengis.net/def/crs/EPSG/0/4326&rangeSubset=B0"
                + "&subset=time(2023-04-05)&interpolation=nearest");
    BlockReader raster = server.raster(response.body());
    assertThat(raster.info().grid().crs()).isEqualTo("EPSG:4326");
    double side = raster.info().grid().resolution().x();
    // 10 m north are 10 / 111.26 km at 51 degrees; the pixel has the same area, not the same sides.
    assertThat(side * side * 111260 * 111320 * Math.cos(Math.toRadians(51.44)))
        .isCloseTo(100, within(0.5));
  }

  @ParameterizedTest
  @CsvSource({
    "geotiff:compression=LZW", "geotiff:compression=None", "geotiff:compression=PackBits",
    "compression=Deflate", "geotiff:tiling=false", "geotiff:interleave=Pixel",
    "geotiff:predictor=Horizontal", "geotiff:tilewidth=32&geotiff:tileheight=32"
  })
  void geotiff_parameters_change_the_layout_not_the_pixels(String parameters) {
    HttpResponse<byte[]> response =
        server.getCoverage("fields", "subset=time(2023-04-05)&" + parameters);
    assertThat(response.statusCode()).isEqualTo(200);
    assertPixels(server.raster(response.body()), UTM.window(), 1);
  }

  @Test
  void a_cog_has_overviews() {
    HttpResponse<byte[]> response =
        server.getCoverage(
            "fields",
            "format=image/tiff;application=geotiff;profile=cog&geotiff:tilewidth=16"
                + "&subset=time(2023-04-05)");
    BlockReader raster = server.raster(response.body());
    assertThat(raster.info().levels()).hasSize(3);
    assertPixels(raster, UTM.window(), 1);
  }

  @Test
  void png_holds_16_bits() throws IOException {
    HttpResponse<byte[]> response =
        server.getCoverage("fields", "format=image/png&rangeSubset=B1&subset=time(2023-04-05)");
    assertThat(response.headers().firstValue("Content-Type")).contains("image/png");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(response.body()));
    assertThat(image.getRaster().getSample(9, 7, 0))
        .isEqualTo((int) SampleRaster.sample(7, 9, 1, 1));
    assertThat(image.getRaster().getSample(0, 0, 0)).isEqualTo(65535);
  }

  @Test
  void jpeg_holds_8_bits() throws IOException {
    HttpResponse<byte[]> response =
        server.getCoverage("fields", "format=image/jpeg&rangeSubset=B2&scaleFactor=2");
    assertThat(response.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(ImageIO.read(new ByteArrayInputStream(response.body())).getHeight()).isEqualTo(120);
  }

  @Test
  void netcdf_of_a_range_is_one_cube_with_all_instants() {
    HttpResponse<byte[]> response =
        server.getCoverage(
            "fields",
            "format=application/x-netcdf&rangeSubset=B1&subset=time(\"2023-04-01\",\"2023-04-08\")"
                + "&subset=E(600000,600070)&subset=N(5699950,5700000)");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/x-netcdf");
    byte[] file = response.body();
    assertThat(new String(file, 0, 3, StandardCharsets.US_ASCII)).isEqualTo("CDF");
    // The last variable is B1(time, y, x): 2 x 5 x 7 shorts at the end of the file.
    int begin = file.length - 2 * 5 * 7 * 2;
    for (int slice = 0; slice < 2; slice++) {
      for (int i = 0; i < 35; i++) {
        int at = begin + 2 * (slice * 35 + i);
        int sample = ((file[at] & 0xff) << 8) | (file[at + 1] & 0xff);
        int expected =
            SampleRaster.isValid(i / 7, i % 7)
                ? (int) SampleRaster.sample(i / 7, i % 7, 1, slice)
                : 65535;
        assertThat(sample).isEqualTo(expected);
      }
    }
  }

  @Test
  void multipart_is_gml_and_the_file() {
    HttpResponse<byte[]> response =
        server.getCoverage(
            "globe", "mediaType=multipart/related&subset=time(2023-04-05)&rangeSubset=B0");
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("multipart/related; boundary=wcs");
    String text = new String(response.body(), StandardCharsets.ISO_8859_1);
    String[] parts = text.split("\r\n?--wcs|^--wcs");
    String gml = parts[1].substring(parts[1].indexOf("\r\n\r\n") + 4);
    OgcSchemas.assertValidWcs20(gml);
    assertThat(gml)
        .contains("<gml:fileReference>cid:coverage/test__globe.tif</gml:fileReference>")
        .contains("<gml:beginPosition>2023-04-05T00:00:00.000Z</gml:beginPosition>");
    assertThat(parts[2]).contains("Content-ID: <coverage/test__globe.tif>");
    int start = text.indexOf("\r\n\r\n", text.indexOf("Content-ID: <coverage")) + 4;
    byte[] tiff = Arrays.copyOfRange(response.body(), start, text.lastIndexOf("\r\n--wcs--"));
    assertThat(server.raster(tiff).read(0, 0, UTM.window()).sample(7, 9))
        .isEqualTo(SampleRaster.sample(7, 9, 0, 1));
  }

  @Test
  void posted_xml_is_answered_like_kvp() {
    HttpResponse<byte[]> response =
        server.post(
            """
            <wcs:GetCoverage xmlns:wcs="http://www.opengis.net/wcs/2.0" service="WCS"
                version="2.0.1">
              <wcs:CoverageId>test__fields</wcs:CoverageId>
              <wcs:DimensionTrim><wcs:Dimension>E</wcs:Dimension>
                <wcs:TrimLow>600100</wcs:TrimLow><wcs:TrimHigh>600200</wcs:TrimHigh>
              </wcs:DimensionTrim>
              <wcs:DimensionSlice><wcs:Dimension>time</wcs:Dimension>
                <wcs:SlicePoint>2023-04-01</wcs:SlicePoint></wcs:DimensionSlice>
            </wcs:GetCoverage>
            """);
    assertThat(response.statusCode()).isEqualTo(200);
    assertPixels(server.raster(response.body()), new Window(0, 60, 10, 20), 0);

    String caps =
        WcsServer.text(
            server.post(
                """
                <wcs:GetCapabilities xmlns:wcs="http://www.opengis.net/wcs/2.0" service="WCS"
                    xmlns:ows="http://www.opengis.net/ows/2.0">
                  <ows:AcceptVersions><ows:Version>2.0.1</ows:Version></ows:AcceptVersions>
                  <ows:Sections><ows:Section>Contents</ows:Section></ows:Sections>
                </wcs:GetCapabilities>
                """));
    assertThat(caps).contains("test__fields").doesNotContain("ows:ServiceProvider");

    String description =
        WcsServer.text(
            server.post(
                """
                <wcs:DescribeCoverage xmlns:wcs="http://www.opengis.net/wcs/2.0" service="WCS"
                    version="2.0.1"><wcs:CoverageId>test__globe</wcs:CoverageId>
                </wcs:DescribeCoverage>
                """));
    OgcSchemas.assertValidWcs20(description);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "request=Nothing | 501 | OperationNotSupported | Nothing",
        "version=2.0.1 | 400 | MissingParameterValue | request",
        "request=GetCapabilities&acceptVersions=9.0.0 | 400 | VersionNegotiationFailed | AcceptVersions",
        "request=GetCapabilities&sections=Foo | 400 | InvalidParameterValue | sections",
        "request=DescribeCoverage&version=2.0.1 | 404 | emptyCoverageIdList | coverageId",
        "request=DescribeCoverage&version=2.0.1&coverageId=a__b | 404 | NoSuchCoverage | coverageId",
        "request=DescribeCoverage&coverageId=test__fields | 400 | MissingParameterValue | version",
        "request=DescribeCoverage&version=1.5.0&coverageId=test__fields | 400 | InvalidParameterValue | version",
        "request=GetCoverage&version=2.0.1 | 400 | MissingParameterValue | coverageId",
        "request=GetCoverage&version=2.0.1&coverageId=a__b | 404 | NoSuchCoverage | coverageId",
        "@format=image/gif | 400 | InvalidParameterValue | format",
        "@format=image/png&rangeSubset=B0,B1 | 400 | InvalidParameterValue | format",
        "@format=image/jpeg&rangeSubset=B0 | 400 | InvalidParameterValue | format",
        "@mediaType=text/plain | 400 | InvalidParameterValue | mediaType",
        "@subset=E(600100,600200)&subset=E(600100,600200) | 404 | InvalidAxisLabel | E",
        "@subset=Q(1) | 404 | InvalidAxisLabel | Q",
        "@subset=E(1 | 400 | InvalidEncodingSyntax | subset",
        "@subset=E(1,2) | 404 | InvalidSubsetting | E",
        "@subset=E(600300,600200) | 404 | InvalidSubsetting | E",
        "@subset=time(\"2022-01-01\") | 404 | InvalidSubsetting | time",
        "@subset=time(\"2023-04-09\",\"2023-04-01\") | 404 | InvalidSubsetting | time",
        "@subset=time(\"yesterday\") | 404 | InvalidSubsetting | time",
        "@rangeSubset=B9 | 404 | NoSuchField | B9",
        "@rangeSubset=B2:B0 | 404 | NoSuchField | B2:B0",
        "@scaleFactor=0 | 404 | InvalidScaleFactor | 0.0",
        "@scaleSize=i(0) | 404 | InvalidExtent | 0",
        "@scaleAxes=q(2) | 404 | ScaleAxisUndefined | q",
        "@scaleFactor=2&scaleSize=i(3) | 400 | InvalidParameterValue | scaling",
        "@scaleFactor=1000 | 400 | InvalidParameterValue | ''",
        "@subsettingCrs=EPSG:1 | 404 | SubsettingCrs-NotSupported | subsettingCrs",
        "@outputCrs=EPSG:1 | 404 | OutputCrs-NotSupported | outputCrs",
        "@interpolation=magic | 404 | InterpolationMethodNotSupported | magic",
        "@interpolationPerAxis=time,linear | 404 | InterpolationMethodNotSupported | linear",
        "@interpolationPerAxis=q,nearest | 404 | NoSuchAxis | q",
        "@geotiff:compression=JPEG | 404 | CompressionNotSupported | compression",
        "@geotiff:compression=zip | 404 | CompressionInvalid | compression",
        "@geotiff:predictor=best | 404 | PredictorInvalid | predictor",
        "@geotiff:tilewidth=17 | 404 | TilingInvalid | tileheight",
        "@geotiff:interleave=line | 404 | InterleavingInvalid | interleave",
        "@format=netcdf&rangeSubset=B0,B0 | 400 | InvalidParameterValue | format"
      })
  void errors_have_status_code_and_locator(String query, int status, String code, String locator) {
    HttpResponse<byte[]> response =
        query.startsWith("@")
            ? server.getCoverage("fields", query.substring(1))
            : server.get("service=WCS&" + query);
    assertThat(response.statusCode()).isEqualTo(status);
    String xml = WcsServer.text(response);
    OgcSchemas.assertValidWcs20(xml);
    assertThat(xml).contains("exceptionCode=\"" + code + "\"");
    if (!locator.isEmpty()) {
      assertThat(xml).contains("locator=\"" + locator + "\"");
    }
  }

  @Test
  void time_on_a_coverage_without_time_is_an_unknown_axis() {
    HttpResponse<byte[]> response = server.getCoverage("timeless", "subset=time(2023-04-05)");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(WcsServer.text(response)).contains("exceptionCode=\"InvalidAxisLabel\"");
  }

  @Test
  void a_virtual_service_knows_bare_names() {
    HttpResponse<byte[]> response =
        server.get("service=WCS&version=2.0.1&request=DescribeCoverage&coverageId=fields");
    assertThat(response.statusCode()).isEqualTo(200);
  }

  private static void assertPixels(BlockReader raster, Window window, int slice) {
    for (int band = 0; band < GeneratedArchive.BANDS; band++) {
      RasterBlock block = raster.read(0, band, raster.info().shape().window());
      for (int row = 0; row < window.height(); row++) {
        for (int col = 0; col < window.width(); col++) {
          int r = window.rowStart() + row;
          int c = window.colStart() + col;
          assertThat(block.isValid(row, col)).isEqualTo(SampleRaster.isValid(r, c));
          if (block.isValid(row, col)) {
            assertThat(block.sample(row, col)).isEqualTo(SampleRaster.sample(r, c, band, slice));
          }
        }
      }
    }
  }
}
