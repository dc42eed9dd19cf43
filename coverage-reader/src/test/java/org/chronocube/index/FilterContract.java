// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chronocube.index.Scenes.OTHER_PRODUCT;
import static org.chronocube.index.Scenes.box;
import static org.chronocube.index.Scenes.scene;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chronocube.InvalidParameterException;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.factory.CommonFactoryFinder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries by filter: the same answer whether SQL or Java gives it. */
abstract class FilterContract extends SpaceContract {

  @Nested
  class Filters {

    private final FilterFactory factory = CommonFactoryFinder.getFilterFactory();

    @BeforeEach
    void scenes() {
      insert(
          scene("a")
              .at("2024-05-01T10:50:00Z")
              .over(box(0, 0, 1, 1))
              .cloud(5)
              .with("platform", "Sentinel-2A")
              .with("orbit", 51)
              .with("usable", true),
          scene("b")
              .at("2024-05-06T10:50:00Z")
              .over("POLYGON((0 0, 10 0, 0 10, 0 0))")
              .cloud(19.999999999999996)
              .with("platform", "sentinel-2b")
              .with("orbit", 8L)
              .with("usable", false),
          scene("c")
              .at("2024-06-01T00:00:00Z")
              .over(box(20, 20, 30, 30))
              .cloud(100)
              .with("platform", "50%_[x]*?")
              .with("orbit", "51"),
          scene("d")
              .of(OTHER_PRODUCT)
              .at("2024-07-01T00:00:00Z")
              .over(box(0.2, 0.2, 0.3, 0.3))
              .with("orbit", 8.5)
              .with("s", 17.27639599999999735)
              .with("odd\"name", "x"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '~',
        value = {
          // Numbers compare as numbers; the text '51' is none.
          "\"eo:cloud_cover\" < 20 | a b",
          "\"eo:cloud_cover\" <= 5 | a",
          "\"eo:cloud_cover\" > 19.999999999999993 | b c",
          "\"eo:cloud_cover\" >= 100 | c",
          "\"eo:cloud_cover\" = 100.0 | c",
          "\"eo:cloud_cover\" = 19.999999999999996 | b",
          "20 > \"eo:cloud_cover\" | a b",
          "\"eo:cloud_cover\" BETWEEN 5 AND 20 | a b",
          "\"eo:cloud_cover\" NOT BETWEEN 5 AND 20 | c d",
          "\"eo:cloud_cover\" IN (5, 100) | a c",
          "\"eo:cloud_cover\" < '20' | a b",
          "orbit < 51 | b d",
          "orbit = 51 | a",
          "orbit = '51' | a c",
          "orbit <> 8 | a c d",
          "s = 17.276395999999997 | d",
          "s < 17.276395999999997 | ''",
          // Missing: no comparison holds, so its negation does.
          "\"eo:cloud_cover\" IS NULL | d",
          "\"eo:cloud_cover\" IS NOT NULL | a b c",
          "NOT (\"eo:cloud_cover\" < 20) | c d",
          "\"eo:cloud_cover\" <> 100 | a b d",
          "nowhere = 1 | ''",
          "NOT (nowhere = 1) | a b c d",
          "nowhere IS NULL | a b c d",
          // Text by case and by bytes.
          "platform = 'Sentinel-2A' | a",
          "platform = 'sentinel-2A' | ''",
          "platform > 'Z' | b",
          "platform LIKE 'Sentinel%' | a",
          "platform LIKE '%entinel-2_' | a b",
          "platform NOT LIKE '%entinel-2_' | c d",
          "platform LIKE '50\\%\\_[x]*?' | c",
          "platform LIKE '50\\%__x%' | c",
          "platform LIKE '5%[x]%' | c",
          "platform ILIKE 'SENTINEL%' | a b",
          "platform IN ('Sentinel-2A', 'sentinel-2b') | a b",
          "platform = '50%_[x]*?' | c",
          // Booleans.
          "usable = true | a",
          "usable = 'false' | b",
          "usable <> true | b c d",
          // Names.
          "id = 'b' | b",
          "id IN ('a', 'c', 'zzz') | a c",
          "id >= 'b' AND id < 'd' | b c",
          "IN ('a') | a",
          "product = 's1-grd' | d",
          "product LIKE 's2%' | a b c",
          "platform = 'id' | ''",
          // Time.
          "time >= 2024-05-06T10:50:00Z | b c d",
          "time = '2024-05-06T10:50:00Z' | b",
          "time < '2024-05-06T12:50:00+02:00' | a",
          "time BETWEEN '2024-05-06' AND '2024-06-01T00:00:00' | b c",
          "time AFTER 2024-05-06T10:50:00Z | c d",
          "time BEFORE 2024-05-06T10:50:00Z | a",
          "time TEQUALS 2024-06-01T00:00:00Z | c",
          "time DURING 2024-05-01T10:50:00Z/2024-06-01T00:00:00Z | b",
          "time BEFORE 2024-06-01T00:00:00Z/2024-06-02T00:00:00Z | a b",
          "time AFTER 2024-05-02T00:00:00Z/2024-05-31T00:00:00Z | c d",
          "time BEFORE OR DURING 2024-05-02T00:00:00Z/2024-05-31T00:00:00Z | a b",
          // Space: b is a triangle.
          "BBOX(footprint, 0.5, 0.5, 2, 2) | a b",
          "BBOX(footprint, 8, 8, 9, 9) | ''",
          "INTERSECTS(footprint, POINT(25 25)) | c",
          "INTERSECTS(footprint, POLYGON((8 8, 21 8, 21 21, 8 8))) | c",
          "WITHIN(footprint, POLYGON((-1 -1, 2 -1, 2 2, -1 2, -1 -1))) | a d",
          "CONTAINS(footprint, POINT(0.5 0.5)) | a b",
          "CONTAINS(footprint, POINT(0 0.5)) | ''",
          "DISJOINT(footprint, POLYGON((8 8, 21 8, 21 21, 8 8))) | a b d",
          "TOUCHES(footprint, POINT(0 0)) | a b",
          "NOT (INTERSECTS(footprint, POINT(25 25))) | a b d",
          // Combined, in and out of SQL.
          "INTERSECTS(footprint, POINT(25 25)) OR id = 'd' | c d",
          "(id = 'a' OR platform ILIKE 'SENTINEL-2B') AND \"eo:cloud_cover\" < 10 | a",
          "NOT (id = 'a' AND usable = true) | b c d",
          "NOT (id = 'a' OR orbit < 9) | c",
          "orbit + 1 = 52 | a c",
          "orbit < \"eo:cloud_cover\" | b c",
          "\"odd\"\"name\" = 'x' | ''",
          "INCLUDE | a b c d",
          "EXCLUDE | ''",
        })
    void select_scenes(String cql, String expected) {
      List<String> wanted = expected == null ? List.of() : List.of(expected.split(" "));
      List<String> ids = wanted.equals(List.of("''")) ? List.of() : wanted;

      assertThat(ids(cql)).as("by SQL where SQL can").isEqualTo(ids);
      assertThat(ids("(" + cql + ") OR id ILIKE 'no such'")).as("by Java").isEqualTo(ids);
      assertThat(times(SceneQuery.ALL.withFilter(SceneFilters.parse(cql)))).hasSize(ids.size());
    }

    @Test
    void names_that_json_paths_cannot_hold_are_looked_up_in_java() {
      Filter filter = factory.equals(factory.property("odd\"name"), factory.literal("x"));

      assertThat(ids(SceneQuery.ALL.withFilter(filter))).containsExactly("d");
    }

    @Test
    void dates_instants_and_ids_of_programs() {
      Date june = Date.from(Instant.parse("2024-06-01T00:00:00Z"));
      assertThat(
              ids(
                  SceneQuery.ALL.withFilter(
                      factory.lessOrEqual(factory.property("time"), factory.literal(june)))))
          .containsExactly("c", "b", "a");
      assertThat(
              ids(
                  SceneQuery.ALL.withFilter(
                      factory.greaterOrEqual(
                          factory.property("time"),
                          factory.literal(Instant.parse("2024-06-01T00:00:00.001Z"))))))
          .containsExactly("d");
      assertThat(
              ids(
                  SceneQuery.ALL.withFilter(
                      factory.id(Set.of(factory.featureId("a"), factory.featureId("d"))))))
          .containsExactly("d", "a");
    }

    @Test
    void combine_with_area_time_order_and_page() {
      SceneQuery query =
          SceneQuery.ALL
              .withArea(box(0, 0, 5, 0.1))
              .withFilter(SceneFilters.parse("platform ILIKE 'SENTINEL%' AND orbit > 1"))
              .withTimes(List.of(TimeInterval.ALL), TimeGrouping.INSTANT);

      assertThat(ids(query)).containsExactly("b", "a");
      assertThat(ids(query.withPage(1, 1))).containsExactly("a");
      assertThat(index.count(query)).isEqualTo(2);
      assertThat(index.timeBounds(query))
          .contains(
              TimeInterval.ofClosed(
                  Instant.parse("2024-05-01T10:50:00Z"), Instant.parse("2024-05-06T10:50:00Z")));
    }

    @Test
    void may_be_long() {
      String many =
          IntStream.range(0, 1000)
              .mapToObj(i -> "orbit = " + i)
              .collect(Collectors.joining(" OR "));
      assertThat(ids(many)).containsExactly("a", "b");
    }

    @Test
    void are_bound_and_never_part_of_the_sql() {
      assertThat(ids("platform = 'x'' OR ''1''=''1'")).isEmpty();
      assertThat(ids("\"x') OR 1=1 --\" = 1")).isEmpty();
      assertThat(ids("platform LIKE '%'' OR 1=1 --'")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "eo:cloud_cover <",
          "platform = ",
          "DROP TABLE scene",
          "time = 'yesterday'",
          "time > 5",
          "strToLowerCase(platform) = 'sentinel-2a'",
          "orbit = Vocab('a', '/etc/passwd')",
          "INTERSECTS(footprint, POLYGON((0 0, 1 0, 1 95, 0 0)))",
        })
    void that_are_none_are_refused(String cql) {
      assertThatThrownBy(() -> ids(cql))
          .isInstanceOf(InvalidParameterException.class)
          .hasMessageMatching("(?s)(filter|time) .*")
          .extracting(e -> ((InvalidParameterException) e).parameter())
          .isEqualTo("filter");
    }

    @Test
    void that_are_nested_without_end_are_refused() {
      String deep = "NOT (".repeat(3000) + "orbit = 1" + ")".repeat(3000);
      assertThatThrownBy(() -> ids(deep)).isInstanceOf(InvalidParameterException.class);
      assertThatThrownBy(() -> ids("orbit = 1 OR ".repeat(5000) + "orbit = 1"))
          .isInstanceOf(InvalidParameterException.class)
          .hasMessageContaining("must have at most");
    }
  }
}
