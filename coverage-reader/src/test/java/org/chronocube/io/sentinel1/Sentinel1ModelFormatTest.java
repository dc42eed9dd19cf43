// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.sentinel1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chronocube.geolocation.GroundRange;
import org.chronocube.geolocation.ImageCrs;
import org.chronocube.geolocation.Orbit;
import org.chronocube.geolocation.RangeDopplerModel;
import org.chronocube.geolocation.SensorModel;
import org.chronocube.geolocation.Terrain;
import org.chronocube.geolocation.TiePoint;
import org.chronocube.io.RasterReadException;
import org.chronocube.xml.XmlElement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the geolocation grids of genuine products, and SciPy's solution of the equations. */
class Sentinel1ModelFormatTest {

  @TempDir static Path directory;
  private static Path newer;
  private static Path older;

  @BeforeAll
  static void unpack() throws IOException {
    newer = Products.unpack(Products.NEW, directory);
    older = Products.unpack(Products.OLD, directory);
  }

  private static SensorModel model(Map<String, String> options) {
    ImageCrs crs =
        new ImageCrs(
            Sentinel1ModelFormat.NAME, Products.annotation(newer, Products.NEW_VV), options);
    return new Sentinel1ModelFormat().read(crs, Products.surroundings());
  }

  private static ImageAnnotation annotation(Path safe, String stem) {
    Path file = safe.resolve("annotation").resolve(stem + ".xml");
    return ImageAnnotation.of(XmlElement.read(file, Set.of()));
  }

  /** Largest and mean distance in pixels of the grid's points, each seen at its own height. */
  private static double[] gridErrors(ImageAnnotation annotation, boolean nearest) {
    RangeDopplerModel base =
        new RangeDopplerModel(
            annotation.timing(),
            new Orbit(annotation.orbit()),
            new GroundRange(annotation.conversions(), nearest),
            annotation.ties(),
            Terrain.ELLIPSOID);
    double most = 0;
    double sum = 0;
    for (TiePoint tie : annotation.ties()) {
      double[] point = {tie.lon(), tie.lat()};
      base.on(Terrain.constant(tie.height())).toImage(point, 1);
      double error = Math.hypot(point[0] - tie.col(), point[1] - tie.row());
      most = Math.max(most, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error);
      sum += error;
    }
    return new double[] {most, sum / annotation.ties().size()};
  }

  @Test
  void the_points_of_the_geolocation_grid_are_within_half_a_pixel() {
    double[] errors = gridErrors(annotation(newer, Products.NEW_VV), false);
    assertThat(errors[0]).isLessThan(0.35);
    assertThat(errors[1]).isLessThan(0.12);
  }

  @Test
  void with_the_nearest_polynomial_as_the_grid_was_made_they_are_within_a_twentieth() {
    double[] errors = gridErrors(annotation(newer, Products.NEW_VV), true);
    assertThat(errors[0]).isLessThan(0.05);
  }

  @Test
  void of_an_old_product_all_but_the_last_line_whose_polynomial_is_not_annotated() {
    ImageAnnotation whole = annotation(older, Products.OLD_VV);
    double last = whole.ties().get(whole.ties().size() - 1).row();
    ImageAnnotation rest =
        new ImageAnnotation(
            whole.timing(),
            whole.orbit(),
            whole.conversions(),
            whole.ties().stream().filter(t -> t.row() < last).toList(),
            whole.incidence());
    assertThat(gridErrors(rest, true)[0]).isLessThan(0.05);
    assertThat(gridErrors(whole, true)[0]).isLessThan(1.2);
  }

  @Test
  void of_an_old_product_lines_between_polynomials_are_off_the_grid_by_what_they_change() {
    // Neighbouring polynomials differ by up to 115 m of ground range, a third of it at grid lines.
    double[] errors = gridErrors(annotation(older, Products.OLD_VV), false);
    assertThat(errors[0]).isBetween(3.5, 3.8);
    assertThat(errors[1]).isLessThan(0.6);
  }

  @Test
  void pixels_are_where_scipy_finds_them_at_any_height() throws IOException {
    for (double[] expected : Products.table("geometry.csv")) {
      SensorModel model = model(Map.of("height", String.valueOf(expected[2])));
      double[] point = {expected[1] + 0.5, expected[0] + 0.5};
      model.toGround(point, 1);
      // 1e-7 degrees are a centimetre.
      assertThat(point[0]).isCloseTo(expected[3], within(1e-7));
      assertThat(point[1]).isCloseTo(expected[4], within(1e-7));
      model.toImage(point, 1);
      assertThat(point[0]).isCloseTo(expected[1] + 0.5, within(1e-4));
      assertThat(point[1]).isCloseTo(expected[0] + 0.5, within(1e-4));
    }
  }

  @Test
  void higher_ground_is_nearer_to_the_track_by_its_height_over_the_tangent() {
    double[] low = {3.3595, 45.4974};
    double[] high = low.clone();
    model(Map.of()).toImage(low, 1);
    model(Map.of("height", "100")).toImage(high, 1);
    // Incidence there is 39.0 degrees: 100 m / tan(39.0) / 10 m a pixel, and 0.1 by curvature.
    assertThat(low[0] - high[0]).isCloseTo(12.35, within(0.15));
    assertThat(low[1] - high[1]).isCloseTo(0, within(0.6));
  }

