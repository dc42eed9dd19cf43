// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands on the shipped archive, with an index of their own. */
class CommandLineTest {

  private static final Path DATA_DIR = Path.of("../data-dir").toAbsolutePath().normalize();

  @TempDir static Path directory;

  /** What a run said and how it ended. */
  private record Run(int code, String out, String err) {

    JsonNode json() throws IOException {
      return new JsonMapper().readTree(out);
    }
  }

  @BeforeAll
  static void indexes_the_archive() {
    Run first = onArchive("index");

    assertThat(first.code).isZero();
    assertThat(first.out).containsPattern("all +111 +111 +0 +0 +0 +0 +0");
    assertThat(first.err).contains("slovenia-s2-l1c: 68 scenes").doesNotContain("skipped");
  }

  /** Scenes of which NumPy counts at least 80 % of the Belgian field as clear, best first. */
  private static final List<String> CLEAR = List.of("20230415", "20230405");

  @Test
  void indexing_again_changes_nothing() throws IOException {
    Run again = onArchive("index", "--product", "newyork-landsat8", "--json");

    assertThat(again.code).isZero();
    assertThat(again.json().at("/0/unchanged").asInt()).isEqualTo(19);
    assertThat(again.json().at("/0/inserted").asInt()).isZero();
  }

  @Test
  void a_broken_scene_is_skipped_and_named() throws IOException {
    Path scene = Files.createDirectories(directory.resolve("broken/scene"));
    Files.writeString(scene.resolve("scene.json"), "{\"type\": \"Feature\", \"stac_version\": ");
    Run run = onArchive("index", "--product", "belgium-s2-l2a", scene.toString());

    assertThat(run.code).isEqualTo(ExitCode.SKIPPED);
    assertThat(run.err).contains("skipped " + scene.resolve("scene.json"));
  }

  @Test
  void finds_the_clear_scenes_behind_a_cube() throws IOException {
    // As the archive's README says: 1.23 % and 0 %.
    Run run = onArchive("search", "belgium_s2", "--where", "\"eo:cloud_cover\" < 10", "--json");
    JsonNode features = run.json().path("features");

    assertThat(run.code).isZero();
    assertThat(run.err).isEmpty();
    assertThat(features).hasSize(2);
    assertThat(features.at("/0/id").asText()).isEqualTo("belgium-s2-l2a_20230415");
    assertThat(features.at("/1/properties/datetime").asText()).isEqualTo("2023-04-05T00:00:00Z");
    assertThat(features.at("/1/geometry/coordinates/0")).hasSize(5);
    assertThat(features.at("/0/assets/B04/href").asText()).endsWith("20230415_B04.tif");
  }

  @Test
  void searches_by_place_time_and_order() throws IOException {
    Run place =
        onArchive("search", "--bbox", "5,51,6,52", "--time", "2023-04-01/2023-04-10", "--json");
    Run order = onArchive("search", "slovenia-s2-l1c", "--sort", "time", "--limit", "2", "--json");

    assertThat(place.json().path("features"))
        .extracting(f -> f.path("properties").path("datetime").asText().substring(5, 10))
        .containsExactly("04-10", "04-08", "04-07", "04-05", "04-05", "04-03", "04-02");
    assertThat(order.json().path("numberMatched").asInt()).isEqualTo(68);
    assertThat(order.json().path("features")).hasSize(2);
    assertThat(order.json().at("/features/0/properties/datetime").asText())
        .startsWith("2015-07-11");
  }

  @Test
  void a_table_says_what_it_leaves_out() {
    Run run = onArchive("search", "slovenia-s2-l1c", "--limit", "3");

    assertThat(run.out.lines()).hasSize(4);
    assertThat(run.out).startsWith("time ").contains("2017-12-22T");
    assertThat(run.err.strip()).isEqualTo("3 of 68 scenes; --limit 0 shows all");
    assertThat(onArchive("search", "slovenia-s2-l1c", "--time", "1999").out.strip())
        .isEqualTo("no scenes");
  }

