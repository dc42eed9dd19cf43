// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WPS 1.0.0 over HTTP, every document checked against the schemas. */
class WpsServiceTest {

  private static final String SQUARE = "POLYGON ((0 0, 2 0, 2 1, 0 1, 0 0))";

  @TempDir Path storage;
  private WpsServer wps;

  @BeforeEach
  void start() {
    wps = new WpsServer(WpsSettings.defaults(), storage);
  }

  @AfterEach
  void stop() {
    wps.close();
  }

  @Test
  void capabilitiesListProcessesThatCanBeCalled() {
    String document = valid(wps.get("service=WPS&request=GetCapabilities&version=1.0.0"), 200);
    assertThat(document)
        .contains("<ows:Identifier>test:Echo</ows:Identifier>", "wps:processVersion=\"2.1.0\"")
        .doesNotContain("test:Unsupported");
    assertThat(
            valid(
                wps.post(
                    "<wps:GetCapabilities xmlns:wps='http://www.opengis.net/wps/1.0.0'"
                        + " xmlns:ows='http://www.opengis.net/ows/1.1' service='WPS'>"
                        + "<wps:AcceptVersions><ows:Version>1.0.0</ows:Version>"
                        + "</wps:AcceptVersions></wps:GetCapabilities>"),
                200))
        .isEqualTo(document);
  }

  @Test
  void descriptionsSayTypesRangesDefaultsAndUnits() {
    String all = valid(describe("all"), 200);
    assertThat(all)
        .contains("test:Wait", "test:Raster")
        .contains("<ows:Value>RED</ows:Value>")
        .contains("<ows:MaximumValue>10.0</ows:MaximumValue>")
        .contains("<DefaultValue>nothing</DefaultValue>")
        .contains("<ows:UOM>m</ows:UOM>")
        .contains("<MimeType>application/geo+json</MimeType>")
        .contains("<MimeType>text/xml; subtype=gml/3.1.1</MimeType>")
        .contains("<Encoding>base64</Encoding>")
        .contains("maxOccurs=\"3\"");
    assertThat(valid(describe("test:Fail,test:Wait"), 200)).doesNotContain("test:Echo");
  }

  private HttpResponse<String> describe(String identifier) {
    return wps.get(
        "service=WPS&version=1.0.0&request=DescribeProcess&Identifier="
            + URLEncoder.encode(identifier, StandardCharsets.UTF_8));
  }

