// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand fields of the shipped archive, asked for together and each alone, over HTTP. */
class AreasSeriesServerTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int FIELDS = 1000;
  private static final String QUESTION =
      "api/series?layer=chronocube:belgium_s2&bands="
          + URLEncoder.encode("B04,NDVI=(B08-B04)/(B08+B04)", StandardCharsets.UTF_8);

  @TempDir Path temp;

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void aThousandFieldsTogetherAreAsEachAlone() throws Exception {
    List<double[]> fields = fields();
    try (TestServer server =
        TestServer.start(
            TestServer.shipped(), temp.resolve("index.sqlite"), List.of("belgium-s2-l2a"))) {
      HttpResponse<byte[]> together =
          send(
              HttpRequest.newBuilder(server.root().resolve(QUESTION))
                  .header("Content-Type", "application/geo+json")
                  .POST(
                      HttpRequest.BodyPublishers.ofByteArray(
                          JSON.writeValueAsBytes(body(fields)))));
      assertThat(together.statusCode()).isEqualTo(200);
      JsonNode features = JSON.readTree(together.body()).path("features");
      assertThat(features).hasSize(FIELDS);
      int dates = 0;
      for (int i = 0; i < FIELDS; i++) {
        URI alone =
            server
                .root()
                .resolve(
                    QUESTION
                        + "&area="
                        + URLEncoder.encode(wkt(fields.get(i)), StandardCharsets.UTF_8));
        JsonNode one = JSON.readTree(send(HttpRequest.newBuilder(alone)).body());
        JsonNode field = features.get(i);
        assertThat(field.path("id").asText()).isEqualTo("field-" + i);
        assertThat(field.path("pixels")).isEqualTo(one.path("pixels"));
        assertThat(field.path("dates")).as("field %d", i).isEqualTo(shown(one.path("dates")));
        dates += field.path("dates").size();
      }
      assertThat(dates).as("of twelve dates, of which some are clouded").isGreaterThan(6 * FIELDS);
    }
  }

  @Test
  void whatIsBrokenIsToldAsAProblem() throws Exception {
    try (TestServer server =
        TestServer.start(
            TestServer.shipped(), temp.resolve("index.sqlite"), List.of("belgium-s2-l2a"))) {
      URI question = server.root().resolve(QUESTION);
      HttpResponse<byte[]> broken =
          send(
              HttpRequest.newBuilder(question)
                  .POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"FeatureCollection\"")));
      assertThat(broken.statusCode()).isEqualTo(400);
      assertThat(broken.headers().firstValue("content-type")).contains("application/problem+json");
      assertThat(JSON.readTree(broken.body()).path("detail").asText())
          .startsWith("body must be JSON: ");
    }
  }

  // Some reach over the edge of the cube, none lies beside it.
  private static List<double[]> fields() {
    SplittableRandom random = new SplittableRandom(11);
    List<double[]> fields = new ArrayList<>();
    for (int i = 0; i < FIELDS; i++) {
      double lon = random.nextDouble(5.0515, 5.0595);
      double lat = random.nextDouble(51.2160, 51.2205);
      double width = random.nextDouble(0.0004, 0.002);
      fields.add(new double[] {lon, lat, lon + width, lat + width / 2});
    }
    return fields;
  }

  /** Corners of a kite, longitude and latitude. */
  private static double[][] ring(double[] box) {
    double lon = (box[0] + box[2]) / 2;
    double lat = (box[1] + box[3]) / 2;
    return new double[][] {
      {box[0], lat}, {lon, box[1]}, {box[2], lat}, {lon, box[3]}, {box[0], lat}
    };
  }

  private static ObjectNode body(List<double[]> fields) {
    ObjectNode root = JSON.createObjectNode().put("type", "FeatureCollection");
    ArrayNode features = root.putArray("features");
    for (int i = 0; i < fields.size(); i++) {
      ObjectNode feature = features.addObject().put("type", "Feature").put("id", "field-" + i);
      ObjectNode geometry = feature.putObject("geometry").put("type", "Polygon");
      ArrayNode ring = geometry.putArray("coordinates").addArray();
      for (double[] corner : ring(fields.get(i))) {
        ring.addArray().add(corner[0]).add(corner[1]);
      }
    }
    return root;
  }

  private static String wkt(double[] box) {
    StringBuilder text = new StringBuilder();
    for (double[] corner : ring(box)) {
      text.append(text.isEmpty() ? "" : ", ");
      text.append(String.format(Locale.ROOT, "%s %s", corner[0], corner[1]));
    }
    return "POLYGON ((" + text + "))";
  }

  // Alone, a field has dates at which it shows nothing, too.
  private static ArrayNode shown(JsonNode dates) {
    ArrayNode shown = JSON.createArrayNode();
    for (JsonNode date : dates) {
      ObjectNode bands = JSON.createObjectNode();
      date.path("bands")
          .fields()
          .forEachRemaining(
              band -> {
                if (band.getValue().path("count").asInt() > 0) {
                  bands.set(band.getKey(), band.getValue());
                }
              });
      if (!bands.isEmpty()) {
        ((ObjectNode) date).set("bands", bands);
        shown.add(date);
      }
    }
    return shown;
  }
}
