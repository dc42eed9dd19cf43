// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chronocube.server.wcs.GeneratedArchive.SEEN_COLUMNS;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

/**
 * The Earth observation profile (OGC 10-140r1) on {@link GeneratedArchive}: three scenes of 1, 5
 * and 9 April 2023 in each of two products; the last one is narrower.
 */
class EoProfileTest {

  private static final String SET = "service=WCS&version=2.0.1&request=DescribeEOCoverageSet&eoId=";
  private static final String FIELDS = "test__fields_granule_";
  private static final String GLOBE = "test__globe_granule_";

  @TempDir static Path folder;
  private static WcsServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        WcsServer.start(GeneratedArchive.write(folder), folder, Map.of("wcseo.enabled", "true"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void capabilities_list_mosaics_and_a_series_for_each_coverage_and_product() {
    String xml = WcsServer.text(server.get("service=WCS&request=GetCapabilities"));
    OgcSchemas.assertValidWcs20(xml);
    assertThat(xml)
        .contains(
            "<ows:Profile>http://www.opengis.net/spec/WCS_application-profile_earth-observation"
                + "/1.0/conf/eowcs_get-kvp</ows:Profile>")
        .contains("<ows:Operation name=\"DescribeEOCoverageSet\">")
        .contains("<ows:DefaultValue>100</ows:DefaultValue>")
        .contains("<wcs:CoverageSubtype>RectifiedStitchedMosaic</wcs:CoverageSubtype>");
    assertThat(found("<wcseo:DatasetSeriesId>([^<]*)<", xml))
        .containsExactly("test__fields_dss", "test__globe_dss", "utm_dss", "degrees_dss");
    assertThat(xml)
        .containsSubsequence(
            "<ows:LowerCorner>4.0 50.0625</ows:LowerCorner>",
            "<ows:UpperCorner>4.78125 51.0</ows:UpperCorner>",
            "<wcseo:DatasetSeriesId>test__globe_dss</wcseo:DatasetSeriesId>",
            "<gml:beginPosition>2023-04-01T00:00:00.000Z</gml:beginPosition>",
            "<gml:endPosition>2023-04-09T00:00:00.000Z</gml:endPosition>");
  }

  @ParameterizedTest
  @CsvSource({
    "DatasetSeriesSummary, wcseo:DatasetSeriesSummary, wcs:CoverageSummary",
    "CoverageSummary, wcs:CoverageSummary, wcseo:DatasetSeriesSummary"
  })
  void summaries_can_be_asked_for_by_kind(String section, String has, String hasNot) {
    String xml =
        WcsServer.text(server.get("service=WCS&request=GetCapabilities&sections=" + section));
    OgcSchemas.assertValidWcs20(xml);
    assertThat(xml).contains("<" + has + ">").doesNotContain("<" + hasNot + ">");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Newest first; a series counts as a description of its own.
        "test__fields_dss | 4 | 4 | F9 F5 F1",
        "utm_dss | 4 | 4 | F9 F5 F1",
        "test__fields_dss,utm_dss | 5 | 5 | F9 F5 F1",
        "test__fields_dss,test__globe_dss | 8 | 8 | F9 F5 F1 G9 G5 G1",
        "test__fields_dss&count=2 | 4 | 2 | F9",
        "test__fields_dss&count=0 | 4 | 0 | ''",
        "test__fields_dss&sections=CoverageDescriptions | 3 | 3 | F9 F5 F1",
        "test__fields_dss&sections=CoverageDescriptions&count=2 | 3 | 2 | F9 F5",
        "test__fields_dss&sections=DatasetSeriesDescriptions | 1 | 1 | ''",
        // A mosaic brings its datasets, a dataset only itself.
        "test__fields | 4 | 4 | mosaic F9 F5 F1",
        "test__fields,test__fields_dss | 5 | 5 | mosaic F9 F5 F1",
        "test__fields_granule_20230405 | 1 | 1 | F5",
        // Time: closed at both ends, of any precision.
        "test__fields_dss&subset=phenomenonTime(\"2023-04-02\",\"2023-04-09\") | 3 | 3 | F9 F5",
        "test__fields_dss&subset=phenomenonTime(\"2023-04-05T00:00:00Z\",\"2023-04-05T00:00:00Z\")"
            + " | 2 | 2 | F5",
        "test__fields_dss&subset=phenomenonTime(*,\"2023-04-04\") | 2 | 2 | F1",
        "test__fields_dss&subset=phenomenonTime(*,*)&subset=Lat(*,*)&subset=Long(*,*)"
            + " | 4 | 4 | F9 F5 F1",
        // Space: degrees scenes span longitudes 4 to 4.78125, that of the 9th ends at 4.46875.
        "test__globe_dss&subset=Long(4.5,5)&containment=overlaps | 3 | 3 | G5 G1",
        "test__globe_dss&subset=Long(3.9,4.5)&containment=CONTAINS | 2 | 2 | G9",
        "test__globe_dss&subset=Lat(50,51.1)&subset=Long(3.9,4.8)&containment=contains"
            + " | 4 | 4 | G9 G5 G1",
        "test__globe_dss&subset=Lat(52,53) | 1 | 1 | ''",
        // Across the antimeridian the long way round: everything west of 4.1 or east of 170.
        "test__globe_dss&subset=Long(170,4.1) | 4 | 4 | G9 G5 G1",
        "test__globe_dss&subset=Long(170,3.9) | 1 | 1 | ''",
        "test__globe_dss&subset=Long(3.9,4.5)&containment=CONTAINS"
            + "&subset=phenomenonTime(\"2023-04-01\",\"2023-04-05\") | 1 | 1 | ''"
      })
  void a_set_is_what_lies_in_space_and_time(
      String query, long matched, long returned, String expected) {
    HttpResponse<byte[]> response = server.get(SET + query);
    String xml = WcsServer.text(response);
    OgcSchemas.assertValidWcs20(xml);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(xml)
        .contains("numberMatched=\"" + matched + "\" numberReturned=\"" + returned + "\"");
    List<String> wanted =
        List.of(expected.split(" ")).stream()
            .filter(w -> !w.isEmpty())
            .map(
                w ->
                    w.equals("mosaic")
                        ? "test__fields"
                        : (w.startsWith("F") ? FIELDS : GLOBE) + "2023040" + w.charAt(1))
            .toList();
    assertThat(found("wcs:CoverageDescription gml:id=\"([^\"]*)\"", xml)).isEqualTo(wanted);
  }

  @Test
  void posted_sets_are_answered_alike() {
    String xml =
        WcsServer.text(
            server.post(
                """
                <wcseo:DescribeEOCoverageSet service="WCS" version="2.0.1" count="2"
                    xmlns:wcs="http://www.opengis.net/wcs/2.0"
                    xmlns:wcseo="http://www.opengis.net/wcs/wcseo/1.0">
                  <wcseo:eoId>test__globe_dss</wcseo:eoId>
                  <wcseo:eoId>test__fields_granule_20230401</wcseo:eoId>
                  <wcseo:containment>OVERLAPS</wcseo:containment>
                  <wcseo:Sections><wcseo:Section>CoverageDescriptions</wcseo:Section>
                  </wcseo:Sections>
                  <wcs:DimensionTrim><wcs:Dimension>phenomenonTime</wcs:Dimension>
                    <wcs:TrimLow>"2023-04-01T00:00:00Z"</wcs:TrimLow>
                    <wcs:TrimHigh>"2023-04-05T00:00:00Z"</wcs:TrimHigh></wcs:DimensionTrim>
                </wcseo:DescribeEOCoverageSet>
                """));
    OgcSchemas.assertValidWcs20(xml);
    assertThat(xml).contains("numberMatched=\"3\" numberReturned=\"2\"");
    assertThat(found("wcs:CoverageDescription gml:id=\"([^\"]*)\"", xml))
        .containsExactly(FIELDS + "20230401", GLOBE + "20230405");
  }

  @Test
  void a_dataset_has_its_own_footprint_time_and_grid() {
    String xml =
        WcsServer.text(
            server.get(
                "service=WCS&version=2.0.1&request=DescribeCoverage&coverageId="
                    + GLOBE
                    + "20230409"));
    OgcSchemas.assertValidWcs20(xml);
    assertThat(xml)
        .containsSubsequence(
            "<gml:lowerCorner>50.0625 4.0</gml:lowerCorner>",
            "<gml:upperCorner>51.0 4.46875</gml:upperCorner>",
            "<gml:beginPosition>2023-04-09T00:00:00.000Z</gml:beginPosition>",
            "<eop:identifier>" + GLOBE + "20230409</eop:identifier>",
            "<eop:parentIdentifier>degrees</eop:parentIdentifier>",
            "<eop:localValue>20230409</eop:localValue>",
            "<gml:high>29 59</gml:high>",
            ">0.0 0.015625</gml:offsetVector>",
            "<wcs:CoverageSubtype>RectifiedDataset</wcs:CoverageSubtype>");
    String[] posList = found("<gml:posList>([^<]*)<", xml).get(0).split(" ");
    for (int i = 0; i < posList.length; i += 2) {
      assertThat(Double.parseDouble(posList[i])).isBetween(50.0625, 51.0);
      assertThat(Double.parseDouble(posList[i + 1])).isBetween(4.0, 4.46875);
    }
  }

  @Test
  void a_mosaic_has_the_outline_of_its_grid_and_the_times_of_its_scenes() {
    String xml =
        WcsServer.text(
            server.get(
                "service=WCS&version=2.0.1&request=DescribeCoverage&coverageId=test__globe"));
    OgcSchemas.assertValidWcs20(xml);
    assertThat(xml)
        .containsSubsequence(
            "<gml:beginPosition>2023-04-01T00:00:00.000Z</gml:beginPosition>",
            "<gml:endPosition>2023-04-09T00:00:00.000Z</gml:endPosition>",
            "<eop:identifier>test__globe</eop:identifier>",
            "<wcs:CoverageSubtype>RectifiedStitchedMosaic</wcs:CoverageSubtype>");
    assertThat(found("<gml:posList>([^<]*)<", xml).get(0))
        .contains("51.0 4.0 ", "50.0625 4.0 ", "50.0625 4.78125 ", "51.0 4.78125 ");
  }

  @ParameterizedTest
  @CsvSource({"20230401, 0, 50", "20230405, 1, 50", "20230409, 2, 30"})
  void a_dataset_is_a_coverage(String scene, int slice, int columns) {
    HttpResponse<byte[]> response = server.getCoverage("fields_granule_" + scene, "rangeSubset=B1");
    assertThat(response.statusCode()).isEqualTo(200);
    BlockReader raster = server.raster(response.body());
    assertThat(raster.info().shape()).isEqualTo(new Shape(60, columns));
    RasterBlock block = raster.read(0, 0, raster.info().shape().window());
    for (int row = 0; row < 60; row++) {
      for (int col = 0; col < columns; col++) {
        assertThat(block.isValid(row, col)).isEqualTo(SampleRaster.isValid(row, col));
        if (block.isValid(row, col)) {
          assertThat(block.sample(row, col)).isEqualTo(SampleRaster.sample(row, col, 1, slice));
        }
      }
    }
    assertThat(columns).isIn(50, SEEN_COLUMNS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "request=DescribeEOCoverageSet | 400 | MissingParameterValue | eoId",
        "request=DescribeEOCoverageSet&eoId=nothing | 404 | NoSuchDatasetSeriesOrCoverage | eoId",
        "request=DescribeEOCoverageSet&eoId=test__fields&containment=near"
            + " | 400 | InvalidParameterValue | containment",
        "request=DescribeEOCoverageSet&eoId=test__fields&sections=Everything"
            + " | 400 | InvalidParameterValue | sections",
        "request=DescribeEOCoverageSet&eoId=test__fields&count=-1"
            + " | 400 | InvalidParameterValue | count",
        "request=DescribeEOCoverageSet&eoId=test__fields&subset=bands(1,2)"
            + " | 404 | InvalidAxisLabel | bands",
        "request=DescribeEOCoverageSet&eoId=test__fields&subset=Lat(1,2)&subset=Lat(3,4)"
            + " | 404 | InvalidAxisLabel | Lat",
        "request=DescribeEOCoverageSet&eoId=test__fields&subset=Lat(2,1)"
            + " | 404 | InvalidSubsetting | Lat",
        "request=DescribeEOCoverageSet&eoId=test__fields&subset=phenomenonTime(\"soon\",*)"
            + " | 404 | InvalidSubsetting | phenomenonTime",
        "request=GetCoverage&coverageId=test__fields_granule_20230402"
            + " | 404 | NoSuchCoverage | coverageId",
        "request=GetCoverage&coverageId=test__fields_granule_20230401&subset=time(2023-04-05)"
            + " | 404 | InvalidSubsetting | time"
      })
  void errors_have_status_code_and_locator(String query, int status, String code, String locator) {
    HttpResponse<byte[]> response = server.get("service=WCS&version=2.0.1&" + query);
    String xml = WcsServer.text(response);
    OgcSchemas.assertValidWcs20(xml);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(xml)
        .contains("exceptionCode=\"" + code + "\"")
        .contains("locator=\"" + locator + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "S2A_MSIL2A_2023-04-01, S2A_MSIL2A_2023-04-01",
    "a b/c:d, a_x0020_b_x002F_c_x003A_d",
    "ü_x0041_, _x00FC__x005F_x0041_"
  })
  void ids_of_scenes_become_names_and_back(String id, String name) {
    assertThat(EoIds.encode(id)).isEqualTo(name);
    assertThat(EoIds.decode(name)).isEqualTo(id);
  }

  private static List<String> found(String regex, String text) {
    return Pattern.compile(regex).matcher(text).results().map(m -> m.group(1)).toList();
  }
}
