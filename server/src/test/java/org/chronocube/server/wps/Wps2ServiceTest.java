// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import org.chronocube.server.conformance.EchoProcessFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WPS 2.0.0 over HTTP, every document checked against the schemas. */
class Wps2ServiceTest {

  private static final String ECHO = EchoProcessFactory.IDENTIFIER;

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

  @ParameterizedTest
  @CsvSource({
    // OWS Common: the highest version, unless another is accepted or named.
    "'',wps/2.0",
    "&AcceptVersions=1.0.0,wps/1.0.0",
    "'&AcceptVersions=3.0.0,2.0.0,1.0.0',wps/2.0",
    "'&AcceptVersions=1.0.0,2.0.0',wps/1.0.0",
    "&version=1.0.0,wps/1.0.0",
    "&version=2.0.0,wps/2.0",
    "&version=1.0.0&AcceptVersions=2.0.0,wps/2.0",
  })
  void theVersionIsNegotiated(String parameters, String namespace) {
    HttpResponse<String> response = wps.get("service=WPS&request=GetCapabilities" + parameters);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("<wps:Capabilities", namespace);
  }

  @Test
  void aVersionThatIsNotOfferedIsRefused() {
    HttpResponse<String> response = wps.get("service=WPS&request=GetCapabilities&version=3.0.0");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("version must be 1.0.0 or 2.0.0, was 3.0.0");
  }

  @Test
  void capabilitiesSayHowEachProcessIsRun() {
    String document = valid(wps.get("service=WPS&request=GetCapabilities&version=2.0.0"), 200);
    assertThat(document)
        .contains("<ows:Identifier>test:Echo</ows:Identifier>", "processVersion=\"2.1.0\"")
        .contains("jobControlOptions=\"sync-execute async-execute dismiss\"")
        .contains("outputTransmission=\"value reference\"")
        .contains("<ows:Operation name=\"Dismiss\">");
    String posted =
        "<wps:GetCapabilities service='WPS' xmlns:wps='http://www.opengis.net/wps/2.0'/>";
    assertThat(valid(wps.post(posted), 200)).isEqualTo(document);
  }

  @Test
  void offeringsSayTypesRangesDefaultsAndUnits() {
    String all =
        valid(wps.get("service=WPS&version=2.0.0&request=DescribeProcess&identifier=ALL"), 200);
    assertThat(all)
        .contains("test:Wait", "test:Raster", "<wps:Input minOccurs=\"0\" maxOccurs=\"3\">")
        .contains("<ows:Value>RED</ows:Value>", "<ows:MaximumValue>10.0</ows:MaximumValue>")
        .contains("<ows:DefaultValue>nothing</ows:DefaultValue>", "<ows:UOM>m</ows:UOM>")
        .contains("<wps:Format mimeType=\"image/tiff\" encoding=\"base64\"")
        .contains("<wps:SupportedCRS default=\"true\">EPSG:4326</wps:SupportedCRS>");
    String echo =
        valid(
            wps.post(
                "<wps:DescribeProcess service='WPS' version='2.0.0'"
                    + " xmlns:wps='http://www.opengis.net/wps/2.0'"
                    + " xmlns:ows='http://www.opengis.net/ows/2.0'><ows:Identifier>"
                    + ECHO
                    + "</ows:Identifier></wps:DescribeProcess>"),
            200);
    assertThat(echo)
        .contains("<wps:LiteralData>", "<wps:ComplexData>", "<wps:BoundingBoxData>")
        .contains(">string</ows:DataType>");
  }

  @Test
  void literalsAreAnElementOrText() {
    String input = input("text", "<wps:LiteralValue>a b</wps:LiteralValue>");
    assertThat(valid(wps.post(execute("sync", "document", input + output("text", ""))), 200))
        .contains("<wps:Output id=\"text\">", "<wps:Data mimeType=\"text/xml\">")
        .contains("<wps:LiteralValue dataType=\"http://www.w3.org/2001/XMLSchema#string\">a b<")
        .doesNotContain("JobID");
    String plain = output("text", "mimeType='text/plain'");
    assertThat(valid(wps.post(execute("sync", "document", input + plain)), 200))
        .contains("<wps:Data mimeType=\"text/plain\">a b</wps:Data>");
    HttpResponse<String> raw = wps.post(execute("sync", "raw", input + plain));
    assertThat(raw.body()).isEqualTo("a b");
    assertThat(raw.headers().firstValue("Content-Type")).hasValue("text/plain");
    assertThat(valid(wps.post(execute("sync", "raw", input + output("text", ""))), 200))
        .contains("<wps:LiteralValue ", ">a b<");
  }

  @Test
  void literalsNeedNoElementAndAreCheckedForUnitAndRange() {
    String sum = output("sum", "mimeType='text/plain'");
    assertThat(wps.post(execute("sync", "raw", input("number", "2.5") + sum)).body())
        .isEqualTo("2.5");
    String metres = "<wps:LiteralValue uom='m'>2.5</wps:LiteralValue>";
    assertThat(wps.post(execute("sync", "raw", input("number", metres) + sum)).body())
        .isEqualTo("2.5");
    assertThat(
            valid(
                wps.post(
                    execute("sync", "raw", input("number", metres.replace("'m'", "'km'")) + sum)),
                400))
        .contains("locator=\"number\"", "number's unit must be m, was km");
  }

