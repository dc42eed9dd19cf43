// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The granules of a coverage over REST: the scenes that the archive's STAC items name. */
@ExtendWith(ContractServer.class)
class GranulesContractTest {

  private final OgcServer server;

  GranulesContractTest(OgcServer server) {
    this.server = server;
  }

  private String index(String coverage) {
    return "workspaces/"
        + server.workspace()
        + "/coveragestores/archive/coverages/"
        + coverage
        + "/index";
  }

  private JsonNode granules(String coverage, String... parameters) throws Exception {
    Answer answer = server.rest(index(coverage) + "/granules.json", parameters);
    assertThat(answer.status()).as(answer::summary).isEqualTo(200);
    return answer.json().get("features");
  }

  private static List<String> scenes(JsonNode features) {
    List<String> ids = new ArrayList<>();
    features.forEach(f -> ids.add(f.get("properties").get("scene").asText()));
    return ids;
  }

  // Newest first.
  private static List<String> archive(String product) throws Exception {
    List<String> ids = new ArrayList<>();
    Expected.json("scenes").get(product).forEach(s -> ids.add(s.get("id").asText()));
    Collections.reverse(ids);
    return ids;
  }

  @Test
  void every_scene_is_a_granule_newest_first() throws Exception {
    List<String> all = archive("belgium-s2-l2a");
    JsonNode features = granules("belgium_s2");
    assertThat(scenes(features)).isEqualTo(all);
    for (int i = 0; i < all.size(); i++) {
      JsonNode scene = Expected.json("scenes").get("belgium-s2-l2a").get(all.size() - 1 - i);
      JsonNode properties = features.get(i).get("properties");
      assertThat(features.get(i).get("id").asText()).isEqualTo("belgium-s2-l2a:" + all.get(i));
      assertThat(properties.get("product").asText()).isEqualTo("belgium-s2-l2a");
      assertThat(properties.get("time").asText())
          .isEqualTo(scene.get("time").asText().replace("Z", ".000Z"));
      assertThat(properties.get("cloud_cover").asDouble()).isEqualTo(scene.get("cloud").asDouble());
      assertThat(properties.get("orbit_state").isNull()).isTrue();
      assertThat(properties.get("location").asText())
          .endsWith("archive/belgium-s2-l2a/" + all.get(i) + "/" + all.get(i) + "_B01.tif");
    }
    assertThat(granules("slovenia_ndvi")).hasSize(68);
  }

  @Test
  void footprints_are_in_the_coverages_crs() throws Exception {
    JsonNode geometry = granules("belgium_s2", "limit", "1").get(0).get("geometry");
    assertThat(geometry.get("type").asText()).isEqualTo("Polygon");
    double[][] corners = {
      {643260, 5676480}, {643260, 5675820}, {643900, 5675820}, {643900, 5676480}, {643260, 5676480}
    };
    JsonNode ring = geometry.get("coordinates").get(0);
    assertThat(ring).hasSize(5);
    for (int i = 0; i < corners.length; i++) {
      // STAC tells them in degrees with nine decimals.
      assertThat(ring.get(i).get(0).asDouble()).isCloseTo(corners[i][0], within(1e-4));
      assertThat(ring.get(i).get(1).asDouble()).isCloseTo(corners[i][1], within(1e-4));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "3, 4", "10, 5", "12, 1"})
  void pages_are_parts_of_the_whole(int offset, int limit) throws Exception {
    List<String> all = archive("belgium-s2-l2a");
    JsonNode page =
        granules("belgium_s2", "offset", String.valueOf(offset), "limit", String.valueOf(limit));
    assertThat(scenes(page))
        .isEqualTo(all.subList(Math.min(offset, 12), Math.min(offset + limit, 12)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cloud_cover < 50                          | 20230415 20230405",
        "time BEFORE 2023-04-06T00:00:00Z          | 20230405 20230402",
        "time DURING 2023-04-26T00:00:00Z/2023-04-29T00:00:00Z | 20230427",
        "scene = 'belgium-s2-l2a_20230420'         | 20230420",
        "scene LIKE '%2023041_'                    | 20230417 20230415 20230412 20230410",
        "BBOX(footprint, 0, 0, 10, 10)             | ''",
        "time AFTER 2030-01-01T00:00:00Z           | ''",
      })
  void ecql_filters_them(String filter, String days) throws Exception {
    List<String> expected =
        List.of(days.split(" ")).stream()
            .filter(day -> !day.isEmpty())
            .map(day -> "belgium-s2-l2a_" + day)
            .toList();
    assertThat(scenes(granules("belgium_s2", "filter", filter))).isEqualTo(expected);
  }

  @Test
  void one_granule_is_found_by_its_id() throws Exception {
    String id = "belgium-s2-l2a:belgium-s2-l2a_20230405";
    JsonNode one =
        server.rest(index("belgium_s2") + "/granules/" + id + ".json").json().get("features");
    assertThat(scenes(one)).containsExactly("belgium-s2-l2a_20230405");
    Answer none = server.rest(index("belgium_s2") + "/granules/belgium-s2-l2a:none.json");
    assertThat(none.status()).isEqualTo(404);
  }

  @Test
  void the_schema_names_the_attributes() throws Exception {
    JsonNode attributes =
        server.rest(index("belgium_s1") + ".json").json().get("Schema").get("attributes");
    List<String> told = new ArrayList<>();
    attributes
        .get("Attribute")
        .forEach(a -> told.add(a.get("name").asText() + " " + a.get("binding").asText()));
    assertThat(told)
        .containsExactly(
            "footprint org.locationtech.jts.geom.Geometry",
            "location java.lang.String",
            "time java.util.Date",
            "product java.lang.String",
            "scene java.lang.String",
            "cloud_cover java.lang.Double",
            "relative_orbit java.lang.Integer",
            "orbit_state java.lang.String");
  }

  @ParameterizedTest
  @CsvSource({"limit, 0", "limit, many", "offset, -1", "filter, nonsense(("})
  void what_cannot_be_asked_is_refused(String key, String value) throws Exception {
    Answer answer = server.rest(index("belgium_s2") + "/granules.json", key, value);
    assertThat(answer.status()).as(answer::summary).isEqualTo(400);
  }

  @Test
  void what_is_not_there_is_not_found() throws Exception {
    String stores = "workspaces/" + server.workspace() + "/coveragestores/";
    for (String path :
        List.of(
            index("nothing"),
            stores + "nothing/coverages/belgium_s2/index",
            "workspaces/nothing/coveragestores/archive/coverages/belgium_s2/index")) {
      Answer answer = server.rest(path + "/granules.json");
      assertThat(answer.status()).as(answer::summary).isEqualTo(404);
      assertThat(answer.type()).isEqualTo("text/plain");
      assertThat(answer.text()).startsWith("No such ");
    }
  }

  @Test
  void granules_are_only_read() throws Exception {
    Answer answer =
        server.restAs(server.administrator(), "DELETE", index("belgium_s2") + "/granules.json");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(granules("belgium_s2")).hasSize(12);
  }
}
