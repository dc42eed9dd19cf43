// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.Catalog;
import org.chronocube.catalog.Datacube;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.scene.Product;
import org.chronocube.time.TimeGrouping;
import org.chronocube.web.FakeRequest;
import org.chronocube.web.FakeResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Series of many places; of three days the second shows nothing. */
class AreasSeriesTest {

  private static final List<Instant> DAYS =
      Stream.of("2023-04-02", "2023-04-03", "2023-04-04")
          .map(day -> Instant.parse(day + "T00:00:00Z"))
          .toList();
  private static final Band RED =
      new Band("B04", "Red", DataType.UINT16, NoData.of(65535), new Scaling(0.0001, 0), "1", 665.0);
  private static final String POINT = "{\"type\":\"Point\",\"coordinates\":[5.056,51.218]}";
  private static final String TRIANGLE =
      "{\"type\":\"Polygon\",\"coordinates\":[[[5.055,51.217],[5.057,51.217],[5.057,51.219],[5.055,51.217]]]}";
  private static final String ELSEWHERE =
      "{\"type\":\"MultiPoint\",\"coordinates\":[[15,45],[16,45]]}";

  private final Cube cube =
      new Cube(
          "field",
          "Field",
          "",
          List.of("s2"),
          List.of(new CubeBand(RED, "B04")),
          GeoBox.covering(
              new Extent(643260, 5675820, 643900, 5676480), new Resolution(10, 10), "EPSG:32631"),
          TimeGrouping.SOLAR_DAY,
          MosaicRule.MOST_RECENT,
          Resampling.NEAREST,
          List.of());
  private final Datacube datacube =
      new Datacube(
          new Catalog("jdbc:sqlite:x", List.of(), List.of(cube)),
          new ListIndex(new Product("s2", "", "", "", List.of(RED)), DAYS),
          null,
          new DayEngine(DAYS),
          new CrsRegistry());
  private final MapLayer layer = new MapLayer("ws:field", "A field", "", datacube, cube, List.of());
  private final WebApi api = new WebApi(() -> List.of(layer), new ServicePaths("", "", ""));

  private static String features(String... features) {
    return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
  }

  private static String feature(String id, String geometry) {
    return "{\"type\":\"Feature\",\"id\":" + id + ",\"geometry\":" + geometry + "}";
  }

  private FakeResponse post(String query, String body) throws IOException {
    FakeResponse response = new FakeResponse();
    api.handle(FakeRequest.post("api/series?layer=ws:field" + query, body), response);
    return response;
  }

  private static JsonNode json(FakeResponse response) throws IOException {
    return new JsonMapper().readTree(response.bytes());
  }

  @Test
  void everyFeatureHasItsSeriesInTheOrderOfTheFeatures() throws IOException {
    JsonNode root =
        json(
            post(
                "&bands=B04,twice=2*B04",
                features(
                    feature("\"field 7\"", TRIANGLE),
                    feature("null", ELSEWHERE),
                    feature("12", POINT))));

    assertThat(root.path("features"))
        .extracting(f -> f.path("id").asText())
        .containsExactly("field 7", "1", "12");
    JsonNode point = root.at("/features/2");
    assertThat(point.path("pixels").asInt()).isEqualTo(1);
    assertThat(point.path("dates"))
        .extracting(d -> d.path("time").asText())
        .containsExactly("2023-04-02T00:00:00.000Z", "2023-04-04T00:00:00.000Z");
    assertThat(point.at("/dates/1/bands/B04/mean").asDouble()).isCloseTo(0.04, within(1e-8));
    assertThat(point.at("/dates/1/bands/twice/mean").asDouble()).isCloseTo(0.08, within(1e-7));
    assertThat(root.at("/features/0/pixels").asInt())
        .isEqualTo(root.at("/features/0/dates/0/bands/B04/count").asInt())
        .isGreaterThan(50);
    assertThat(root.at("/features/1").toString())
        .isEqualTo("{\"id\":\"1\",\"pixels\":0,\"dates\":[]}");
  }

  @Test
  void asCsvFeatureByFeature() throws IOException {
    FakeResponse response =
        post(
            "&format=csv&time=2023-04-04",
            features(feature("\"b, c\"", POINT), feature("\"a\"", TRIANGLE)));

    assertThat(response.header("Content-Type")).isEqualTo("text/csv; charset=UTF-8");
    List<String> lines = response.text().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo("id,time,band,unit,pixels,count,validShare,mean,sd,min,max");
    assertThat(lines.get(1))
        .startsWith("\"b, c\",2023-04-04T00:00:00.000Z,B04,1,1,1,1.000000,0.04000000,");
    assertThat(lines.get(2)).startsWith("a,2023-04-04T00:00:00.000Z,B04,1,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1, 2] | body | body must be a GeoJSON FeatureCollection, was of type ",
        "{\"type\":\"Feature\"} | body | body must be a GeoJSON FeatureCollection, was of type Feature",
        "{\"type\":\"FeatureCollection\",\"features\":[]} | features | features must be 1 to 10000, were 0",
      })
  void whatIsNoCollectionIsRefused(String body, String parameter, String detail)
      throws IOException {
    refused(body, parameter, detail.strip());
  }