  @Test
  void elementsAreGivenBackAsTheyCame() {
    String input =
        "<wps:Input id='complexInput'><wps:Data><testElement a='1' xlink:href='#x'"
            + " xmlns:xlink='http://www.w3.org/1999/xlink'>hello_complex<b/></testElement>"
            + "</wps:Data></wps:Input>";
    String raw = wps.post(of(ECHO, "sync", "raw", input + output("complexOutput", ""))).body();
    assertThat(raw).contains("<testElement a=\"1\"", ":href=\"#x\">hello_complex", "<b>");
    assertThat(valid(wps.post(of(ECHO, "sync", "document", input)), 200))
        .contains("<wps:Output id=\"complexOutput\">", "hello_complex");
  }

  @Test
  void boxesFollowTheOrderOfAxesOfTheirName() {
    String input =
        input(
            "box",
            "<ows:BoundingBox crs='urn:ogc:def:crs:EPSG::4326'><ows:LowerCorner>51 4"
                + "</ows:LowerCorner><ows:UpperCorner>52 6</ows:UpperCorner></ows:BoundingBox>");
    assertThat(valid(wps.post(execute("sync", "document", input + output("box", ""))), 200))
        .contains("<ows:BoundingBox crs=\"urn:ogc:def:crs:EPSG::4326\" dimensions=\"2\">")
        .contains("<ows:LowerCorner>51.0 4.0</ows:LowerCorner>");
    String world =
        input(
            "box",
            "<ows:WGS84BoundingBox><ows:LowerCorner>4 51</ows:LowerCorner><ows:UpperCorner>6 52"
                + "</ows:UpperCorner></ows:WGS84BoundingBox>");
    assertThat(
            wps.post(execute("sync", "raw", world + output("box", "mimeType='text/plain'"))).body())
        .isEqualTo("4.0,51.0,6.0,52.0");
  }

  @Test
  void geometriesAreGmlInsideDocuments() {
    String input =
        "<wps:Input id='shape'><wps:Data mimeType='application/wkt'>POINT (4 51)</wps:Data>"
            + "</wps:Input>";
    String gml = output("shape", "mimeType='" + GeometryFormats.GML_3 + "'");
    assertThat(valid(wps.post(execute("sync", "document", input + gml)), 200))
        .contains("<gml:pos>4.0 51.0</gml:pos>", "gml/3.1.1");
  }