  @Test
  void literalsComeAndGo() {
    String document =
        valid(wps.execute("test:Echo", "text=a b;number=2.5;many=1;many=2;colour=green", ""), 200);
    assertThat(document)
        .contains("<wps:LiteralData dataType=\"xs:string\">a b GREEN</wps:LiteralData>")
        .contains("<wps:LiteralData dataType=\"xs:double\" uom=\"m\">5.5</wps:LiteralData>")
        .contains("<wps:ProcessSucceeded>")
        .doesNotContain("statusLocation");
    assertThat(valid(wps.execute("test:Echo", "", ""), 200)).contains(">nothing<");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // inputs | code | locator | text
        "number=11|InvalidParameterValue|number|number must be in 0.0..10.0, was 11",
        "number=NaN|InvalidParameterValue|number|number: must be a finite number, was NaN",
        "number=1@uom=km|InvalidParameterValue|number|number's unit must be m, was km",
        "number=x|InvalidParameterValue|number|number: ",
        "colour=blue|InvalidParameterValue|colour|colour: must be one of RED, GREEN, was blue",
        "many=1;many=2;many=3;many=4|InvalidParameterValue|many|at most 3 times, was 4",
        "what=1|InvalidParameterValue|what|inputs must be of text, number",
        "shape=POLYGON|InvalidParameterValue|shape|shape: must be WKT",
        "shape=x@mimeType=a/b|InvalidParameterValue|shape|shape's mimeType must be one of",
        "shape=@xlink:href=http://127.0.0.1/a|InvalidParameterValue|shape|references must be to a"
            + " host this server allows",
        "shape=@xlink:href=file:///etc/passwd|InvalidParameterValue|shape|references must be to"
      })
  void wrongInputsNameTheInput(String inputs, String code, String locator, String text) {
    String document = valid(wps.execute("test:Echo", inputs, ""), 400);
    assertThat(document)
        .contains("exceptionCode=\"" + code + "\"", "locator=\"" + locator + "\"")
        .contains(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "service=WPS|400|MissingParameterValue|request",
        "service=WPS&request=DescribeProcess&version=1.0.0|400|MissingParameterValue|Identifier",
        "service=WPS&request=DescribeProcess&Identifier=no|400|InvalidParameterValue|Identifier",
        "service=WPS&request=Execute&version=1.0.0|400|MissingParameterValue|Identifier",
        "service=WPS&request=Execute&version=9.0.0&Identifier=x|400|InvalidParameterValue|version",
        "service=WPS&request=Execute&Identifier=test:Fail|400|MissingParameterValue|how",
        "service=WPS&request=Sing|501|OperationNotSupported|request",
        "service=WPS&request=GetCapabilities&AcceptVersions=9.9|400|VersionNegotiationFailed|"
            + "AcceptVersions",
        "service=WPS&request=GetExecutionStatus&executionId=../../x|400|InvalidParameterValue|"
            + "executionId",
        "service=WPS&request=Execute&Identifier=test:Echo&status=true|400|InvalidParameterValue|"
            + "status",
        "service=WPS&request=Execute&Identifier=test:Echo&RawDataOutput=text&"
            + "storeExecuteResponse=true|400|InvalidParameterValue|storeExecuteResponse",
        "service=WPS&request=Execute&Identifier=test:Echo&ResponseDocument=no|400|"
            + "InvalidParameterValue|no"
      })
  void wrongRequestsHaveTheirCode(String query, int status, String code, String locator) {
    assertThat(valid(wps.get(query), status))
        .contains("exceptionCode=\"" + code + "\"", "locator=\"" + locator + "\"");
  }

  @Test
  void geometriesAreReadAndWrittenInEveryFormat() {
    String geoJson =
        "{\"type\":\"Polygon\",\"coordinates\":[[[0.0,0.0],[2.0,0.0],[2.0,1.0],[0.0,1.0],"
            + "[0.0,0.0]]]}";
    assertThat(raw("shape=" + SQUARE, "shape@mimeType=application/json")).isEqualTo(geoJson);
    assertThat(raw("shape=" + geoJson, "shape@mimeType=application/wkt")).isEqualTo(SQUARE);
    assertThat(raw("shape=SRID=4326;" + SQUARE.replace(";", ""), "text")).isEqualTo("nothing");
  }

  private String raw(String input, String output) {
    HttpResponse<String> response =
        wps.get(
            "service=WPS&version=1.0.0&request=Execute&Identifier=test:Echo&DataInputs="
                + input.substring(0, input.indexOf('='))
                + "="
                + URLEncoder.encode(input.substring(input.indexOf('=') + 1), StandardCharsets.UTF_8)
                + "&RawDataOutput="
                + output);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  @Test
  void gmlFollowsTheOrderOfAxesOfItsName() {
    String gml =
        "<gml:Polygon xmlns:gml='http://www.opengis.net/gml'"
            + " srsName='urn:ogc:def:crs:EPSG::4326'><gml:exterior><gml:LinearRing>"
            + "<gml:posList>51 4 51 5 52 5 51 4</gml:posList></gml:LinearRing></gml:exterior>"
            + "</gml:Polygon>";
    String wkt = valid(wps.post(execute("shape", gml, "shape", "application/wkt")), 200);
    assertThat(wkt).contains("POLYGON ((4 51, 5 51, 5 52, 4 51))");
    String gml3 = valid(wps.post(execute("shape", gml, "shape", GeometryFormats.GML_3)), 200);
    assertThat(gml3)
        .contains("<gml:Polygon srsName=\"urn:ogc:def:crs:EPSG::4326\">")
        .contains("<gml:posList>51.0 4.0 51.0 5.0 52.0 5.0 51.0 4.0</gml:posList>");
    String gml2 = valid(wps.post(execute("shape", gml, "shape", GeometryFormats.GML_2)), 200);
    assertThat(gml2)
        .contains("<gml:coordinates>4.0,51.0 5.0,51.0 5.0,52.0 4.0,51.0</gml:coordinates>");
  }

  @Test
  void lineageRepeatsInputsAndOutputs() {
    String gml =
        "<gml:Point xmlns:gml='http://www.opengis.net/gml'><gml:pos>4 51</gml:pos></gml:Point>";
    String document = valid(wps.post(execute("shape", gml, "text", null)), 200);
    assertThat(document)
        .contains("<wps:DataInputs>", "<wps:OutputDefinitions>")
        .contains("<Point xmlns=\"http://www.opengis.net/gml\">");
  }

  @Test
  void featuresBecomeCsvAndRecords() {
    String features =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"a\","
            + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[4,51]},"
            + "\"properties\":{\"name\":\"x, \\\"y\\\"\",\"n\":1.5}}]}";
    assertThat(raw("features=" + features, "features@mimeType=text/csv"))
        .isEqualTo("geometry,name,n\r\nPOINT (4 51),\"x, \"\"y\"\"\",1.5\r\n");
    assertThat(
            raw(
                "features=" + features,
                "features@mimeType=application/json;profile=records"
                    .replace(";", "%3B")
                    .replace("=records", "%3Drecords")))
        .isEqualTo("[{\"name\":\"x, \\\"y\\\"\",\"n\":1.5}]");
    assertThat(raw("features=" + features, "features"))
        .contains("\"id\":\"a\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[4.0,51.0]}");
  }

  @Test
  void boxesAreReadFromBothForms() {
    String document =
        valid(
            wps.post(
                """
                <wps:Execute service="WPS" version="1.0.0"
                    xmlns:wps="http://www.opengis.net/wps/1.0.0"
                    xmlns:ows="http://www.opengis.net/ows/1.1">
                  <ows:Identifier>test:Echo</ows:Identifier>
                  <wps:DataInputs><wps:Input><ows:Identifier>box</ows:Identifier><wps:Data>
                    <wps:BoundingBoxData crs="urn:ogc:def:crs:EPSG::4326" dimensions="2">
                      <ows:LowerCorner>51 4</ows:LowerCorner>
                      <ows:UpperCorner>52 6</ows:UpperCorner>
                    </wps:BoundingBoxData></wps:Data></wps:Input></wps:DataInputs>
                  <wps:ResponseForm><wps:ResponseDocument><wps:Output>
                    <ows:Identifier>box</ows:Identifier></wps:Output>
                  </wps:ResponseDocument></wps:ResponseForm>
                </wps:Execute>
                """),
            200);
    assertThat(document).contains("<ows:LowerCorner>4.0 51.0</ows:LowerCorner>");
    assertThat(wps.execute("test:Echo", "box=4,51,6,52", "&RawDataOutput=box").body())
        .isEqualTo("4.0,51.0,6.0,52.0");
  }

  @Test
  void coveragesAreGeoTiffRawAndInBase64() {
    byte[] raw =
        wps.bytes(
                "service=WPS&version=1.0.0&request=Execute&Identifier=test:Raster&RawDataOutput="
                    + "coverage")
            .body();
    assertThat(new String(raw, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("II");
    String document = valid(wps.execute("test:Raster", "", ""), 200);
    assertThat(document)
        .contains("<wps:ComplexData mimeType=\"image/tiff\" encoding=\"base64\">")
        .contains(Base64.getEncoder().encodeToString(raw));

    String again =
        valid(
            wps.post(
                execute("coverage", Base64.getEncoder().encodeToString(raw), "coverage", null)
                    .replace("test:Echo", "test:Raster")),
            200);
    assertThat(again).contains("encoding=\"base64\"").doesNotContain("Failed");
  }

  @Test
  void failuresAreToldWithoutSecrets() {
    assertThat(valid(wps.execute("test:Fail", "how=parameter", ""), 400))
        .contains("InvalidParameterValue", "locator=\"how\"", "how must be kind");
    assertThat(valid(wps.execute("test:Fail", "how=broken", ""), 200))
        .contains("<wps:ProcessFailed>", "the file is broken", "NoApplicableCode");
    assertThat(valid(wps.execute("test:Fail", "how=broken", "&RawDataOutput=text"), 500))
        .contains("the file is broken");
    assertThat(valid(wps.execute("test:Fail", "how=secret", ""), 200))
        .contains("The process failed; the server's log says why.")
        .doesNotContain("hunter2");
    wps.close();
    assertThat(storage).isEmptyDirectory();
  }

  @Test
  void anOutputByReferenceIsKept() {
    String document =
        valid(
            wps.execute("test:Echo", "text=hello", "&ResponseDocument=text@asReference=true"), 200);
    String href =
        document.replaceAll("(?s).*<wps:Reference href=\"([^\"]+)\".*", "$1").replace("&amp;", "&");
    assertThat(wps.follow(href).body()).isEqualTo("hello");
    assertThat(wps.follow(href.replace("outputId=text", "outputId=response.xml")).statusCode())
        .isEqualTo(400);
  }

  // The requests that OGC's suite for 1.0.0 is given.
  @Test
  void theRequestsOfTheConformanceSuiteAreAnswered() throws Exception {
    Path requests = Path.of("src/test/resources/conformance/wps10");
    String raw = wps.post(Files.readString(requests.resolve("raw.xml"))).body();
    assertThat(raw).contains("<greeting>hello</greeting>");
    for (String name : List.of("document.xml", "updating.xml")) {
      String document = valid(wps.post(Files.readString(requests.resolve(name))), 200);
      assertThat(document).contains("<wps:ExecuteResponse ");
      assertThat(document.contains("statusLocation=")).isEqualTo(name.equals("updating.xml"));
    }
  }

  // As the suite posts GetCapabilities: all in the query, nothing in the body.
  @Test
  void aPostWithoutADocumentIsAnExceptionReport() {
    assertThat(valid(wps.post(""), 500)).contains("XML must be well-formed");
  }

  @Test
  void aDtdIsRefused() {
    String document =
        valid(
            wps.post(
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><wps:Execute"
                    + " xmlns:wps='http://www.opengis.net/wps/1.0.0' service='WPS'>&x;"
                    + "</wps:Execute>"),
            500);
    assertThat(document).contains("NoApplicableCode").doesNotContain("root:");
  }

  private static String execute(String input, String data, String output, String mimeType) {
    return """
        <wps:Execute service="WPS" version="1.0.0" xmlns:wps="http://www.opengis.net/wps/1.0.0"
            xmlns:ows="http://www.opengis.net/ows/1.1">
          <ows:Identifier>test:Echo</ows:Identifier>
          <wps:DataInputs><wps:Input><ows:Identifier>%s</ows:Identifier><wps:Data>
            <wps:ComplexData>%s</wps:ComplexData></wps:Data></wps:Input></wps:DataInputs>
          <wps:ResponseForm><wps:ResponseDocument lineage="true"><wps:Output %s>
            <ows:Identifier>%s</ows:Identifier></wps:Output></wps:ResponseDocument>
          </wps:ResponseForm>
        </wps:Execute>
        """
        .formatted(input, data, mimeType == null ? "" : "mimeType='" + mimeType + "'", output);
  }

  private static String valid(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    WpsSchemas.assertValid(response.body());
    return response.body();
  }
}