  // Shares of the whole field by NumPy: (SCL != 0) & ~isin(SCL, [3, 8, 9, 10]) is 4172 of 4224
  // pixels on 5 April and all of them on 15 April; by the tiles' metadata both are clear as well.
  @Test
  void searches_by_the_valid_share_of_the_users_own_area() throws IOException {
    Run run =
        onArchive(
            "search",
            "belgium_s2_clear",
            "--filter",
            "aoi:valid >= 80",
            "--sort",
            "-aoi:valid",
            "--json");
    JsonNode features = run.json().path("features");

    assertThat(run.err).isEmpty();
    assertThat(run.code).isZero();
    assertThat(features).extracting(f -> f.path("id").asText().substring(15)).isEqualTo(CLEAR);
    assertThat(run.json().path("numberMatched").asInt()).isEqualTo(CLEAR.size());
    assertThat(features.at("/0/properties/aoi:valid").asDouble()).isEqualTo(100);
  }

  @Test
  void a_table_shows_the_valid_share_when_asked_to() {
    Run run =
        onArchive(
            "search",
            "belgium-s2-l2a",
            "--cube",
            "belgium_s2_clear",
            "--geometry",
            "POINT (5.056 51.218)",
            "--time",
            "2023-04-15",
            "--valid");

    assertThat(run.out).containsPattern("cloud % +valid % +bands").contains(" 100.0 ");
    assertThat(onArchive("search", "--valid").err)
        .contains("--cube must be given for aoi:valid, or a cube as NAME");
  }

  @Test
  void a_series_leaves_out_what_clouds_hide() throws IOException {
    Run run =
        onArchive("series", "belgium_s2_clear", "--bands", "B08", "--min-valid", "80", "--json");

    assertThat(run.json().path("dates")).hasSize(CLEAR.size());
  }

  @Test
  void a_pixel_through_time() throws IOException {
    Run run =
        onArchive(
            "series",
            "belgium_s2",
            "--area",
            "POINT (5.056 51.218)",
            "--bands",
            "B04,B08,NDVI=(B08-B04)/(B08+B04)",
            "--json");
    JsonNode dates = run.json().path("dates");

    // gdallocationinfo (GDAL 3.6.2) on the files: B04 346, B08 4721 on 5 April.
    assertThat(dates).hasSize(12);
    assertThat(dates.at("/1/time").asText()).isEqualTo("2023-04-05T00:00:00.000Z");
    assertThat(dates.at("/1/bands/B04/mean").asDouble()).isCloseTo(0.0346, within(1e-7));
    assertThat(dates.at("/1/bands/B08/mean").asDouble()).isCloseTo(0.4721, within(1e-7));
    assertThat(dates.at("/1/bands/NDVI/mean").asDouble())
        .isCloseTo((4721.0 - 346) / (4721 + 346), within(1e-6));
  }

  @Test
  void a_series_as_table_and_as_csv() {
    String[] question = {
      "series", "belgium_s2_clear", "--time", "2023-04-05", "--bands", "B08", "--percentiles", "50"
    };
    Run table = onArchive(question);
    List<String> asCsv = new ArrayList<>(List.of(question));
    asCsv.add("--csv");
    Run csv = onArchive(asCsv.toArray(String[]::new));

    assertThat(table.out).containsPattern("time +band +count +validShare +mean .* p50");
    assertThat(csv.out)
        .startsWith("time,band,unit,pixels,count,validShare,mean,sd,min,max,p50\r\n");
    assertThat(csv.out.lines()).hasSize(2).last().asString().contains("T00:00:00.000Z,B08,1,4224,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "search nope | NAME must be a cube or a product",
        "search --where bogus< | --where must be CQL, was bogus<",
        "search --limit -1 | --limit must be >= 0, was -1",
        "search --time 2023-13 | --time must be an ISO 8601 date",
        "search --bbox 1,2,3 | --bbox must be west,south,east,north in degrees, was 1,2,3",
        "series nope | CUBE must be one of belgium_s2,",
        "series belgium_s2 --bands B99 | bands must be of",
        "series slovenia_ndvi --bbox 14,47,15,48 | area must meet cube slovenia_ndvi",
        "series | Missing required parameter: 'CUBE'",
        "index no/such/scenes | PATH must be a file or directory that is there, was no/such/scenes",
        "index --product nope | --product must be one of belgium-s2-l2a,",
        "serve --port 70000 | --port must be in 0..65535, was 70000",
        "serve --proxy-base-url ftp://x/ | --proxy-base-url must be an http or https URL",
        "nonsense | Unmatched argument",
      })
  void what_is_wrong_with_a_command_line_is_said_in_one_line(String line, String message) {
    Run run = onArchive(line.split(" "));

    assertThat(run.code).isEqualTo(ExitCode.USAGE);
    assertThat(run.out).isEmpty();
    assertThat(run.err).startsWith("chronocube: " + message).doesNotContain("\tat ");
  }

