// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Products that come into the catalog by command, or by being met. */
class ProductCommandTest {

  private static final Path SAFES =
      Path.of("../coverage-reader/src/test/resources/org/chronocube/product/sentinel2");
  private static final String L2A =
      "S2B_MSIL2A_20220413T150759_N0400_R025_T33XWJ_20220414T082126.SAFE";
  private static final String L1C =
      "S2A_MSIL1C_20210908T042701_N0301_R133_T46RER_20210908T070248.SAFE";

  @TempDir Path directory;
  private Path products;
  private Path archive;

  private record Run(int code, String out, String err) {}

  @BeforeEach
  void emptyCatalog() throws IOException {
    Path chronocube = Files.createDirectories(directory.resolve("data/chronocube"));
    Files.writeString(
        chronocube.resolve("catalog.yaml"),
        """
        version: 1
        index: jdbc:sqlite:index.sqlite
        products: []
        cubes: []
        """);
    products = chronocube.resolve("products.d");
    archive = Files.createDirectories(directory.resolve("archive"));
  }

  private void copy(String safe) throws IOException {
    Path from = SAFES.resolve(safe);
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              Files.copy(file, archive.resolve(safe).resolve(from.relativize(file).toString()));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data-dir", directory.resolve("data").toString()));
    int code =
        Main.run(
            new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    return new Run(code, out.toString(), err.toString());
  }

  @Test
  void one_command_indexes_what_is_the_same_everywhere() throws IOException {
    copy(L2A);
    copy(L1C);

    Run first = run("index", archive.toString());

    assertThat(first.code).isZero();
    assertThat(first.err)
        .contains("added product sentinel-2-l1c in " + products.resolve("sentinel-2-l1c.yaml"))
        .contains("added product sentinel-2-l2a in " + products.resolve("sentinel-2-l2a.yaml"));
    assertThat(first.out).containsPattern("all +2 +2 +0 +0 +0 +0 +0");
    assertThat(Files.readString(products.resolve("sentinel-2-l2a.yaml")))
        .contains("parser: sentinel2-safe", "location: " + archive, "level: L2A", "name: B8A");
    assertThat(run("search", "sentinel-2-l2a").out).contains(L2A.replace(".SAFE", ""));

    Run second = run("index");
    assertThat(second.out).containsPattern("all +2 +0 +0 +2 +0 +0 +0");
    Run third = run("index", archive.resolve(L2A).toString());
    assertThat(third.err).doesNotContain("added");
  }

  @Test
  void a_standard_product_can_be_named_before_there_is_anything() {
    Run none = run("product", "add", "sentinel-2-l2a");
    assertThat(none.code).isEqualTo(ExitCode.USAGE);
    assertThat(none.err).contains("--location must be given for a standard product");

    assertThat(run("product", "list", "--standard").out).contains("sentinel-2-l1c");
    assertThat(run("product", "add", "sentinel-2-l2a", "--location", archive.toString()).code)
        .isZero();
    assertThat(run("product", "list").out)
        .containsPattern("sentinel-2-l2a .* sentinel2-safe +" + archive);
    Run again = run("product", "add", "sentinel-2-l2a", "--location", archive.toString());
    assertThat(again.err).contains("id must be new without --replace, was sentinel-2-l2a");
  }

  @Test
  void a_product_of_ones_own_is_added_from_a_file_and_removed() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("drone.yaml"),
            """
            id: drone
            parser: geotiff
            options: {pattern: '(?<scene>(?<time>\\d{8}))_(?<band>red)\\.tif'}
            bands: [{name: red, type: uint8}]
            """);

    assertThat(run("product", "add", file.toString(), "--location", archive.toString()).code)
        .isZero();
    assertThat(run("product", "list").out).contains("drone");
    assertThat(run("product", "remove", "drone").code).isZero();
    assertThat(run("product", "list").out).doesNotContain("drone");
    Run gone = run("product", "remove", "drone");
    assertThat(gone.code).isEqualTo(ExitCode.USAGE);
    assertThat(gone.err).contains("ID must be a product of products.d, was drone");
  }

  @Test
  void a_file_that_is_wrong_is_named() throws IOException {
    Files.createDirectories(products);
    Files.writeString(products.resolve("other.yaml"), "{id: drone, parser: x, location: /x}\n");

    Run run = run("product", "list");

    assertThat(run.code).isEqualTo(ExitCode.USAGE);
    assertThat(run.err).contains("products.d/other.yaml: ");
  }
}
