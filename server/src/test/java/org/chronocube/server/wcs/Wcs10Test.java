// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.chronocube.grid.Shape;
import org.chronocube.io.BlockReader;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.SampleRaster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WCS 1.0.0 over real HTTP on {@link GeneratedArchive}, with the requests QGIS 3.22 sends. */
class Wcs10Test {

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

  @Test
  void capabilities_and_descriptions_are_valid() {
    String capabilities = text("REQUEST=GetCapabilities");
    OgcSchemas.assertValidWcs10(capabilities);
    assertThat(capabilities)
        .contains("<wcs:name>test:fields</wcs:name>")
        .contains("<gml:timePosition>2023-04-09T00:00:00.000Z</gml:timePosition>");

    String description = text("REQUEST=DescribeCoverage&COVERAGE=test:globe,test:fields");
    OgcSchemas.assertValidWcs10(description);
    assertThat(description)
        .contains("<gml:Envelope srsName=\"EPSG:4326\">")
        // Longitude first, whatever EPSG says.
        .contains("<gml:pos>4.0078125 50.9921875</gml:pos>")
        .contains("<gml:high>49 59</gml:high>")
        .contains("<wcs:singleValue>B2</wcs:singleValue>");
  }

  @Test
  void a_box_on_the_grid_has_the_pixels_of_the_file() {
    BlockReader raster =
        coverage(
            "COVERAGE=test:fields&CRS=EPSG:32631&BBOX=600100,5699800,600200,5699900&WIDTH=10"
                + "&HEIGHT=10&FORMAT=GeoTIFF&TIME=2023-04-05T00:00:00.000Z");
    assertThat(raster.info().bandCount()).isEqualTo(3);
    assertSample(raster, 10, 10, 1);
  }

  @Test
  void coordinates_are_longitude_first_and_bands_are_selected_by_name_or_number() {
    for (String band : new String[] {"B1", "2"}) {
      BlockReader raster =
          coverage(
              "COVERAGE=test:globe&CRS=EPSG:4326&BBOX=4.15625,50.6875,4.3125,50.84375&RESX=0.015625"
                  + "&RESY=0.015625&FORMAT=GeoTIFF&TIME=2023-04-01&BAND="
                  + band);
      assertThat(raster.info().bandCount()).isEqualTo(1);
      RasterBlock block = raster.read(0, 0, raster.info().shape().window());
      assertThat(block.sample(0, 0)).isEqualTo(SampleRaster.sample(10, 10, 1, 0));
    }
  }

  @Test
  void everything_at_10_by_10_pixels_is_the_whole_coverage() {
    BlockReader raster =
        coverage(
            "COVERAGE=test:fields&CRS=EPSG:32631&BBOX=-1.8e308,-1.8e308,1.8e308,1.8e308&WIDTH=10"
                + "&HEIGHT=10&FORMAT=image/tiff&INTERPOLATION=nearest%20neighbor");
    assertThat(raster.info().shape()).isEqualTo(new Shape(10, 10));
    assertThat(raster.info().grid().extent()).isEqualTo(GeneratedArchive.UTM.extent());
  }

