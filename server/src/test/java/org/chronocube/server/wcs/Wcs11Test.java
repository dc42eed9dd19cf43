// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chronocube.server.wcs.GeneratedArchive.DEGREES;
import static org.chronocube.server.wcs.GeneratedArchive.UTM;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.chronocube.grid.GeoBox;
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

/** WCS 1.1.1 over real HTTP on {@link GeneratedArchive}. */
class Wcs11Test {

  private static final String GET =
      "service=WCS&version=1.1.1&request=GetCoverage&format=image/tiff&identifier=test:";
  private static final String APRIL_5 = "&timeSequence=2023-04-05T00:00:00.000Z";

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
        "service=WCS&request=GetCapabilities&version=1.1.1",
        "service=WCS&request=GetCapabilities&version=1.1.0",
        "service=WCS&request=GetCapabilities&acceptVersions=1.1.1,2.0.1"
      })
  void capabilities_are_valid_and_list_the_coverages(String query) {
    String xml = WcsServer.text(server.get(query));
    OgcSchemas.assertValidWcs11(xml);
    assertThat(xml)
        .contains("version=\"1.1.1\"")
        .contains("xlink:href=\"" + server.wcs() + "?\"")
        .containsSubsequence(
            "<ows:LowerCorner>4.0 50.0625</ows:LowerCorner>",
            "<wcs:Identifier>test:globe</wcs:Identifier>");
  }

  @Test
  void sections_leave_out_the_rest() {
    String xml =
        WcsServer.text(
            server.get("service=WCS&request=GetCapabilities&version=1.1.1&sections=Contents"));
    OgcSchemas.assertValidWcs11(xml);
    assertThat(xml).contains("<wcs:Contents>").doesNotContain("ows:ServiceProvider");
  }

  @Test
  void descriptions_have_grid_times_and_bands() {
    String xml =
        WcsServer.text(
            server.get(
                "service=WCS&version=1.1.1&request=DescribeCoverage&identifiers=test:fields,"
                    + "test:globe"));
    OgcSchemas.assertValidWcs11(xml);
    assertThat(xml)
        .containsSubsequence(
            "<wcs:Identifier>test:fields</wcs:Identifier>",
            "<ows:BoundingBox crs=\"urn:ogc:def:crs:EPSG::32631\"",
            "<ows:LowerCorner>600000.0 5699400.0</ows:LowerCorner>",
            "<ows:BoundingBox crs=\"urn:ogc:def:crs:OGC::imageCRS\"",
            "<ows:UpperCorner>49 59</ows:UpperCorner>",
            "<wcs:GridOrigin>600005.0 5699995.0</wcs:GridOrigin>",
            "<wcs:GridOffsets>10.0 0.0 0.0 -10.0</wcs:GridOffsets>",
            "<gml:timePosition>2023-04-05T00:00:00.000Z</gml:timePosition>",
            "<wcs:Identifier>contents</wcs:Identifier>",
            "<wcs:NullValue>65535</wcs:NullValue>",
            "<wcs:Axis identifier=\"Bands\">",
            "<wcs:Key>B0</wcs:Key>",
            "<wcs:Identifier>test:globe</wcs:Identifier>",
            "<ows:LowerCorner>50.0625 4.0</ows:LowerCorner>",
            "<wcs:GridOrigin>50.9921875 4.0078125</wcs:GridOrigin>",
            "<wcs:GridOffsets>0.0 -0.015625 0.015625 0.0</wcs:GridOffsets>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The pixels whose centres are in the box: by outer edges, by centres, on the native grid.
        "fields | &boundingBox=600100,5699800,600200,5699900,urn:ogc:def:crs:EPSG::32631",
        "fields | &boundingBox=600105,5699805,600195,5699895,EPSG:32631",
        // As GDAL asks: by centres, with the centre of the upper left pixel as the origin.
        "fields | &boundingBox=600105,5699805,600195,5699895,urn:ogc:def:crs:EPSG::32631"
            + "&gridBaseCRS=urn:ogc:def:crs:EPSG::32631&gridOrigin=600105,5699895"
            + "&gridOffsets=10,0,0,-10&gridType=urn:ogc:def:method:WCS:1.1:2dGridIn2dCrs",
        // As QGIS asks: a simple grid of two offsets.
        "fields | &boundingBox=600105,5699805,600195,5699895,urn:ogc:def:crs:EPSG::32631"
            + "&gridBaseCRS=urn:ogc:def:crs:EPSG::32631&gridOrigin=600105,5699895"
            + "&gridOffsets=10,-10&gridType=urn:ogc:def:method:WCS:1.1:2dSimpleGrid",
        // Without an origin pixels start at the corner of the box.
        "fields | &boundingBox=600100,5699800,600200,5699900,urn:ogc:def:crs:EPSG::32631"
            + "&gridOffsets=10,-10",
        // Latitude first under a URN, longitude first under CRS84 and a short name.
        "globe | &boundingBox=50.6875,4.15625,50.84375,4.3125,urn:ogc:def:crs:EPSG::4326",
        "globe | &boundingBox=4.15625,50.6875,4.3125,50.84375,urn:ogc:def:crs:OGC:1.3:CRS84",
        "globe | &boundingBox=4.15625,50.6875,4.3125,50.84375",
        "globe | &boundingBox=50.6953125,4.1640625,50.8359375,4.3046875,urn:ogc:def:crs:EPSG::4326"
            + "&gridBaseCRS=urn:ogc:def:crs:EPSG::4326&gridOrigin=50.8359375,4.1640625"
            + "&gridOffsets=-0.015625,0.015625",
        "globe | &boundingBox=50.6953125,4.1640625,50.8359375,4.3046875,urn:ogc:def:crs:EPSG::4326"
            + "&gridBaseCRS=urn:ogc:def:crs:EPSG::4326&gridOrigin=50.8359375,4.1640625"
            + "&gridOffsets=0,-0.015625,0.015625,0",
        // GDAL has them so.
        "globe | &boundingBox=50.6953125,4.1640625,50.8359375,4.3046875,urn:ogc:def:crs:EPSG::4326"
            + "&gridBaseCRS=urn:ogc:def:crs:EPSG::4326&gridOrigin=50.8359375,4.1640625"
            + "&gridOffsets=0,0.015625,-0.015625,0",
        "globe | &boundingBox=50.6953125,4.1640625,50.8359375,4.3046875,urn:ogc:def:crs:EPSG::4326"
            + "&gridBaseCRS=urn:ogc:def:crs:EPSG::4326&gridOrigin=50.8359375,4.1640625"
            + "&gridOffsets=0.015625,0,0,-0.015625",
        // Longitudes 360 degrees apart are one.
        "globe | &boundingBox=364.15625,50.6875,364.3125,50.84375,urn:ogc:def:crs:OGC:1.3:CRS84"
      })
  void a_box_has_the_pixels_whose_centres_are_in_it(String name, String query) {
    Window window = new Window(10, 20, 10, 20);
    GeoBox grid = name.equals("fields") ? UTM : DEGREES;
    BlockReader raster = file(server.get(GET + name + APRIL_5 + query));
    assertThat(raster.info().grid().extent()).isEqualTo(grid.extentOf(window));
    assertPixels(raster, window);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1.8e308,-1.8e308,1.8e308,1.8e308",
        "-180,-90,180,90",
        // All but a strip that is not on the coverage: across the antimeridian.
        "5,-90,4.9,90"
      })
  void a_box_of_everything_is_all_of_the_coverage(String box) {
    BlockReader raster = file(server.get(GET + "globe" + APRIL_5 + "&boundingBox=" + box));
    assertThat(raster.info().grid().extent()).isEqualTo(DEGREES.extent());
    assertPixels(raster, DEGREES.window());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "contents | 0 1 2",
        "contents[Bands[B1]] | 1",
        "contents:nearest[Bands[B2,B0]] | 2 0",
        "contents[bands[2]] | 1"
      })
  void a_range_names_bands(String range, String bands) {
    String all = "&boundingBox=-180,-90,180,90,urn:ogc:def:crs:OGC:1.3:CRS84";
    BlockReader raster =
        file(
            server.get(
                GET
                    + "fields"
                    + APRIL_5
                    + all
                    + "&rangeSubset="
                    + range.replace("[", "%5B").replace("]", "%5D")));
    int[] expected = Arrays.stream(bands.split(" ")).mapToInt(Integer::parseInt).toArray();
    assertThat(raster.info().bandCount()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(raster.read(0, i, UTM.window()).sample(7, 9))
          .isEqualTo(SampleRaster.sample(7, 9, expected[i], 1));
    }
  }

  @Test
  void a_sequence_of_times_is_a_cube_in_netcdf() {
    HttpResponse<byte[]> response =
        server.get(
            "service=WCS&version=1.1.1&request=GetCoverage&format=application/x-netcdf"
                + "&identifier=test:fields&timeSequence=2023-04-01,2023-04-04/2023-04-09"
                + "&rangeSubset=contents%5BBands%5BB1%5D%5D"
                + "&boundingBox=600000,5699950,600070,5700000,urn:ogc:def:crs:EPSG::32631");
    byte[] file = part(response);
    // The last variable is B1(time, y, x): 3 x 5 x 7 shorts, padded to four bytes.
    int begin = file.length - 3 * 5 * 7 * 2 - 2;
    for (int i = 0; i < 3 * 35; i++) {
      int at = begin + 2 * i;
      int row = i / 7 % 5;
      int sample = ((file[at] & 0xff) << 8) | (file[at + 1] & 0xff);
      assertThat(sample)
          .isEqualTo(
              SampleRaster.isValid(row, i % 7)
                  ? (int) SampleRaster.sample(row, i % 7, 1, i / 35)
                  : 65535);
    }
  }

  @Test
  void the_answer_refers_to_its_second_part() {
    HttpResponse<byte[]> response =
        server.get(GET + "globe" + APRIL_5 + "&boundingBox=-180,-90,180,90");
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("multipart/related;")
        .endsWith("boundary=wcs");
    String text = new String(response.body(), StandardCharsets.ISO_8859_1);
    String xml = text.substring(text.indexOf("<?xml"), text.indexOf("\r\n--wcs", 10));
    OgcSchemas.assertValidWcs11(xml);
    assertThat(xml)
        .contains("<ows:Identifier>test:globe</ows:Identifier>")
        .contains("xlink:href=\"cid:theCoverage\"");
    assertThat(text).contains("Content-ID: <theCoverage>");
  }

  @Test
  void posted_requests_are_answered_alike() {
    HttpResponse<byte[]> response =
        server.post(
            """
            <GetCoverage service="WCS" version="1.1.1" xmlns="http://www.opengis.net/wcs/1.1.1"
                xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:gml="http://www.opengis.net/gml">
              <ows:Identifier>test:fields</ows:Identifier>
              <DomainSubset>
                <ows:BoundingBox crs="urn:ogc:def:crs:EPSG::32631">
                  <ows:LowerCorner>600105 5699805</ows:LowerCorner>
                  <ows:UpperCorner>600195 5699895</ows:UpperCorner>
                </ows:BoundingBox>
                <TemporalSubset><gml:timePosition>2023-04-05T00:00:00Z</gml:timePosition>
                </TemporalSubset>
              </DomainSubset>
              <RangeSubset><FieldSubset><ows:Identifier>contents</ows:Identifier>
                <InterpolationType>nearest</InterpolationType>
                <AxisSubset><Identifier>Bands</Identifier><Key>B0</Key><Key>B1</Key><Key>B2</Key>
                </AxisSubset></FieldSubset></RangeSubset>
              <Output format="image/tiff" store="false"><GridCRS>
                <GridBaseCRS>urn:ogc:def:crs:EPSG::32631</GridBaseCRS>
                <GridType>urn:ogc:def:method:WCS:1.1:2dGridIn2dCrs</GridType>
                <GridOrigin>600105 5699895</GridOrigin>
                <GridOffsets>10 0 0 -10</GridOffsets>
              </GridCRS></Output>
            </GetCoverage>
            """);
    assertPixels(file(response), new Window(10, 20, 10, 20));
    String description =
        WcsServer.text(
            server.post(
                """
                <DescribeCoverage service="WCS" version="1.1.1"
                    xmlns="http://www.opengis.net/wcs/1.1.1">
                  <Identifier>test:fields</Identifier><Identifier>test:globe</Identifier>
                </DescribeCoverage>
                """));
    OgcSchemas.assertValidWcs11(description);
    assertThat(description).contains("test:fields").contains("test:globe");
    String capabilities =
        WcsServer.text(
            server.post(
                """
                <GetCapabilities service="WCS" xmlns="http://www.opengis.net/wcs/1.1.1"
                    xmlns:ows="http://www.opengis.net/ows/1.1">
                  <ows:AcceptVersions><ows:Version>1.1.1</ows:Version></ows:AcceptVersions>
                  <ows:Sections><ows:Section>Contents</ows:Section></ows:Sections>
                </GetCapabilities>
                """));
    OgcSchemas.assertValidWcs11(capabilities);
    assertThat(capabilities).contains("test:globe").doesNotContain("ServiceProvider");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "request=Nothing | 501 | OperationNotSupported | Nothing",
        "request=GetCapabilities&sections=Foo | 400 | InvalidParameterValue | sections",
        "request=DescribeCoverage | 400 | MissingParameterValue | identifiers",
        "request=DescribeCoverage&identifiers=a:b | 400 | InvalidParameterValue | identifiers",
        "request=GetCoverage | 400 | MissingParameterValue | identifier",
        "@ | 400 | MissingParameterValue | BoundingBox",
        "@&boundingBox=1,2,3 | 400 | InvalidParameterValue | BoundingBox",
        "@&boundingBox=60,60,61,61 | 400 | InvalidParameterValue | BoundingBox",
        "@&boundingBox=4,50,5,51,urn:ogc:def:crs:EPSG::1 | 400 | InvalidParameterValue | BoundingBox",
        "@&boundingBox=4,50,5,51&gridBaseCRS=x | 400 | InvalidParameterValue | GridBaseCRS",
        "@&boundingBox=4,50,5,51&gridOffsets=1 | 400 | InvalidParameterValue | GridOffsets",
        "@&boundingBox=4,50,5,51&gridOffsets=1,1,1,1 | 400 | InvalidParameterValue | GridOffsets",
        "@&boundingBox=4,50,5,51&gridOffsets=1e-9,-1e-9 | 400 | InvalidParameterValue | GridOffsets",
        "@&boundingBox=4,50,5,51&gridOffsets=1,-1&gridOrigin=a,b"
            + " | 400 | InvalidParameterValue | GridOrigin",
        "@&boundingBox=4,50,5,51&store=true | 400 | InvalidParameterValue | store",
        "@&boundingBox=4,50,5,51&rangeSubset=bands | 400 | InvalidParameterValue | RangeSubset",
        "@&boundingBox=4,50,5,51&rangeSubset=contents:magic"
            + " | 400 | InvalidParameterValue | RangeSubset",
        "@&boundingBox=4,50,5,51&timeSequence=soon | 400 | InvalidParameterValue | TimeSequence",
        "@&boundingBox=4,50,5,51&timeSequence=2023-04-01,2023-04-05"
            + " | 400 | InvalidParameterValue | TimeSequence"
      })
  void errors_have_status_code_and_locator(String query, int status, String code, String locator) {
    HttpResponse<byte[]> response =
        query.startsWith("@")
            ? server.get(GET + "globe" + query.substring(1))
            : server.get("service=WCS&version=1.1.1&" + query);
    String xml = WcsServer.text(response);
    OgcSchemas.assertValidWcs11(xml);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(xml)
        .contains("http://www.opengis.net/ows/1.1")
        .contains("exceptionCode=\"" + code + "\"")
        .contains("locator=\"" + locator + "\"");
  }

  private static BlockReader file(HttpResponse<byte[]> response) {
    return server.raster(part(response));
  }

  /** The second part. */
  private static byte[] part(HttpResponse<byte[]> response) {
    String text = new String(response.body(), StandardCharsets.ISO_8859_1);
    assertThat(text).startsWith("--wcs\r\n");
    int start = text.indexOf("\r\n\r\n", text.indexOf("Content-ID: <theCoverage>")) + 4;
    return Arrays.copyOfRange(response.body(), start, text.lastIndexOf("\r\n--wcs--"));
  }

  private static void assertPixels(BlockReader raster, Window window) {
    for (int band = 0; band < GeneratedArchive.BANDS; band++) {
      RasterBlock block = raster.read(0, band, raster.info().shape().window());
      assertThat(block.shape()).isEqualTo(window.shape());
      for (int row = 0; row < window.height(); row++) {
        for (int col = 0; col < window.width(); col++) {
          int r = window.rowStart() + row;
          int c = window.colStart() + col;
          assertThat(block.isValid(row, col)).isEqualTo(SampleRaster.isValid(r, c));
          if (block.isValid(row, col)) {
            assertThat(block.sample(row, col)).isEqualTo(SampleRaster.sample(r, c, band, 1));
          }
        }
      }
    }
  }
}
