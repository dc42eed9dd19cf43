// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.Scenes;
import org.chronocube.product.IndexReport.Skipped;
import org.chronocube.scene.Scene;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Products whose scenes a document lists: what is fetched, forgotten and told. */
class ListingIndexTest {

  private static final String LOCATION = "https://example.org/catalog";
  private static final String CATALOG =
      """
      version: 1
      index: jdbc:sqlite:index.sqlite
      products:
        - id: %s
          parser: listed
          location: %s
          bands: [{name: B04, type: uint16}]
      cubes: []
      """;

  @TempDir Path directory;
  private final Listed parser = new Listed();
  private Datacube datacube;

  @BeforeEach
  void open() throws IOException {
    Path catalog =
        Files.writeString(
            directory.resolve("catalog.yaml"), CATALOG.formatted(Scenes.PRODUCT, LOCATION));
    datacube = Datacubes.open(catalog, DatacubeOptions.DEFAULTS);
  }

  @AfterEach
  void close() {
    datacube.close();
  }

  private IndexReport index(boolean prune) {
    Indexer indexer =
        new Indexer(
            datacube,
            new ProductParsers(List.of(parser)),
            IndexOptions.DEFAULTS.withPrune(prune).withThreads(1));
    return indexer.indexLocations(List.of(LOCATION), null, IndexProgress.NONE).get(0);
  }

  private long count() {
    return datacube.index().count(SceneQuery.ALL);
  }

  @Test
  void only_what_the_listing_says_was_updated_is_fetched_again() {
    parser.updated.put("a", "2024-01-01");
    parser.updated.put("b", "2024-01-01");
    assertThat(index(false).inserted()).isEqualTo(2);
    assertThat(parser.fetched).containsExactly("a", "b");
    parser.fetched.clear();

    parser.updated.put("b", "2024-02-02");
    parser.updated.put("c", "2024-02-02");
    IndexReport second = index(false);

    assertThat(parser.fetched).containsExactly("b", "c");
    assertThat(second.found()).isEqualTo(3);
    assertThat(second.unchanged()).isEqualTo(1);
    assertThat(second.updated()).isEqualTo(1);
    assertThat(second.inserted()).isEqualTo(1);
  }

  @Test
  void what_a_whole_listing_no_longer_names_is_gone_and_of_a_broken_one_nothing() {
    parser.updated.put("a", "1");
    parser.updated.put("b", "1");
    index(false);
    parser.updated.remove("a");

    parser.complete = false;
    assertThat(index(true).gone()).isEmpty();
    assertThat(count()).isEqualTo(2);

    parser.complete = true;
    assertThat(index(false).gone()).containsExactly("https://example.org/items/a");
    assertThat(index(true).deleted()).isEqualTo(1);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void an_item_that_cannot_be_read_is_told_by_its_address_and_stops_nothing() {
    parser.updated.put("a", "1");
    parser.updated.put("broken", "1");
    parser.updated.put("c", "1");

    IndexReport report = index(false);

    assertThat(report.inserted()).isEqualTo(2);
    assertThat(report.skipped())
        .containsExactly(new Skipped("https://example.org/items/broken", "no such item: broken"));
  }

  @Test
  void nothing_is_asked_of_the_server_before_it_must_be() {
    Indexer indexer = new Indexer(datacube, new ProductParsers(List.of(parser)));

    assertThat(indexer.isListing(LOCATION, null)).isTrue();
    assertThat(indexer.isListing("https://example.org/other", null)).isFalse();
    assertThat(indexer.isListing("https://example.org/other", Scenes.PRODUCT)).isTrue();
    assertThat(parser.listed).isZero();
  }

  /** Lists what it is told to. */
  private static final class Listed implements ListingParser {
    private final Map<String, String> updated = new LinkedHashMap<>();
    private final List<String> fetched = new ArrayList<>();
    private boolean complete = true;
    private int listed;

    @Override
    public String id() {
      return "listed";
    }

    @Override
    public void checkOptions(ProductDefinition product) {
      Options.checkNames(product, Set.of());
    }

    @Override
    public boolean lists(ProductDefinition product, String location) {
      return location.startsWith("https:");
    }

    @Override
    public SceneListing list(ProductDefinition product, String location, Context context) {
      Iterator<String> names = List.copyOf(updated.keySet()).iterator();
      return new SceneListing() {
        @Override
        public Optional<Entry> next() {
          listed++;
          return names.hasNext() ? Optional.of(entry(names.next())) : Optional.empty();
        }

        @Override
        public boolean isComplete() {
          return complete && !names.hasNext();
        }
      };
    }

    private SceneListing.Entry entry(String name) {
      return new SceneListing.Entry() {
        @Override
        public String uri() {
          return "https://example.org/items/" + name;
        }

        @Override
        public String stamp() {
          return updated.get(name);
        }

        @Override
        public Scene scene() {
          fetched.add(name);
          if (name.equals("broken")) {
            throw new SceneParseException("no such item: " + name);
          }
          return Scenes.scene(name).with("updated", updated.get(name)).build();
        }
      };
    }

    @Override
    public List<SceneFiles> group(ProductDefinition product, Path directory, List<Path> entries) {
      return List.of();
    }

    @Override
    public boolean recognises(ProductDefinition product, SceneFiles files) {
      return false;
    }

    @Override
    public Scene parse(ProductDefinition product, SceneFiles files, ParserContext context) {
      throw new AssertionError("a listing is not walked");
    }
  }
}
