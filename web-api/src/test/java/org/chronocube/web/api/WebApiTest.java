// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
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

class WebApiTest {

  private static final Instant FIRST = Instant.parse("2023-04-02T00:00:00Z");
  private static final Band RED =
      new Band("B04", "Red", DataType.UINT16, NoData.of(65535), new Scaling(0.0001, 0), "1", 665.0);

  private final ListIndex index =
      new ListIndex(
          new Product("s2", "Sentinel-2", "", "Contains modified Copernicus data", List.of(RED)),
          days(3));
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
          index,
          null,
          new DayEngine(days(3)),
          new CrsRegistry());
  private final MapLayer layer =
      new MapLayer(
          "ws:field",
          "A field",
          "Some text",
          datacube,
          cube,
          List.of(new MapStyle("true colour", "True colour"), new MapStyle("ndvi", "NDVI")));
  private final WebApi api =
      new WebApi(() -> List.of(layer), new ServicePaths("wms", "wcs", "wps"));

  @Test
  void a_layer_says_what_it_is_and_when() throws IOException {
    JsonNode root = json(get("api/layers"));
    JsonNode described = root.path("layers").path(0);

    assertThat(root.at("/services/wms").asText()).isEqualTo("https://maps.example.org/cube/wms");
    assertThat(described.path("name").asText()).isEqualTo("ws:field");
    assertThat(described.path("attribution").asText())
        .isEqualTo("Contains modified Copernicus data");
    assertThat(described.at("/bands/0/scale").asDouble()).isEqualTo(0.0001);
    assertThat(described.at("/bands/0/wavelength").asDouble()).isEqualTo(665);
    assertThat(described.at("/grid/crs").asText()).isEqualTo("EPSG:32631");
    assertThat(described.at("/grid/unit").asText()).isEqualTo("m");
    assertThat(described.at("/time/complete").asBoolean()).isTrue();
    assertThat(described.at("/time/start").asText()).isEqualTo("2023-04-02T00:00:00.000Z");
    assertThat(described.at("/time/end").asText()).isEqualTo("2023-04-04T00:00:00.000Z");
    assertThat(described.at("/time/instants")).hasSize(3);
    // The box of the archive's STAC items, which has other corners by less than a pixel.
    assertThat(described.at("/bbox/0").asDouble()).isCloseTo(5.051247352, within(1e-4));
    assertThat(described.at("/bbox/1").asDouble()).isCloseTo(51.215616685, within(1e-4));
    assertThat(described.at("/bbox/2").asDouble()).isCloseTo(5.060669637, within(1e-4));
    assertThat(described.at("/bbox/3").asDouble()).isCloseTo(51.221708634, within(1e-4));
  }

  @Test
  void a_legend_is_a_request_to_wms() throws IOException {
    JsonNode style = json(get("api/layers")).at("/layers/0/styles/0");

    assertThat(style.path("title").asText()).isEqualTo("True colour");
    assertThat(style.path("legend").asText())
        .startsWith("https://maps.example.org/cube/wms?service=WMS&")
        .contains("request=GetLegendGraphic", "layer=ws%3Afield", "style=true+colour");
  }

  @Test
  void the_answer_is_kept_until_the_index_changes() throws IOException {
    FakeResponse first = get("api/layers");
    int asked = index.questions();
    FakeResponse second = new FakeResponse();
    api.handle(
        FakeRequest.get("api/layers").withHeader("If-None-Match", first.header("ETag")), second);
    int askedAgain = index.questions();
    index.replace(days(4));
    FakeResponse third = new FakeResponse();
    api.handle(
        FakeRequest.get("api/layers").withHeader("If-None-Match", first.header("ETag")), third);

    assertThat(second.status()).isEqualTo(304);
    assertThat(askedAgain).isEqualTo(asked);
    assertThat(third.status()).isEqualTo(200);
    assertThat(json(third).at("/layers/0/time/instants")).hasSize(4);
  }

  @Test
  void the_latest_clear_date_is_told_where_cloud_cover_is_known() throws IOException {
    assertThat(json(get("api/layers")).at("/layers/0/time").has("clear")).isFalse();

    index.clearAt(FIRST.plusSeconds(86_400));
    index.replace(days(3));
    assertThat(json(get("api/layers")).at("/layers/0/time/clear").asText())
        .isEqualTo("2023-04-03T00:00:00.000Z");
  }

  @Test
  void a_long_time_axis_is_given_by_its_ends() throws IOException {
    index.replace(days(5000));
    JsonNode time = json(get("api/layers")).at("/layers/0/time");

    assertThat(time.path("complete").asBoolean()).isFalse();
    assertThat(time.has("instants")).isFalse();
    assertThat(time.path("start").asText()).isEqualTo("2023-04-02T00:00:00.000Z");
    assertThat(time.path("end").asText()).isEqualTo("2036-12-08T00:00:00.000Z");
  }

  @Test
  void a_layer_without_scenes_has_no_time() throws IOException {
    index.replace(List.of());

    assertThat(json(get("api/layers")).at("/layers/0/time").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2023-04-10T12:00:00Z, 4, 2023-04-09, 2023-04-12",
    "2023-04-10T00:00:00Z, 4, 2023-04-08, 2023-04-11",
    "2000-01-01T00:00:00Z, 4, 2023-04-02, 2023-04-03",
    "2099-01-01T00:00:00Z, 4, 2036-12-07, 2036-12-08",
  })
  void the_dates_around_an_instant(String near, int limit, String first, String last)
      throws IOException {
    index.replace(days(5000));
    JsonNode instants =
        json(get("api/times?layer=ws:field&near=" + near + "&limit=" + limit)).path("instants");

    assertThat(instants.get(0).asText()).startsWith(first);
    assertThat(instants.get(instants.size() - 1).asText()).startsWith(last);
  }

  @Test
  void a_place_through_time() throws IOException {
    JsonNode root = json(get("api/series?layer=ws:field&lon=5.056&lat=51.218"));

    assertThat(root.path("cube").asText()).isEqualTo("field");
    assertThat(root.path("pixels").asInt()).isEqualTo(1);
    assertThat(root.path("dates")).hasSize(3);
    assertThat(root.at("/dates/0/time").asText()).isEqualTo("2023-04-02T00:00:00.000Z");
    assertThat(root.at("/dates/0/bands/B04/mean").asDouble()).isCloseTo(0.02, within(1e-8));
    assertThat(root.at("/dates/1/bands/B04/count").asInt()).isZero();
    assertThat(root.at("/dates/1/bands/B04/mean").isNull()).isTrue();
  }

  @Test
  void an_index_over_an_area_as_csv() throws IOException {
    FakeResponse response =
        get(
            "api/series?layer=ws:field&format=csv&time=2023-04-04&bands=twice=2*B04"
                + "&area=POLYGON((5.055%2051.217,5.057%2051.217,5.057%2051.219,5.055%2051.217))");

    assertThat(response.header("Content-Type")).isEqualTo("text/csv; charset=UTF-8");
    assertThat(response.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"ws_field.csv\"");
    assertThat(response.text().lines().findFirst())
        .contains("time,band,unit,pixels,count,validShare,mean,sd,min,max");
    assertThat(response.text().lines().skip(1).findFirst().orElseThrow())
        .startsWith("2023-04-04T00:00:00.000Z,twice,,")
        .contains(",0.08000000,");
  }

  @Test
  void a_click_beside_the_grid_finds_nothing() throws IOException {
    FakeResponse response = get("api/series?layer=ws:field&lon=15&lat=45");

    assertThat(response.status()).isEqualTo(200);
    assertThat(json(response).path("pixels").asInt()).isZero();
    assertThat(json(response).path("dates")).isEmpty();
  }

  @Test
  void a_series_is_not_computed_twice_for_a_client_that_has_it() throws IOException {
    FakeRequest request = FakeRequest.get("api/series?layer=ws:field&lon=5.056&lat=51.218");
    String tag = get("api/series?layer=ws:field&lon=5.056&lat=51.218").header("ETag");
    FakeResponse same = new FakeResponse();
    api.handle(request.withHeader("If-None-Match", tag), same);
    index.replace(days(3));
    FakeResponse changed = new FakeResponse();
    api.handle(request.withHeader("If-None-Match", tag), changed);

    assertThat(same.status()).isEqualTo(304);
    assertThat(changed.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "api/series?layer=ws:field, 400, area,"
        + " 'a place must be given, as lon and lat or as area; lon is missing'",
    "api/series?layer=ws:field&lon=5, 400, lat,"
        + " 'a place must be given, as lon and lat or as area; lat is missing'",
    "api/series?layer=ws:field&lon=5&lat=91, 400, lat, 'lat must be in -90.0..90.0, was 91'",
    "api/series?layer=ws:field&lon=5&lat=51&format=xml, 400, format,"
        + " 'format must be json or csv, was xml'",
    "api/series?layer=ws:field&lon=5&lat=51&bands=B99, 400, bands,"
        + " 'bands must be of B04, was B99'",
    "api/times?layer=ws:field, 400, near, near must be given",
    "api/times?layer=ws:other&near=2023-01-01T00:00:00Z, 404, ,"
        + " 'layer must be one of those of api/layers, was ws:other'",
    "api/times?layer=ws:field&near=yesterday, 400, near,"
        + " 'near must be an instant such as 2023-04-05T00:00:00Z, was yesterday'",
    "api/times?layer=ws:field&near=2023-01-01T00:00:00Z&limit=1e9, 400, limit,"
        + " 'limit must be in 2.0..2000.0, was 1e9'",
    "'api/scenes?layer=ws:field&bbox=1,2,3', 400, bbox,"
        + " 'bbox must be west,south,east,north in degrees, was 1,2,3'",
    "api/scenes?layer=ws:field&valid=yes, 400, valid, 'valid must be true or false, was yes'",
    "'api/scenes?layer=ws:field&valid=true&bbox=0,40,10,60', 400, area,"
        + " 'area must have at most 4194304 pixels of cube field in its box, was 19163799616'",
    "api/series?layer=ws:field&lon=5&lat=51&minValid=101, 400, minValid,"
        + " 'minValid must be in 0.0..100.0, was 101'",
  })
  void errors_are_problem_details(String target, int status, String parameter, String detail)
      throws IOException {
    FakeResponse response = get(target);
    JsonNode problem = json(response);

    assertThat(response.status()).isEqualTo(status);
    assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("detail").asText()).isEqualTo(detail);
    assertThat(problem.path("parameter").asText(null)).isEqualTo(parameter);
  }

  @Test
  void scenes_are_items_with_their_valid_share_when_asked_for() throws IOException {
    JsonNode root = json(get("api/scenes?layer=ws:field&filter=aoi%3Avalid+%3E%3D+0"));
    JsonNode plain = json(get("api/scenes?layer=ws:field&limit=1"));

    assertThat(root.path("features"))
        .extracting(f -> f.path("id").asText())
        .containsExactly("2023-04-03", "2023-04-02");
    assertThat(root.at("/features/0/properties/aoi:valid").asDouble()).isZero();
    assertThat(root.at("/features/1/properties/aoi:valid").asDouble()).isEqualTo(50);
    assertThat(root.at("/features/1/collection").asText()).isEqualTo("s2");
    // What cannot be read is told, though not where it lies.
    assertThat(root.at("/failures/0/scene").asText()).isEqualTo("s2/2023-04-04");
    assertThat(root.at("/failures/0/message").asText()).isEqualTo("gone");
    assertThat(root.at("/failures/0").has("href")).isFalse();
    assertThat(plain.path("features")).hasSize(1);
    assertThat(plain.path("numberMatched").asInt()).isEqualTo(3);
    assertThat(plain.at("/features/0/properties").has("aoi:valid")).isFalse();
  }

  @Test
  void scenes_are_ordered_by_their_valid_share() throws IOException {
    JsonNode root = json(get("api/scenes?layer=ws:field&sort=-aoi:valid&limit=1"));

    assertThat(root.path("features"))
        .extracting(f -> f.path("id").asText())
        .containsExactly("2023-04-02");
    assertThat(root.path("numberMatched").asInt()).isEqualTo(2);
  }

  @Test
  void the_api_can_only_be_read() throws IOException {
    FakeResponse response = new FakeResponse();
    api.handle(FakeRequest.get("api/layers").withMethod("POST"), response);

    assertThat(response.status()).isEqualTo(405);
    assertThat(response.header("Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void the_page_is_at_the_root() throws IOException {
    assertThat(get("").text()).contains("<title>Chronocube</title>");
    assertThat(get("api/nothing").status()).isEqualTo(404);
  }

  private FakeResponse get(String target) throws IOException {
    FakeResponse response = new FakeResponse();
    api.handle(FakeRequest.get(target), response);
    return response;
  }

  private static JsonNode json(FakeResponse response) throws IOException {
    return new JsonMapper().readTree(response.bytes());
  }

  private static List<Instant> days(int count) {
    return IntStream.range(0, count).mapToObj(i -> FIRST.plusSeconds(86_400L * i)).toList();
  }
}
