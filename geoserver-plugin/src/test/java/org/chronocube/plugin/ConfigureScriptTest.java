// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.catalog.Catalog;
import org.chronocube.catalog.CatalogReader;
import org.chronocube.catalog.ProductDefinition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code data-dir/configure.sh} on a copy of the shipped catalog, read again by the reader. */
class ConfigureScriptTest {

  private static final Path SHIPPED = Path.of("..", "data-dir").toAbsolutePath().normalize();

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void copyTheCatalog() throws Exception {
    file = Files.createDirectories(directory.resolve("chronocube")).resolve("catalog.yaml");
    Files.copy(SHIPPED.resolve("chronocube/catalog.yaml"), file);
  }

  private record Outcome(int exit, String text) {}

  private Outcome configure(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("sh", SHIPPED.resolve("configure.sh").toString()));
    command.addAll(List.of("--data-dir", directory.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Outcome(process.waitFor(), text);
  }

  private List<String> locations(Catalog catalog) {
    return catalog.products().stream().map(ProductDefinition::location).toList();
  }

  @Test
  void a_postgresql_index_is_written_as_it_is_given() throws Exception {
    String url = "jdbc:postgresql://db.example/eo?user=o'neil&options=-c%20a=b\\n";

    assertThat(configure("--index", url).exit()).isZero();

    Catalog catalog = CatalogReader.read(file);
    assertThat(catalog.index()).isEqualTo(url);
    assertThat(locations(catalog))
        .containsAll(locations(CatalogReader.read(file.resolveSibling("catalog.yaml.bak"))))
        .allMatch(l -> l.startsWith(directory.toString()));
    assertThat(file.resolveSibling("catalog.yaml.bak"))
        .hasSameTextualContentAs(SHIPPED.resolve("chronocube/catalog.yaml"));
  }

  @Test
  void products_move_to_another_archive_and_one_to_its_own_place() throws Exception {
    Path archive = Files.createDirectories(directory.resolve("eo's archive")).toRealPath();
    Path sentinel2 = Files.createDirectories(directory.resolve("s2")).toRealPath();

    Outcome outcome =
        configure("--archive", archive.toString(), "--location", "belgium-s2-l2a=" + sentinel2);

    assertThat(outcome.text()).contains("chronocube index --data-dir");
    Catalog catalog = CatalogReader.read(file);
    assertThat(locations(catalog))
        .containsExactly(
            sentinel2.toString(),
            archive + "/belgium-s1-grd",
            archive + "/bordeaux-s2-l1c",
            archive + "/slovenia-s2-l1c",
            archive + "/newyork-landsat8");
    assertThat(catalog.index()).contains("index.sqlite");
    assertThat(catalog.cubes()).hasSize(10);
  }

  @Test
  void what_breaks_a_rule_is_told_and_changes_nothing() throws Exception {
    assertThat(configure("--index", "mysql://db"))
        .isEqualTo(
            new Outcome(
                2,
                "configure: --index must start with jdbc:postgresql: or jdbc:sqlite:,"
                    + " was mysql://db\n"));
    assertThat(configure("--archive", "nowhere").text())
        .contains("--archive must be a directory that exists, was nowhere");
    assertThat(configure("--location", "moon=" + directory))
        .isEqualTo(
            new Outcome(2, "configure: --location must name a product of the catalog, was moon\n"));
    assertThat(configure().text()).contains("must be given");

    assertThat(file).hasSameTextualContentAs(SHIPPED.resolve("chronocube/catalog.yaml"));
    assertThat(directory.resolve("chronocube")).isDirectoryNotContaining("glob:**.new");
  }
}
