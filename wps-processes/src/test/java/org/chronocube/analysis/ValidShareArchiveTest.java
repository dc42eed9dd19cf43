// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.cube.CancelledException;
import org.chronocube.cube.Cube;
import org.chronocube.cube.Progress;
import org.chronocube.index.SceneFilters;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.product.IndexProgress;
import org.chronocube.product.Indexer;
import org.chronocube.product.ProductParsers;
import org.chronocube.scene.Scene;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Search by {@code aoi:valid} on the sample archive. Expected counts: make-valid-shares.py, which
 * reads the same files with rasterio and counts with NumPy and SciPy.
 */
class ValidShareArchiveTest {

  @TempDir static Path directory;
  private static Datacube datacube;
  private static JsonNode expected;

  @BeforeAll
  static void open() throws IOException {
    DatacubeOptions options =
        new DatacubeOptions("jdbc:sqlite:" + directory.resolve("index.sqlite"), 64 << 20, 2, false);
    datacube = Datacubes.open(Path.of("../data-dir/chronocube/catalog.yaml"), options);
    new Indexer(datacube, ProductParsers.discover()).indexCatalog(IndexProgress.NONE);
    try (InputStream in = ValidShareArchiveTest.class.getResourceAsStream("valid-shares.json")) {
      expected = new ObjectMapper().readTree(in);
    }
  }

  @AfterAll
  static void close() {
    datacube.close();
  }

  private static Cube cube(String name) {
    return datacube.catalog().cube(name).orElseThrow();
  }

