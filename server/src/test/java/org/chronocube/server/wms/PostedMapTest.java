// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.chronocube.server.ows.OgcSchemas;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps asked for by POST; the pixels of {@link EncodedCoverage} tell which they are. */
class PostedMapTest {

  @TempDir Path root;
  private WmsFixture wms;

  @BeforeEach
  void layers() {
    wms = new WmsFixture(root);
    wms.layer("gray", "gray", "", "2023-04-02T10:50:31Z", "2023-04-05T10:50:31Z");
  }

  private static String document(String layers, String rest) {
    return "<GetMap xmlns='http://www.opengis.net/sld' xmlns:ows='http://www.opengis.net/ows'"
        + " xmlns:se='http://www.opengis.net/se' xmlns:wms='http://www.opengis.net/wms'"
        + " version='1.3.0'><StyledLayerDescriptor version='1.1.0'>"
        + layers
        + "</StyledLayerDescriptor><CRS>EPSG:32631</CRS><BoundingBox crs='EPSG:32631'>"
        + "<ows:LowerCorner>643000 5676000</ows:LowerCorner>"
        + "<ows:UpperCorner>643800 5676600</ows:UpperCorner></BoundingBox>"
        + "<Output><Size><Width>80</Width><Height>60</Height></Size>"
        + "<wms:Format>image/png</wms:Format><Transparent>1</Transparent></Output>"
        + rest
        + "</GetMap>";
  }

  private static String named(String layer, String style) {
    return "<NamedLayer><se:Name>"
        + layer
        + "</se:Name><NamedStyle><se:Name>"
        + style
        + "</se:Name></NamedStyle></NamedLayer>";
  }

  @Test
  void a_document_of_sld_1_1_is_a_map() {
    String document = document(named("eo:gray", "gray"), "<Time>2023-04-02T10:50:31Z</Time>");
    assertThat(OgcSchemas.errors("sld/1.1.0/GetMap.xsd", document.getBytes(StandardCharsets.UTF_8)))
        .isEmpty();

    WmsFixture.Answer answer = wms.post("wms", "application/xml", document);

    assertThat(answer.type()).isEqualTo("image/png");
    assertThat(answer.pixel(50, 3)).isEqualTo(0xFF323232);
  }

  @Test
  void the_time_of_the_document_counts() {
    String document = document(named("eo:gray", "rgb"), "<Time>2023-04-02T10:50:31Z</Time>");
    assertThat(wms.post("wms", "text/xml", document).pixel(50, 3)).isEqualTo(0xFF320302);
    document = document.replace("2023-04-02", "2023-04-03");
    assertThat(wms.post("wms", "text/xml", document).text()).contains("InvalidDimensionValue");
  }

  @Test
  void one_layer_may_be_drawn_twice_in_different_styles() {
    String twice = document(named("eo:gray", "gray") + named("eo:gray", "veil"), "");
    // Half opaque blue (0.6 · 255 of 255) over gray 50, south of row 30
    assertThat(wms.post("wms", "text/xml", twice).pixel(50, 40)).isEqualTo(0xFF1414AD);
    assertThat(wms.post("wms", "text/xml", twice).pixel(50, 3)).isEqualTo(0xFF323232);
  }

  @Test
  void a_form_says_the_same_as_an_address() {
    String style = WmsFixture.sld("eo:gray", "<Opacity>0</Opacity>");
    String form =
        "service=WMS&version=1.3.0&request=GetMap&layers=eo:gray&styles=&crs=EPSG:32631"
            + "&bbox=643000,5676000,643800,5676600&width=80&height=60&format=image/png"
            + "&bgcolor=0x102030&sld_body="
            + URLEncoder.encode(style, StandardCharsets.UTF_8);
    WmsFixture.Answer answer = wms.post("wms", "application/x-www-form-urlencoded", form);
    assertThat(answer.pixel(50, 3)).isEqualTo(0xFF102030);
  }

  @Test
  void other_documents_are_told_what_is_taken() {
    assertThat(wms.post("wms", "text/xml", "<GetRich service='WMS'/>").text())
        .contains("OperationNotSupported", "must be GetMap or StyledLayerDescriptor, was GetRich");
    assertThat(wms.post("wms", "text/xml", document("", "").replace("image/png", "image/x")).text())
        .contains("MissingParameterValue", "layers");
  }
}