  @Test
  void a_terrain_that_varies_is_found_again() {
    ImageAnnotation annotation = annotation(newer, Products.NEW_VV);
    RangeDopplerModel hills =
        new RangeDopplerModel(
            annotation.timing(),
            new Orbit(annotation.orbit()),
            new GroundRange(annotation.conversions(), false),
            annotation.ties(),
            (lon, lat) -> 800 + 500 * Math.sin(60 * lon) * Math.cos(80 * lat));
    for (double row = 400; row < 16676; row += 1700) {
      for (double col = 300; col < 26144; col += 2600) {
        double[] point = {col, row};
        hills.toGround(point, 1);
        hills.toImage(point, 1);
        assertThat(point[0]).isCloseTo(col, within(1e-3));
        assertThat(point[1]).isCloseTo(row, within(1e-3));
      }
    }
  }

  @Test
  void an_elevation_model_and_the_geoid_add_up() throws Exception {
    // A plateau of 1000 m everywhere, 500 m above the ellipsoid.
    String dem =
        Sentinel1ModelFormatTest.class
            .getResource("/org/chronocube/sentinel1/plateau.tif")
            .toURI()
            .toString();
    SensorModel model = model(Map.of("dem", dem, "height", "500"));
    for (double[] expected : Products.table("geometry.csv")) {
      if (expected[2] == 1500) {
        double[] point = {expected[3], expected[4]};
        model.toImage(point, 1);
        assertThat(point[0]).isCloseTo(expected[1] + 0.5, within(1e-3));
        assertThat(point[1]).isCloseTo(expected[0] + 0.5, within(1e-3));
        model.toGround(point, 1);
        assertThat(point[0]).isCloseTo(expected[3], within(1e-7));
        assertThat(point[1]).isCloseTo(expected[4], within(1e-7));
      }
    }
  }

  @Test
  void what_the_image_does_not_show_has_no_place_in_it() {
    SensorModel model = model(Map.of());
    double[] points = {
      -20,
      45.5, // beside the swath
      3,
      60, // ahead
      183,
      -45, // the other side of the Earth
      -13,
      45.3, // about as far on the other side of the track
      Double.NaN,
      45
    };
    model.toImage(points, 5);
    assertThat(points).containsOnly(Double.NaN);
    double[] pixels = {-1000, 5, 30000, 5, 5, 20000};
    model.toGround(pixels, 3);
    assertThat(pixels).containsOnly(Double.NaN);
  }

  @Test
  void just_outside_the_image_it_goes_on() {
    double[] point = {-20, 16690};
    SensorModel model = model(Map.of());
    model.toGround(point, 1);
    model.toImage(point, 1);
    assertThat(point[0]).isCloseTo(-20, within(1e-4));
    assertThat(point[1]).isCloseTo(16690, within(1e-4));
  }

  @Test
  void options_that_mean_nothing_are_refused() {
    assertThatThrownBy(() -> model(Map.of("hight", "3")))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("options must be among [dem, ground-range, height]");
    assertThatThrownBy(() -> model(Map.of("height", "high")))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("high");
  }

  @Test
  void an_annotation_of_one_point_places_nothing() throws IOException {
    Path file = Files.createTempFile(directory, "one", ".xml");
    Files.writeString(
        file,
        """
        <product><imageAnnotation><imageInformation>
        <productFirstLineUtcTime>2015-07-05T06:42:41.504840</productFirstLineUtcTime>
        <azimuthTimeInterval>1.5e-3</azimuthTimeInterval><rangePixelSpacing>10</rangePixelSpacing>
        <numberOfSamples>256</numberOfSamples><numberOfLines>167</numberOfLines>
        </imageInformation></imageAnnotation>
        <geolocationGrid><geolocationGridPointList><geolocationGridPoint>
        <line>0</line><pixel>0</pixel><latitude>39.6</latitude><longitude>-8</longitude>
        <height>141</height><incidenceAngle>30</incidenceAngle>
        </geolocationGridPoint></geolocationGridPointList></geolocationGrid></product>
        """);
    ImageCrs crs = new ImageCrs(Sentinel1ModelFormat.NAME, file.toUri(), Map.of());
    assertThatThrownBy(() -> new Sentinel1ModelFormat().read(crs, Products.surroundings()))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageContaining("tie points must be a grid of two or more rows and columns, were 1");
  }

  @Test
  void without_an_orbit_the_grid_alone_places_the_image() throws IOException {
    Path xml = newer.resolve("annotation").resolve(Products.NEW_VV + ".xml");
    Path file = Files.createTempFile(directory, "grid", ".xml");
    Files.writeString(file, Files.readString(xml).replaceAll("(?s)<orbitList.*?</orbitList>", ""));
    SensorModel model =
        new Sentinel1ModelFormat()
            .read(
                new ImageCrs(Sentinel1ModelFormat.NAME, file.toUri(), Map.of()),
                Products.surroundings());
    List<TiePoint> ties = annotation(newer, Products.NEW_VV).ties();
    TiePoint tie = ties.get(75);
    double[] point = {tie.lon(), tie.lat()};
    model.toImage(point, 1);
    assertThat(point[0]).isCloseTo(tie.col(), within(1e-3));
    assertThat(point[1]).isCloseTo(tie.row(), within(1e-3));
  }
}
