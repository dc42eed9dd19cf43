// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GetLegendGraphic: the colours of a style, from top to bottom. */
@ExtendWith(ContractServer.class)
class LegendContractTest {

  private final OgcServer server;

  LegendContractTest(OgcServer server) {
    this.server = server;
  }

  @ParameterizedTest
  @CsvSource({
    "belgium_ndvi, ndvi_classes, 5b4a3a e3d3a1 f7f3b5 8fcb63 43a047 0a5a2c",
    "belgium_s2, belgium_classes, ff0004 868686 774b0a 10d22c ffff52 0000ff 818181 c0c0c0 f1f1f1"
        + " bac5eb 52fff9",
    "slovenia_clouds, cloud_mask, 2b5c9e ffffff",
  })
  void classes_have_their_colours_in_order(String layer, String style, String colours)
      throws Exception {
    BufferedImage legend =
        server
            .wms(
                "version", "1.3.0",
                "request", "GetLegendGraphic",
                "layer", server.layer(layer),
                "style", style,
                "format", "image/png",
                "width", "20",
                "height", "20")
            .picture("image/png");
    // Ten pixels in, right through the middle of the swatches.
    List<String> met = new ArrayList<>();
    for (int y = 0; y < legend.getHeight(); y++) {
      String colour = String.format("%06x", legend.getRGB(10, y) & 0xffffff);
      if (colours.contains(colour) && (met.isEmpty() || !met.get(met.size() - 1).equals(colour))) {
        met.add(colour);
      }
    }
    assertThat(met).containsSubsequence(colours.split(" "));
  }
}