  @Test
  void the_answer_may_have_another_crs() {
    BlockReader raster =
        coverage(
            "COVERAGE=test:fields&CRS=EPSG:32631&RESPONSE_CRS=EPSG:3857"
                + "&BBOX=600100,5699800,600200,5699900&WIDTH=10&HEIGHT=10&FORMAT=GeoTIFF");
    assertThat(raster.info().grid().crs()).isEqualTo("EPSG:3857");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "REQUEST=DescribeCoverage&COVERAGE=nope | 400 | CoverageNotDefined | coverage",
        "REQUEST=Nothing | 400 | InvalidParameterValue | request",
        "REQUEST=GetCoverage | 400 | MissingParameterValue | coverage",
        "@ | 400 | MissingParameterValue | crs",
        "@CRS=EPSG:1 | 400 | InvalidParameterValue | crs",
        "@CRS=EPSG:32631 | 400 | MissingParameterValue | bbox",
        "@CRS=EPSG:32631&BBOX=1,2,3 | 400 | InvalidParameterValue | bbox",
        "@CRS=EPSG:32631&BBOX=1,2,3,4&WIDTH=1&HEIGHT=1 | 400 | InvalidParameterValue | bbox",
        "@CRS=EPSG:32631&BBOX=600100,5699800,600200,5699900 | 400 | MissingParameterValue | width",
        "@CRS=EPSG:32631&BBOX=600100,5699800,600200,5699900&RESX=0&RESY=1 | 400 |"
            + " InvalidParameterValue | resx",
        "@CRS=EPSG:32631&BBOX=600100,5699800,600200,5699900&RESX=1&RESY=1&TIME=2023-04-01,2023-04-05"
            + " | 400 | InvalidParameterValue | time"
      })
  void errors_are_service_exceptions(String query, int status, String code, String locator) {
    HttpResponse<byte[]> response =
        server.get(
            "SERVICE=WCS&VERSION=1.0.0&"
                + (query.startsWith("@")
                    ? "REQUEST=GetCoverage&COVERAGE=test:fields&FORMAT=GeoTIFF&"
                        + query.substring(1)
                    : query));
    assertThat(response.statusCode()).isEqualTo(status);
    String xml = WcsServer.text(response);
    OgcSchemas.assertValidWcs10(xml);
    assertThat(xml).contains("code=\"" + code + "\"").contains("locator=\"" + locator + "\"");
  }

  private static void assertSample(BlockReader raster, int row, int col, int slice) {
    for (int band = 0; band < raster.info().bandCount(); band++) {
      RasterBlock block = raster.read(0, band, raster.info().shape().window());
      for (int r = 0; r < 10; r++) {
        for (int c = 0; c < 10; c++) {
          assertThat(block.isValid(r, c)).isEqualTo(SampleRaster.isValid(row + r, col + c));
          if (block.isValid(r, c)) {
            assertThat(block.sample(r, c))
                .isEqualTo(SampleRaster.sample(row + r, col + c, band, slice));
          }
        }
      }
    }
  }

  private static String text(String query) {
    HttpResponse<byte[]> response = server.get("SERVICE=WCS&VERSION=1.0.0&" + query);
    assertThat(response.statusCode()).isEqualTo(200);
    return WcsServer.text(response);
  }

  private static BlockReader coverage(String query) {
    HttpResponse<byte[]> response =
        server.get("SERVICE=WCS&VERSION=1.0.0&REQUEST=GetCoverage&" + query);
    assertThat(response.statusCode()).as(WcsServer.text(response)).isEqualTo(200);
    return server.raster(response.body());
  }

  @Test
  void posted_requests_are_answered_like_kvp() {
    HttpResponse<byte[]> response =
        server.post(
            """
            <GetCoverage service="WCS" version="1.0.0" xmlns="http://www.opengis.net/wcs"
                xmlns:gml="http://www.opengis.net/gml">
              <sourceCoverage>test:fields</sourceCoverage>
              <domainSubset>
                <spatialSubset>
                  <gml:Envelope srsName="EPSG:32631"><gml:pos>600100 5699800</gml:pos>
                    <gml:pos>600200 5699900</gml:pos></gml:Envelope>
                  <gml:Grid dimension="2"><gml:limits><gml:GridEnvelope>
                    <gml:low>0 0</gml:low><gml:high>9 9</gml:high>
                  </gml:GridEnvelope></gml:limits>
                  <gml:axisName>x</gml:axisName><gml:axisName>y</gml:axisName></gml:Grid>
                </spatialSubset>
                <temporalSubset><gml:timePosition>2023-04-05</gml:timePosition></temporalSubset>
              </domainSubset>
              <rangeSubset><axisSubset name="Band"><singleValue>B1</singleValue></axisSubset>
              </rangeSubset>
              <interpolationMethod>nearest neighbor</interpolationMethod>
              <output><crs>EPSG:32631</crs><format>GeoTIFF</format></output>
            </GetCoverage>
            """);
    BlockReader raster = server.raster(response.body());
    assertThat(raster.info().shape()).isEqualTo(new Shape(10, 10));
    assertThat(raster.info().bandCount()).isEqualTo(1);
    assertThat(raster.read(0, 0, raster.info().shape().window()).sample(2, 3))
        .isEqualTo(SampleRaster.sample(12, 13, 1, 1));
    String description =
        WcsServer.text(
            server.post(
                """
                <DescribeCoverage service="WCS" version="1.0.0" xmlns="http://www.opengis.net/wcs">
                  <Coverage>test:globe</Coverage></DescribeCoverage>
                """));
    OgcSchemas.assertValidWcs10(description);
    assertThat(description).contains("test:globe").doesNotContain("test:fields");
    String capabilities =
        WcsServer.text(
            server.post(
                """
                <GetCapabilities service="WCS" version="1.0.0" xmlns="http://www.opengis.net/wcs"/>
                """));
    OgcSchemas.assertValidWcs10(capabilities);
  }
}
