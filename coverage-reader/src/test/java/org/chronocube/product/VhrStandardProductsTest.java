// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.chronocube.band.Band;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.product.dimap.DimapParser;
import org.chronocube.product.planet.PlanetScopeParser;
import org.chronocube.product.terrasarx.TerrasarxParser;
import org.chronocube.product.worldview.WorldViewParser;
import org.junit.jupiter.api.Test;

/** What very-high-resolution products are without a word in the catalog. */
class VhrStandardProductsTest {

  private static Stream<ProductParser> parsers() {
    return Stream.of(
        new DimapParser(), new TerrasarxParser(), new PlanetScopeParser(), new WorldViewParser());
  }

  @Test
  void all_have_valid_options_and_unique_ids() {
    List<String> ids =
        parsers()
            .flatMap(
                parser ->
                    parser.standardProducts().stream()
                        .peek(parser::checkOptions)
                        .peek(p -> assertThat(p.parser()).isEqualTo(parser.id()))
                        .map(p -> p.product().id()))
            .toList();
    assertThat(ids).doesNotHaveDuplicates().contains("pleiades-neo-ms", "terrasar-x", "maxar-ms");
  }

  @Test
  void a_scene_is_of_one_of_them() throws URISyntaxException {
    Path document =
        Path.of(
            getClass().getResource("/org/chronocube/vhr/pneo_ms_fs/MS-FS/DIM_MS-FS.XML").toURI());
    DimapParser parser = new DimapParser();
    SceneFiles files = new SceneFiles(document, List.of(document));
    List<ProductDefinition> of =
        parser.standardProducts().stream().filter(p -> parser.recognises(p, files)).toList();
    assertThat(of).extracting(p -> p.product().id()).containsExactly("pleiades-neo-ms");
    assertThat(of.get(0).product().bands())
        .extracting(Band::name)
        .containsExactly("blue", "green", "red", "nir", "rededge", "coastal");
  }
}