  private void refused(String body, String parameter, String detail) throws IOException {
    FakeResponse response = post("", body);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(json(response).path("parameter").asText()).isEqualTo(parameter);
    assertThat(json(response).path("detail").asText().strip()).startsWith(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"LineString\",\"coordinates\":[[5,51],[6,51]]}"
            + "| geometry must be a Point, MultiPoint, Polygon or MultiPolygon, was LineString",
        "null | geometry must be a Point, MultiPoint, Polygon or MultiPolygon, was none",
        "{\"type\":\"Point\",\"coordinates\":[643300,5676000]}"
            + "| positions must be longitude in -180..180 and latitude in -90..90,"
            + " was [643300,5676000]",
        "{\"type\":\"Point\",\"coordinates\":[\"a\"]}"
            + "| positions must be longitude in -180..180 and latitude in -90..90, was [\"a\"]",
        "{\"type\":\"Polygon\",\"coordinates\":[]}"
            + "| coordinates must be lists that are not empty",
        "{\"type\":\"Polygon\",\"coordinates\":[[[5,51],[6,51],[6,52],[5,52]]]}"
            + "| Points of LinearRing do not form a closed linestring",
      })
  void aFeatureThatBreaksARuleIsNamed(String geometry, String rule) throws IOException {
    String body = features(feature("1", POINT), feature("2", geometry.strip()));
    refused(body, "features[1]", "features[1]: " + rule);
  }

  @Test
  void twoFeaturesOfOneIdAreRefused() throws IOException {
    refused(
        features(feature("7", POINT), feature("8", POINT), feature("\"7\"", POINT)),
        "features[2]",
        "features[2]: id must be unique, was 7 as of features[0]");
  }

  @Test
  void moreThanOneCanWaitForIsRefused() throws IOException {
    String many =
        IntStream.rangeClosed(0, AreasSeriesEndpoint.MOST_AREAS)
            .mapToObj(i -> feature(String.valueOf(i), POINT))
            .collect(Collectors.joining(","));
    refused(features(many), "features", "features must be 1 to 10000, were 10001");

    String some =
        IntStream.range(0, 3000)
            .mapToObj(i -> feature(String.valueOf(i), POINT))
            .collect(Collectors.joining(","));
    String bands =
        IntStream.range(0, 28)
            .mapToObj(i -> "b" + i + "=B04*" + i)
            .collect(Collectors.joining(","));
    FakeResponse response = post("&bands=" + bands, features(some));
    assertThat(json(response).path("detail").asText())
        .isEqualTo("sites x dates x bands must be at most 250000, were 3000 x 3 x 28");
  }

  @Test
  void nobodyIsToldWhenTheClientHasGone() throws IOException {
    FakeResponse response = new FakeResponse();
    api.handle(
        FakeRequest.post("api/series?layer=ws:field", features(feature("1", POINT))).abandoned(),
        response);
    assertThat(response.status()).isEqualTo(503);
  }

  @Test
  void othersAreNotPostedTo() throws IOException {
    FakeResponse times = new FakeResponse();
    api.handle(FakeRequest.post("api/times?layer=ws:field", "{}"), times);
    FakeResponse put = new FakeResponse();
    api.handle(FakeRequest.post("api/series", "{}").withMethod("PUT"), put);
    assertThat(List.of(times.status(), put.status())).containsExactly(405, 405);
    assertThat(times.header("Allow")).isEqualTo("GET, HEAD");
    assertThat(put.header("Allow")).isEqualTo("GET, HEAD, POST");
  }

  @Test
  void theDescriptionHasEveryPathAndLimit() throws IOException {
    FakeResponse response = new FakeResponse();
    api.handle(FakeRequest.get("api/openapi.json"), response);
    JsonNode root = json(response);

    assertThat(root.path("openapi").asText()).startsWith("3.0");
    assertThat(root.at("/servers/0/url").asText()).isEqualTo("https://maps.example.org/cube");
    assertThat(root.path("paths").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "/api/layers", "/api/times", "/api/series", "/api/scenes", "/api/openapi.json");
    assertThat(root.at("/paths/~1api~1series/post/description").asText())
        .contains("10,000 features", "16,777,216 pixels", "250,000 of features");
    assertThat(AreasSeriesEndpoint.MOST_AREAS).isEqualTo(10_000);
    assertThat(AreasSeriesEndpoint.MOST_PIXELS).isEqualTo(16_777_216);
    assertThat(AreasSeriesEndpoint.MOST_VALUES).isEqualTo(250_000);
    root.findValuesAsText("$ref")
        .forEach(ref -> assertThat(root.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
  }
}
