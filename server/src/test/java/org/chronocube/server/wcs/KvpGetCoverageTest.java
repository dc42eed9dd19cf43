// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.SafeXml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KvpGetCoverageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "E(1,2) | E | | 1 | 2 | false",
        "Lat( -1.5 , * ) | Lat | | -1.5 | | false",
        "Long(*,*) | Long | | | | false",
        "N(7) | N | | 7 | | true",
        "time(\"2023-04-05T00:00:00Z\") | time | | 2023-04-05T00:00:00Z | | true",
        "time(2023-04-05) | time | | 2023-04-05 | | true",
        "time(\"2023-04-05\",\"2023-04-07\") | time | | 2023-04-05 | 2023-04-07 | false",
        "x,http://www.opengis.net/def/crs/EPSG/0/3857(1,2)"
            + " | x | http://www.opengis.net/def/crs/EPSG/0/3857 | 1 | 2 | false"
      })
  void subsets(String text, String axis, String crs, String low, String high, boolean slice) {
    assertThat(KvpGetCoverage.subset(text))
        .isEqualTo(
            new Subset(
                axis,
                Optional.ofNullable(crs),
                Optional.ofNullable(low),
                Optional.ofNullable(high),
                slice));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"E", "E()", "E(*)", "E(1,2,3)", "(1,2)", "E(1,2", "E(1,2)x", "E(,2)", "t(\"1)"})
  void broken_subsets_say_what_a_subset_is(String text) {
    assertThatThrownBy(() -> KvpGetCoverage.subset(text))
        .isInstanceOf(OwsException.class)
        .hasMessage("subset must be axis[,crs](point) or axis[,crs](low,high), was " + text)
        .satisfies(e -> assertThat(((OwsException) e).code()).contains("InvalidEncodingSyntax"));
  }

  @Test
  void numbered_keys_are_subsets_too() {
    assertThat(read("coverageId=a&SUBSET=E(1,2)&subset=N(3,4)&SUBSET0=t(%225%22)").subsets())
        .containsExactlyInAnyOrder(
            Subset.trim("E", Optional.of("1"), Optional.of("2")),
            Subset.trim("N", Optional.of("3"), Optional.of("4")),
            Subset.slice("t", "5"));
  }

  @Test
  void extensions() {
    GetCoverageRequest r =
        read(
            "coverageId=a__b&rangeSubset=B08,B01:B04&scaleAxes=i(0.5),j(2)&outputCrs=EPSG:3857"
                + "&interpolationPerAxis=i,nearest;j,nearest&geotiff:compression=LZW&TILING=false");
    assertThat(r.range()).containsExactly("B08", "B01:B04");
    assertThat(r.scaling()).isEqualTo(new Scaling.ByAxisFactors(Map.of("i", 0.5, "j", 2.0)));
    assertThat(r.outputCrs()).contains("EPSG:3857");
    assertThat(r.axisInterpolation()).isEqualTo(Map.of("i", "nearest", "j", "nearest"));
    assertThat(r.encoding()).isEqualTo(Map.of("compression", "LZW", "tiling", "false"));
    assertThat(read("coverageId=a&scaleSize=E(10),N(20)").scaling())
        .isEqualTo(new Scaling.ToSize(Map.of("E", 10L, "N", 20L)));
    assertThat(read("coverageId=a&scaleExtent=i(0:9)").scaling())
        .isEqualTo(new Scaling.ToExtent(Map.of("i", new Scaling.Range(0, 9))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scaleSize=i(x)",
        "scaleSize=i(1),",
        "scaleSize=i(1)j(2)",
        "scaleAxes=i",
        "scaleExtent=i(1)",
        "rangeSubset=a,,b",
        "rangeSubset=a:b:c",
        "interpolationPerAxis=i"
      })
  void broken_extensions_are_encoding_errors(String query) {
    assertThatThrownBy(() -> read("coverageId=a&" + query))
        .isInstanceOf(OwsException.class)
        .satisfies(e -> assertThat(((OwsException) e).code()).contains("InvalidEncodingSyntax"));
  }

  @Test
  void xml_says_the_same_as_kvp() {
    String xml =
        """
        <wcs:GetCoverage xmlns:wcs="http://www.opengis.net/wcs/2.0" service="WCS" version="2.0.1"
            xmlns:crs="http://www.opengis.net/wcs/crs/1.0"
            xmlns:rsub="http://www.opengis.net/wcs/range-subsetting/1.0"
            xmlns:scal="http://www.opengis.net/wcs/scaling/1.0"
            xmlns:int="http://www.opengis.net/wcs/interpolation/1.0"
            xmlns:geotiff="http://www.opengis.net/gmlcov/geotiff/1.0">
          <wcs:Extension>
            <rsub:RangeSubset>
              <rsub:RangeItem><rsub:RangeComponent>B08</rsub:RangeComponent></rsub:RangeItem>
              <rsub:RangeItem><rsub:RangeInterval>
                <rsub:startComponent>B01</rsub:startComponent>
                <rsub:endComponent>B04</rsub:endComponent>
              </rsub:RangeInterval></rsub:RangeItem>
            </rsub:RangeSubset>
            <scal:Scaling><scal:ScaleToExtent>
              <scal:TargetAxisExtent><scal:axis>i</scal:axis>
                <scal:low>0</scal:low><scal:high>9.0</scal:high></scal:TargetAxisExtent>
            </scal:ScaleToExtent></scal:Scaling>
            <crs:subsettingCrs>http://www.opengis.net/def/crs/EPSG/0/4326
            </crs:subsettingCrs>
            <crs:outputCrs>http://www.opengis.net/def/crs/EPSG/0/3857</crs:outputCrs>
            <int:Interpolation><int:globalInterpolation>linear</int:globalInterpolation>
            </int:Interpolation>
            <geotiff:parameters><geotiff:compression>LZW</geotiff:compression></geotiff:parameters>
          </wcs:Extension>
          <wcs:CoverageId>a__b</wcs:CoverageId>
          <wcs:DimensionTrim><wcs:Dimension>Lat</wcs:Dimension>
            <wcs:TrimLow>50</wcs:TrimLow></wcs:DimensionTrim>
          <wcs:DimensionSlice><wcs:Dimension>time</wcs:Dimension>
            <wcs:SlicePoint>"2023-04-05"</wcs:SlicePoint></wcs:DimensionSlice>
          <wcs:format>image/tiff</wcs:format>
          <wcs:mediaType>multipart/related</wcs:mediaType>
        </wcs:GetCoverage>
        """;
    GetCoverageRequest fromXml = XmlGetCoverage.read(SafeXml.parse(xml));
    GetCoverageRequest fromKvp =
        read(
            "coverageId=a__b&subset=Lat(50,*)&subset=time(%222023-04-05%22)&format=image/tiff"
                + "&mediaType=multipart/related&rangeSubset=B08,B01:B04&scaleExtent=i(0:9)"
                + "&subsettingCrs=http://www.opengis.net/def/crs/EPSG/0/4326"
                + "&outputCrs=http://www.opengis.net/def/crs/EPSG/0/3857"
                + "&interpolation=linear&geotiff:compression=LZW");
    assertThat(fromXml).isEqualTo(fromKvp);
    assertThat(fromXml.subsets()).isEqualTo(List.copyOf(fromKvp.subsets()));
  }

  private static GetCoverageRequest read(String query) {
    return KvpGetCoverage.read(Kvp.parse(query));
  }
}
