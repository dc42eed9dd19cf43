// SPDX-License-Identifier: Apache-2.0
package org.chronocube.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chronocube.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The requests of docs/examples.md give the figures that stand below them. */
class ExamplesTest {

  private static final Path PAGE = Path.of("..", "docs", "examples.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("```sh\\n([^`]*)```\\s+→ (\\d+) patch(?:es)?, ([\\d.]+) ha");
  private static final Pattern ADDRESS = Pattern.compile("\"\\$W\\?([^\"]+)\"");
  private static final Pattern FIELD = Pattern.compile("--data-urlencode '([^=']+)=([^']*)'");

  @TempDir static Path directory;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            TestServer.shipped(),
            directory.resolve("index.sqlite"),
            List.of("bordeaux-s2-l1c", "belgium-s2-l2a", "belgium-s1-grd", "slovenia-s2-l1c"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  record Example(String command, String patches, String hectares) {

    static Stream<Example> all() throws IOException {
      return EXAMPLE
          .matcher(Files.readString(PAGE))
          .results()
          .map(m -> new Example(m.group(1), m.group(2), m.group(3)));
    }

    /** Parameters of the one request in the command, as curl would send them. */
    Map<String, String> parameters() {
      Map<String, String> all = new LinkedHashMap<>();
      Matcher address = ADDRESS.matcher(command);
      assertThat(address.find()).as(command).isTrue();
      for (String pair : address.group(1).split("&", -1)) {
        String[] parts = pair.split("=", 2);
        all.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
      FIELD.matcher(command).results().forEach(m -> all.put(m.group(1), m.group(2)));
      return all;
    }
  }

  // A request without figures, or figures in another form, would not be looked at.
  @Test
  void everyRequestHasItsFigures() throws IOException {
    long requests =
        Pattern.compile("request=Execute").matcher(Files.readString(PAGE)).results().count();
    assertThat(requests).isGreaterThanOrEqualTo(5);
    assertThat(Example.all()).hasSize((int) requests);
  }

  @ParameterizedTest
  @MethodSource("org.chronocube.docs.ExamplesTest$Example#all")
  void theRequestGivesTheFigures(Example example) throws Exception {
    List<String> parameters = new ArrayList<>();
    example.parameters().forEach((name, value) -> parameters.addAll(List.of(name, value)));
    TestServer.Answer answer = server.get("geoserver/wps", parameters.toArray(String[]::new));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode report = new ObjectMapper().readTree(answer.text());
    JsonNode change = report.at("/properties/chronocube:change");
    assertThat(change.get("patches").asText()).isEqualTo(example.patches());
    double hectares = change.get("area").asDouble() / 1e4;
    assertThat(String.format(Locale.ROOT, "%.2f", hectares)).isEqualTo(example.hectares());
  }
}