  @Test
  void a_missing_data_directory_is_named() {
    Run run = run("search", "--data-dir", directory.resolve("none").toString());

    assertThat(run.code).isEqualTo(ExitCode.USAGE);
    assertThat(run.err.strip())
        .isEqualTo(
            "chronocube: --data-dir must hold a readable chronocube/catalog.yaml, was "
                + directory.resolve("none"));
  }

  @Test
  void an_index_that_is_not_there_fails_in_one_line() {
    Run run =
        run(
            "search",
            "--data-dir",
            DATA_DIR.toString(),
            "--index",
            "jdbc:sqlite:" + directory.resolve("no/such/dir/index.sqlite"));

    assertThat(run.code).isEqualTo(ExitCode.FAILED);
    assertThat(run.err.lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "serve", "index", "search", "series", "user", "key", "cube"})
  void help_teaches_by_examples(String command) {
    Run run = run(command.isEmpty() ? new String[] {"--help"} : new String[] {command, "--help"});

    assertThat(run.code).isZero();
    assertThat(run.out).contains("Usage: chronocube", "Exit codes:", "Examples:");
    assertThat(run.out.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void shifts_are_measured_stored_and_kept_by_the_next_index() throws IOException {
    Run looked =
        onArchive("coregister", "--cube", "bordeaux", "--band", "B04", "--dry-run", "--json");
    assertThat(looked.code).isZero();
    JsonNode older = looked.json().get(0);
    // scikit-image 0.19 on the same files: 0.75 columns to the left, 0.24 rows down.
    assertThat(older.path("cols").asDouble()).isCloseTo(-0.75, within(0.1));
    assertThat(older.path("rows").asDouble()).isCloseTo(0.24, within(0.1));
    assertThat(older.path("confidence").asDouble()).isGreaterThan(0.8);
    assertThat(looked.json().at("/1/note").asText()).isEqualTo("reference");
    assertThat(shiftsOf("bordeaux-s2-l1c")).isZero();

    Run stored = onArchive("coregister", "--cube", "bordeaux", "--band", "B04");
    assertThat(stored.out).startsWith("time ").contains("confidence").contains("reference");
    assertThat(shiftsOf("bordeaux-s2-l1c")).isEqualTo(1);
    onArchive("index", "--product", "bordeaux-s2-l1c");
    assertThat(shiftsOf("bordeaux-s2-l1c")).isEqualTo(1);
    onArchive("index", "--product", "bordeaux-s2-l1c", "--again");
    assertThat(shiftsOf("bordeaux-s2-l1c")).isZero();
  }

  private static int shiftsOf(String product) throws IOException {
    return onArchive("search", product, "--where", "\"coregistration:confidence\" > 0.5", "--json")
        .json()
        .path("numberMatched")
        .asInt();
  }

  @Test
  void references_are_scenes_or_times() throws IOException {
    Run byScene =
        onArchive(
            "coregister",
            "--cube",
            "belgium_s2",
            "--reference",
            "belgium-s2-l2a/belgium-s2-l2a_20230405",
            "--band",
            "B08",
            "--time",
            "2023-04-15",
            "--dry-run",
            "--json");
    assertThat(byScene.json()).hasSize(1);
    assertThat(byScene.json().at("/0/reference").asText())
        .isEqualTo("belgium-s2-l2a/belgium-s2-l2a_20230405");
    assertThat(byScene.json().at("/0/confidence").asDouble()).isGreaterThan(0.8);
    Run byTime =
        onArchive("coregister", "--cube", "belgium_s2", "--reference", "yesterday", "--dry-run");
    assertThat(byTime.code).isEqualTo(ExitCode.USAGE);
    assertThat(byTime.err).contains("--reference must be an ISO 8601 date");
    Run band = onArchive("coregister", "--cube", "belgium_s2", "--band", "X", "--dry-run");
    assertThat(band.err).contains("--reference-band must be a band of belgium_s2, was X");
  }

  private static Run onArchive(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    Collections.addAll(
        all,
        "--data-dir",
        DATA_DIR.toString(),
        "--index",
        "jdbc:sqlite:" + directory.resolve("index.sqlite"));
    return run(all.toArray(String[]::new));
  }

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Run(code, out.toString(), err.toString());
  }
}
