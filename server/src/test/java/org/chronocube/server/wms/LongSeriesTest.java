// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.catalog.Catalog;
import org.chronocube.catalog.Datacube;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.ReadReport;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.jdbc.JdbcSceneIndexes;
import org.chronocube.index.jdbc.Options;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A layer with 100,000 distinct times, one every six hours from 2000-01-01 on. However it is asked,
 * the index hands out a few of them, and capabilities at most those they would list. (That the
 * index finds them without listing is tested beside it.)
 */
class LongSeriesTest {

  private static final int TIMES = 100_000;
  private static final String FIRST = "2000-01-01T00:00:00.000Z";
  private static final String LAST = "2068-06-11T18:00:00.000Z";

  @TempDir static Path root;
  private static SceneIndex index;
  private static WmsFixture wms;
  private static final AtomicInteger HANDED_OUT = new AtomicInteger();
  private static List<TimeInterval> drawn = List.of();

  @BeforeAll
  static void fill() throws SQLException {
    CrsRegistry crs = new CrsRegistry();
    String url = "jdbc:sqlite:" + root.toAbsolutePath().resolve("long.sqlite");
    index = JdbcSceneIndexes.open(url, Options.forWriting());
    index.putProduct(new Product("p", "", "", "", List.of()));
    index.insert(
        List.of(
            new Scene(
                "s",
                "p",
                Instant.parse(FIRST),
                crs.footprint(EncodedCoverage.GRID),
                null,
                null,
                Map.of(),
                List.of())));
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
              + (TIMES - 1)
              + ") INSERT INTO scene SELECT pk + i, product, id || i, acquisition || i, revision,"
              + " is_current, time_ms + i * 21600000, (time_ms + i * 21600000) / 86400000,"
              + " cloud_cover, min_x, min_y, max_x, max_y, digest, footprint, properties, source,"
              + " cell, granules"
              + " FROM scene, n");
    }
    Cube cube = cube();
    Datacube datacube =
        new Datacube(
            new Catalog(url, List.of(), List.of(cube)),
            counted(),
            uri -> {
              throw new AssertionError("no file must be opened");
            },
            blankEngine(),
            crs);
    wms = new WmsFixture(root);
    wms.layer(
        "long", "gray", "<presentation>LIST</presentation>", new CubeCoverage(datacube, cube));
    wms.layer(
        "near",
        "gray",
        "<presentation>CONTINUOUS_INTERVAL</presentation>"
            + "<nearestMatchEnabled>true</nearestMatchEnabled>",
        new CubeCoverage(datacube, cube));
  }

  private static Cube cube() {
    Band band = Band.of("COL", DataType.UINT16, NoData.of(65535));
    return new Cube(
        "long",
        "",
        "",
        List.of("p"),
        List.of(new CubeBand(band, "COL")),
        EncodedCoverage.GRID,
        TimeGrouping.INSTANT,
        MosaicRule.MOST_RECENT,
        Resampling.NEAREST,
        List.of());
  }

  /** The index, whose streams count what they hand out. */
  private static SceneIndex counted() {
    return (SceneIndex)
        Proxy.newProxyInstance(
            SceneIndex.class.getClassLoader(),
            new Class<?>[] {SceneIndex.class},
            (proxy, method, arguments) -> {
              try {
                Object answer = method.invoke(index, arguments);
                return answer instanceof Stream<?> stream
                    ? stream.peek(x -> HANDED_OUT.incrementAndGet())
                    : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Remembers the times it is asked for and finds nothing. */
  private static CubeEngine blankEngine() {
    return (CubeEngine)
        Proxy.newProxyInstance(
            CubeEngine.class.getClassLoader(),
            new Class<?>[] {CubeEngine.class},
            (proxy, method, arguments) -> {
              CubeRequest request = (CubeRequest) arguments[1];
              drawn = request.times();
              return new CubeRaster(
                  request.target(),
                  cube().bands().stream().map(CubeBand::band).toList(),
                  List.of(RasterBlock.allocate(request.target().shape())),
                  new ReadReport(List.of(), List.of()));
            });
  }

  @AfterAll
  static void close() {
    index.close();
  }

  private static WmsFixture.Answer map(String layer, String time) {
    HANDED_OUT.set(0);
    return wms.map(layer, "time", time);
  }

  private static TimeInterval at(String instant) {
    return TimeInterval.at(Instant.parse(instant));
  }

  @Test
  void capabilities_tell_an_interval_and_stay_small() {
    for (String version : List.of("1.1.1", "1.3.0")) {
      HANDED_OUT.set(0);
      WmsFixture.Answer answer =
          wms.get("wms", "service", "WMS", "version", version, "request", "GetCapabilities");

      assertThat(answer.text()).contains("2000-01-01T00:00:00Z/2068-06-11T18:00:00Z/PT1S");
      assertThat(answer.bytes()).hasSizeLessThan(300_000);
      assertThat(HANDED_OUT.get()).isLessThan(LayerEntries.MOST_LISTED + 20);
    }
  }

  @Test
  void a_request_without_time_looks_up_the_newest() {
    WmsFixture.Answer answer = map("eo:long", null);

    assertThat(answer.headers().get("warning")).contains("Default value used: time=" + LAST);
    assertThat(drawn).containsExactly(at(LAST));
    assertThat(HANDED_OUT.get()).isEqualTo(1);
  }

  @Test
  void the_nearest_time_is_looked_up_on_both_sides() {
    map("eo:near", "2034-03-05T05:00:00Z");

    assertThat(drawn).containsExactly(at("2034-03-05T06:00:00Z"));
    assertThat(HANDED_OUT.get()).isEqualTo(2);
  }

  @Test
  void a_range_is_one_question_however_much_it_holds() {
    map("eo:long", "2000/2068");

    assertThat(drawn)
        .containsExactly(
            new TimeInterval(
                Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2069-01-01T00:00:00Z")));
    assertThat(HANDED_OUT.get()).isEqualTo(1);
  }

  @Test
  void a_time_without_data_is_an_error_found_by_one_question() {
    assertThat(map("eo:long", "2034-03-05T05:00:00Z").text())
        .contains("InvalidDimensionValue", "time must be one of layer eo:long");
    assertThat(HANDED_OUT.get()).isZero();
  }
}
