// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chronocube.band.DataType;
import org.chronocube.cube.Coregistration;
import org.chronocube.cube.Cube;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.index.SceneIndex;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;
import org.geotools.coverage.grid.io.DimensionDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CubeDomainsTest {

  private static final GeoBox GRID = TestCubes.grid(100, 100);
  private static final Cube PLAIN =
      TestCubes.cube("plain", GRID, TestCubes.band("B1", DataType.UINT16, 0));
  private static final Cube CUBE =
      new Cube(
          "cube",
          "",
          "",
          PLAIN.products(),
          PLAIN.bands(),
          GRID,
          PLAIN.grouping(),
          PLAIN.rule(),
          PLAIN.resampling(),
          List.of(),
          Cube.DIMENSIONS,
          Coregistration.NONE);

  @TempDir Path directory;
  private SceneIndex index;
  private RecordingIndex recording;
  private DatacubeReader reader;

  @BeforeEach
  void open() throws Exception {
    index = TestScenes.index(directory);
    recording = new RecordingIndex(index);
    reader =
        new DatacubeReader(
            TestScenes.datacube(recording.index(), new CoordinateEngine(), CUBE, PLAIN), "test");
  }

  @AfterEach
  void close() {
    index.close();
  }

  private String value(String name) {
    return reader.getMetadataValue("cube", name);
  }

  @Test
  void opening_a_reader_asks_the_index_nothing() {
    assertThat(recording.calls).isEmpty();
  }

  @Test
  void an_empty_cube_has_no_time_domain() {
    assertThat(value("HAS_TIME_DOMAIN")).isEqualTo("false");
    assertThat(value("TIME_DOMAIN")).isNull();
    assertThat(value("TIME_DOMAIN_MAXIMUM")).isNull();
    assertThat(reader.getMetadataNames("cube")).noneMatch(n -> n.contains("CLOUD"));
    assertThat(reader.getDimensionDescriptors("cube")).hasSize(1);
  }

  @Test
  void times_are_iso_with_milliseconds_and_one_a_solar_day() {
    index.insert(
        List.of(
            TestScenes.scene("c", "2024-05-02T10:00:00.5Z", GRID, Map.of()),
            TestScenes.scene("a", "2024-05-01T10:00:00Z", GRID, Map.of()),
            TestScenes.scene("b", "2024-05-01T10:00:12Z", GRID, Map.of()),
            TestScenes.scene(
                "far", "2024-06-01T10:00:00Z", GRID.crop(Window.at(9000, 0, 9, 9)), Map.of())));

    assertThat(value("HAS_TIME_DOMAIN")).isEqualTo("true");
    assertThat(value("TIME_DOMAIN")).isEqualTo("2024-05-01T10:00:00.000Z,2024-05-02T10:00:00.500Z");
    assertThat(value("TIME_DOMAIN_MINIMUM")).isEqualTo("2024-05-01T10:00:00.000Z");
    assertThat(value("TIME_DOMAIN_MAXIMUM")).isEqualTo("2024-05-02T10:00:00.500Z");
    assertThat(value("TIME_DOMAIN_DATATYPE")).isEqualTo("java.util.Date");
  }

  @Test
  void the_ends_of_a_domain_are_found_without_listing_it_and_kept_until_the_index_changes() {
    index.insert(List.of(TestScenes.scene("a", "2024-05-01T10:00:00Z", GRID, Map.of())));

    value("TIME_DOMAIN_MAXIMUM");
    value("TIME_DOMAIN_MAXIMUM");
    value("HAS_TIME_DOMAIN");
    value("TIME_DOMAIN_MINIMUM");
    assertThat(recording.calls).containsExactly("times 1", "times 1");

    index.insert(List.of(TestScenes.scene("b", "2024-05-02T10:00:00Z", GRID, Map.of())));
    assertThat(value("TIME_DOMAIN_MAXIMUM")).isEqualTo("2024-05-02T10:00:00.000Z");
  }

  @Test
  void times_a_day_and_more_beyond_the_domain_are_not_in_it() {
    CubeDomains domains = new CubeDomains(new CubeScenes(PLAIN, reader.datacube()));
    assertThat(domains.mayHold(List.of(at("2001-01-01T00:00:00Z")))).isTrue();

    index.insert(List.of(TestScenes.scene("a", "2024-05-01T10:00:00Z", GRID, Map.of())));

    assertThat(domains.mayHold(List.of())).isTrue();
    assertThat(domains.mayHold(List.of(at("2024-05-01T10:00:00Z")))).isTrue();
    assertThat(domains.mayHold(List.of(at("2024-05-02T10:00:00Z")))).isTrue();
    assertThat(domains.mayHold(List.of(at("2024-05-02T10:00:00.001Z")))).isFalse();
    assertThat(domains.mayHold(List.of(at("2024-04-30T09:59:59.999Z")))).isFalse();
    assertThat(domains.mayHold(List.of(at("2001-01-01T00:00:00Z"), at("2024-05-01T10:00:00Z"))))
        .isTrue();
  }

  private static TimeInterval at(String instant) {
    return TimeInterval.at(Instant.parse(instant));
  }

  @Test
  void more_times_than_are_listed_are_one_range() {
    List<Scene> scenes = new ArrayList<>();
    Instant first = Instant.parse("2024-01-01T10:00:00Z");
    for (int day = 0; day <= CubeDomains.MOST_VALUES; day++) {
      String time = first.plus(day, ChronoUnit.DAYS).toString();
      scenes.add(TestScenes.scene("s" + day, time, GRID, Map.of()));
    }
    index.insert(scenes.subList(1, scenes.size()));
    assertThat(value("TIME_DOMAIN").split(",")).hasSize(CubeDomains.MOST_VALUES);

    index.insert(scenes);
    assertThat(value("TIME_DOMAIN"))
        .isEqualTo("2024-01-01T10:00:00.000Z/2026-09-27T10:00:00.000Z/PT1S");
  }

  @Test
  void a_continuous_dimension_is_a_range() {
    index.insert(
        List.of(
            TestScenes.scene("a", "2024-05-01T10:00:00Z", GRID, Map.of("eo:cloud_cover", 12.5)),
            TestScenes.scene("b", "2024-05-02T10:00:00Z", GRID, Map.of("eo:cloud_cover", 3)),
            TestScenes.scene("c", "2024-05-03T10:00:00Z", GRID, Map.of())));

    assertThat(reader.getMetadataNames("cube"))
        .contains("HAS_CLOUD_COVER_DOMAIN", "CLOUD_COVER_DOMAIN")
        .doesNotContain("HAS_ORBIT_STATE_DOMAIN");
    assertThat(value("HAS_CLOUD_COVER_DOMAIN")).isEqualTo("true");
    assertThat(value("CLOUD_COVER_DOMAIN")).isEqualTo("3.0/12.5");
    assertThat(value("CLOUD_COVER_DOMAIN_MINIMUM")).isEqualTo("3.0");
    assertThat(value("CLOUD_COVER_DOMAIN_DATATYPE")).isEqualTo("java.lang.Double");
    assertThat(value("HAS_ORBIT_STATE_DOMAIN")).isEqualTo("false");
  }

  /** GeoServer's WCS sets each dimension it is not told to the value of the newest scene. */
  @Test
  void a_cube_that_names_none_has_no_dimension_but_time() {
    index.insert(
        List.of(
            TestScenes.scene("a", "2024-05-01T10:00:00Z", GRID, Map.of("eo:cloud_cover", 12.5))));

    assertThat(reader.getMetadataNames("plain")).noneMatch(n -> n.contains("CLOUD"));
    assertThat(reader.getDynamicParameters("plain")).isEmpty();
    assertThat(reader.getDimensionDescriptors("plain"))
        .extracting(DimensionDescriptor::getName)
        .containsExactly("TIME");
  }

  @Test
  void the_dimensions_a_cube_may_name_are_those_there_are() {
    assertThat(SceneDimension.values())
        .extracting(SceneDimension::property)
        .containsExactlyElementsOf(Cube.DIMENSIONS);
  }

  @Test
  void a_discrete_dimension_is_the_list_of_its_values() {
    List<Scene> scenes = new ArrayList<>();
    int[] orbits = {88, 110, 9, 88};
    for (int i = 0; i < orbits.length; i++) {
      scenes.add(
          TestScenes.scene(
              "s" + i,
              "2024-05-0" + (i + 1) + "T10:00:00Z",
              GRID,
              Map.of(
                  "sat:relative_orbit",
                  orbits[i],
                  "sat:orbit_state",
                  i == 1 ? "descending" : "ascending")));
    }
    index.insert(scenes);

    assertThat(value("RELATIVE_ORBIT_DOMAIN")).isEqualTo("9,88,110");
    assertThat(value("ORBIT_STATE_DOMAIN")).isEqualTo("ascending,descending");
    assertThat(reader.getDynamicParameters("cube"))
        .extracting(p -> p.getName().getCode())
        .containsExactlyInAnyOrder("RELATIVE_ORBIT", "ORBIT_STATE");
    assertThat(reader.getDimensionDescriptors("cube"))
        .extracting(DimensionDescriptor::getName, DimensionDescriptor::getStartAttribute)
        .containsExactly(
            tuple("TIME", "time"),
            tuple("RELATIVE_ORBIT", "relative_orbit"),
            tuple("ORBIT_STATE", "orbit_state"));
  }

  @Test
  void names_of_other_readers_have_no_value() {
    assertThat(value("MultiCRSReader")).isNull();
    assertThat(value("ReprojectingReader")).isNull();
    assertThat(value("HAS_ELEVATION_DOMAIN")).isNull();
  }
}