  private static Area area(String name, Cube cube) {
    JsonNode ring = expected.get(name).get("ring");
    Coordinate[] corners = new Coordinate[ring.size()];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = new Coordinate(ring.get(i).get(0).asDouble(), ring.get(i).get(1).asDouble());
    }
    return Area.beyond(
        cube,
        new GeometryFactory().createPolygon(corners),
        cube.grid().crs(),
        datacube.crs(),
        1 << 20);
  }

  private static SceneSearch search() {
    return new SceneSearch(datacube.index(), datacube.engine());
  }

  private static SceneSearch.Found find(Cube cube, Area area, String filter, SortKey... sort) {
    return search()
        .find(
            SceneQuery.ALL.withFilter(SceneFilters.parse(filter)).withSort(List.of(sort)),
            cube,
            area,
            Progress.NONE);
  }

  private static double share(String area, Scene scene) {
    JsonNode of = expected.get(area);
    return 100.0 * of.get("counts").get(scene.id()).asInt() / of.get("pixels").asInt();
  }

  private static Cube dilated(Cube cube) {
    return new Cube(
        cube.name(),
        cube.title(),
        cube.description(),
        cube.products(),
        cube.bands(),
        cube.grid(),
        cube.grouping(),
        cube.rule(),
        cube.resampling(),
        cube.masks().stream().map(m -> m.dilated(2)).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "field, belgium_s2_clear", "beyond, belgium_s2_clear",
    "forest, slovenia_ndvi", "field-dilated, belgium_s2_clear"
  })
  void sharesAreThoseOfNumPy(String name, String cubeName) {
    Cube cube = name.endsWith("dilated") ? dilated(cube(cubeName)) : cube(cubeName);
    Area area = area(name, cube);
    assertThat(area.pixels()).isEqualTo(expected.get(name).get("pixels").asLong());

    SceneSearch.Found found = find(cube, area, "");

    assertThat(found.scenes()).hasSize(expected.get(name).get("counts").size());
    for (Scene scene : found.scenes()) {
      assertThat(scene.properties().get(SceneSearch.VALID))
          .as(scene.id())
          .isEqualTo(share(name, scene));
    }
    assertThat(found.failures()).isEmpty();
  }

  @Test
  void isAPredicateAndAnOrder() {
    Cube cube = cube("belgium_s2_clear");
    Area area = area("field", cube);
    List<Scene> all = new ArrayList<>(find(cube, area, "").scenes());
    List<String> wanted =
        all.stream()
            .filter(s -> share("field", s) >= 80)
            .sorted(Comparator.comparingDouble((Scene s) -> share("field", s)).reversed())
            .map(Scene::id)
            .toList();

    SceneSearch.Found found =
        find(cube, area, "aoi:valid >= 80", SortKey.descending(SceneSearch.VALID));

    assertThat(found.scenes()).extracting(Scene::id).containsExactlyElementsOf(wanted);
    assertThat(wanted.size()).isBetween(1, all.size() - 1);
    assertThat(found.matched()).isEqualTo(OptionalLong.of(wanted.size()));
  }

  @Test
  void theIndexDecidesFirst() {
    Cube cube = cube("slovenia_ndvi");
    Area area = area("forest", cube);

    SceneSearch.Found found =
        find(
            cube, area, "\"aoi:valid\" BETWEEN 20 AND 80 AND time DURING 2016-01-01T00:00:00Z/P1Y");

    assertThat(found.scenes())
        .isNotEmpty()
        .allSatisfy(
            s -> {
              assertThat(s.time()).asString().startsWith("2016");
              assertThat(share("forest", s)).isBetween(20.0, 80.0);
            });
  }

  @Test
  void aPageWithoutAnOrderLooksAtNoMoreThanItTakes() {
    Cube cube = cube("slovenia_ndvi");
    Area area = area("forest", cube);
    SceneQuery query =
        SceneQuery.ALL.withFilter(SceneFilters.parse("aoi:valid > 50")).withPage(0, 3);

    SceneSearch.Found found = search().find(query, cube, area, Progress.NONE);
    SceneSearch.Found next = search().find(query.withPage(3, 3), cube, area, Progress.NONE);

    assertThat(found.scenes()).hasSize(3);
    assertThat(found.matched()).isEmpty();
    assertThat(next.scenes()).hasSize(3).doesNotContainAnyElementsOf(found.scenes());
    assertThat(
            find(cube, area, "aoi:valid > 50").scenes().stream()
                .limit(6)
                .map(Scene::id)
                .collect(Collectors.toList()))
        .containsExactly(
            found.scenes().get(0).id(),
            found.scenes().get(1).id(),
            found.scenes().get(2).id(),
            next.scenes().get(0).id(),
            next.scenes().get(1).id(),
            next.scenes().get(2).id());
  }

  @Test
  void tellsWhatItCannotDo() {
    Cube cube = cube("slovenia_ndvi");
    Area area = area("forest", cube);
    assertThatThrownBy(() -> find(cube, area, "aoi:valid > 50 OR \"eo:cloud_cover\" < 5"))
        .hasMessage(
            "filter must join aoi:valid to other conditions by AND, was joined to"
                + " [eo:cloud_cover] otherwise");
    assertThatThrownBy(
            () -> find(cube, area, "", SortKey.NEWEST_FIRST, SortKey.ascending("aoi:valid")))
        .hasMessage("sort must have aoi:valid as its first key, was key 2");
    assertThatThrownBy(
            () ->
                search().find(SceneQuery.of(List.of("belgium-s1-grd")), cube, area, Progress.NONE))
        .hasMessage(
            "cube must be of the products searched, [belgium-s1-grd], was of [slovenia-s2-l1c]");
  }

  @Test
  void readsNoMoreMasksThanIsSane() {
    Cube cube = cube("slovenia_ndvi");
    Area huge = new Area(cube.grid(), null, null, false, 1L << 30);

    assertThatThrownBy(() -> find(cube, huge, "", SortKey.descending("aoi:valid")))
        .hasMessage(
            "search by aoi:valid must read the masks of at most 4 scenes over this area, had 68 to"
                + " look at; narrow the time, the area or the other conditions");
    assertThatThrownBy(() -> find(cube, huge, "aoi:valid > 99"))
        .hasMessageContaining("at most 4 scenes over this area, had 68");
  }

  @Test
  void stopsWhenCancelled() {
    Progress cancelled =
        new Progress() {
          @Override
          public void report(double fraction) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    Cube cube = cube("belgium_s2_clear");
    assertThatThrownBy(() -> search().find(SceneQuery.ALL, cube, area("field", cube), cancelled))
        .isInstanceOf(CancelledException.class);
  }
}