  @Test
  void coveragesGoInAndOutInBase64() {
    String made = "<wps:Output id='coverage'/>";
    String document = valid(wps.post(of("test:Raster", "sync", "document", made)), 200);
    assertThat(document).contains("<wps:Data mimeType=\"image/tiff\" encoding=\"base64\">");
    String tiff = document.replaceAll("(?s).*base64\">([^<]*)<.*", "$1").strip();
    assertThat(Base64.getMimeDecoder().decode(tiff)).startsWith('I', 'I');
    String given =
        "<wps:Input id='coverage'><wps:Data mimeType='image/tiff' encoding='base64'>"
            + tiff
            + "</wps:Data></wps:Input>";
    assertThat(valid(wps.post(of("test:Raster", "sync", "document", given + made)), 200))
        .contains("base64")
        .doesNotContain(tiff);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // process | attributes | content | status | code | locator
        "no | sync | raw | <wps:Output id='text'/> | 400 | NoSuchProcess | Identifier",
        "test:Echo | now | raw | <wps:Output id='text'/> | 400 | NoSuchMode | mode",
        "test:Echo | sync | cooked | <wps:Output id='text'/> | 400 | InvalidParameterValue |"
            + " response",
        "test:Echo | sync | raw | <wps:Output id='no'/> | 400 | NoSuchOutput | no",
        "test:Echo | sync | raw | <wps:Output id='text'/><wps:Output id='sum'/> | 400 |"
            + " TooManyOutputs | Output",
        "test:Echo | async | raw | '' | 400 | TooManyOutputs | Output",
        "test:Echo | sync | document | <wps:Input id='no'><wps:Data>1</wps:Data></wps:Input> | 400"
            + " | NoSuchInput | no",
        "test:Echo | sync | document | <wps:Input id='text'><wps:Data>1</wps:Data></wps:Input>"
            + "<wps:Input id='text'><wps:Data>1</wps:Data></wps:Input> | 400 | TooManyInputs |"
            + " text",
        "test:Echo | sync | document | <wps:Input id='number'><wps:Data>x</wps:Data></wps:Input> |"
            + " 400 | InvalidParameterValue | number",
        "test:Echo | sync | document | <wps:Input id='text'><wps:Reference"
            + " xlink:href='http://127.0.0.1/a'/></wps:Input> | 400 | DataNotAccessible | text",
        "test:Echo | sync | document | <wps:Input id='text'><wps:Reference"
            + " xlink:href='file:///etc/passwd'/></wps:Input> | 400 | DataNotAccessible | text",
        "test:Echo | sync | document | <wps:Output id='text' transmission='pigeon'/> | 400 |"
            + " InvalidParameterValue | transmission",
        "test:Fail | sync | document | '' | 400 | MissingParameterValue | how",
        "test:Fail | sync | document | <wps:Input id='how'><wps:Data>parameter</wps:Data>"
            + "</wps:Input> | 400 | InvalidParameterValue | how",
        "test:Fail | auto | document | <wps:Input id='how'><wps:Data>parameter</wps:Data>"
            + "</wps:Input> | 400 | InvalidParameterValue | how",
      })
  void wrongExecutionsHaveTheirCode(
      String process,
      String mode,
      String response,
      String content,
      int status,
      String code,
      String locator) {
    assertThat(valid(wps.post(of(process, mode, response, content)), status))
        .contains("exceptionCode=\"" + code + "\"", "locator=\"" + locator + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "GetStatus,400,MissingParameterValue,JobID",
    "GetStatus&jobid=x,400,NoSuchJob,JobID",
    "GetResult&JOBID=../../etc,400,NoSuchJob,JobID",
    "Dismiss&JobId=00000000000000000000000000000000,400,NoSuchJob,JobID",
    "Execute&Identifier=test:Echo,501,OperationNotSupported,request",
    "Sing,501,OperationNotSupported,request",
    "DescribeProcess,400,MissingParameterValue,Identifier",
    "DescribeProcess&Identifier=no,400,NoSuchProcess,Identifier",
  })
  void wrongRequestsHaveTheirCode(String request, int status, String code, String locator) {
    assertThat(valid(wps.get("service=WPS&version=2.0.0&request=" + request), status))
        .contains("version=\"2.0.0\"")
        .contains("exceptionCode=\"" + code + "\"", "locator=\"" + locator + "\"");
  }

  @Test
  void aFailureIsAnExceptionReportWithoutSecrets() {
    String broken = "<wps:Input id='how'><wps:Data>broken</wps:Data></wps:Input>";
    assertThat(valid(wps.post(of("test:Fail", "sync", "document", broken)), 500))
        .contains("NoApplicableCode", "the file is broken");
    assertThat(
            valid(
                wps.post(of("test:Fail", "auto", "raw", broken.replace("broken", "secret"))), 500))
        .contains("The process failed; the server's log says why.")
        .doesNotContain("hunter2");
    wps.close();
    assertThat(storage).isEmptyDirectory();
  }

  @Test
  void anOutputByReferenceIsKept() {
    String content =
        input("text", "hello") + output("text", "transmission='reference' mimeType='text/plain'");
    String document = valid(wps.post(execute("sync", "document", content)), 200);
    assertThat(document).contains("<wps:JobID>", "<wps:ExpirationDate>", "<wps:Reference ");
    String href =
        document.replaceAll("(?s).*xlink:href=\"([^\"]+)\".*", "$1").replace("&amp;", "&");
    assertThat(wps.follow(href).body()).isEqualTo("hello");
    String id = document.replaceAll("(?s).*<wps:JobID>([^<]+)<.*", "$1");
    valid(wps.get("service=WPS&version=2.0.0&request=Dismiss&jobId=" + id), 200);
    assertThat(wps.follow(href).statusCode()).isEqualTo(400);
  }

  @Test
  void autoAnswersShortProcessesWithTheResultAndKeepsNothing() {
    String content = input("text", "hello") + output("text", "mimeType='text/plain'");
    assertThat(wps.post(execute("auto", "raw", content)).body()).isEqualTo("hello");
    assertThat(valid(wps.post(execute("auto", "document", content)), 200))
        .contains(">hello</wps:Data>");
    wps.close();
    assertThat(storage).isEmptyDirectory();
  }

  @Test
  void aDtdIsRefused() {
    HttpResponse<String> response =
        wps.post(
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
                + execute("sync", "raw", input("text", "&x;")));
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("without DTD").doesNotContain("root:");
  }

  private static String input(String id, String data) {
    return "<wps:Input id='" + id + "'><wps:Data>" + data + "</wps:Data></wps:Input>";
  }

  private static String output(String id, String attributes) {
    return "<wps:Output id='" + id + "' " + attributes + "/>";
  }

  private static String execute(String mode, String response, String content) {
    return of("test:Echo", mode, response, content);
  }

  /** An Execute document. */
  static String of(String process, String mode, String response, String content) {
    return """
        <wps:Execute service="WPS" version="2.0.0" mode="%s" response="%s"
            xmlns:wps="http://www.opengis.net/wps/2.0" xmlns:ows="http://www.opengis.net/ows/2.0"
            xmlns:xlink="http://www.w3.org/1999/xlink">
          <ows:Identifier>%s</ows:Identifier>%s
        </wps:Execute>
        """
        .formatted(mode, response, process, content);
  }

  private static String valid(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    WpsSchemas.assertValid2(response.body());
    return response.body();
  }
}
