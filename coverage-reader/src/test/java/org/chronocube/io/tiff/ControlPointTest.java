// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.geolocation.ImageCrs;
import org.chronocube.geolocation.SensorModel;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.RasterView.Surroundings;
import org.chronocube.io.SensorModelReader;
import org.chronocube.io.sentinel1.Products;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A measurement with 294 ground control points instead of an affine. */
class ControlPointTest {

  private final Surroundings surroundings = Products.surroundings();
  private URI file;

  @BeforeEach
  void locate() throws Exception {
    file = ControlPointTest.class.getResource("/org/chronocube/sentinel1/s1-vh-gcp.tiff").toURI();
  }

  private GeoBox grid() {
    return surroundings.rasters().open(file).info().grid();
  }

  private SensorModel model() {
    return new SensorModelReader(List.of(new ControlPointFormat()), surroundings)
        .get(ImageCrs.parse(grid().crs()));
  }

  @Test
  void the_grid_is_that_of_the_image_in_a_crs_of_its_own() {
    assertThat(grid())
        .isEqualTo(new GeoBox(new Shape(821, 408), Affine.IDENTITY, "image:tiff-gcp:" + file));
  }

  /** Places by {@code gdaltransform -tps} of GDAL 3.6.2; a pixel is 0.0018 degrees. */
  @ParameterizedTest
  @CsvSource({
    "10.2, 33.7, 55.8335458058725, -4.07996801807071",
    "204, 410.5, 55.349531455924, -4.68288235145646",
    "397.5, 700.25, 54.8983375127181, -5.1289718266991",
    "100.1, 500, 55.4986512600876, -4.88355384074493",
    "350, 60, 55.2253700571898, -3.99719040357896"
  })
  void pixels_are_where_gdal_puts_them(double col, double row, double lon, double lat) {
    double[] point = {col, row};
    model().toGround(point, 1);
    assertThat(point[0]).isCloseTo(lon, within(2e-5));
    assertThat(point[1]).isCloseTo(lat, within(2e-5));
    model().toImage(point, 1);
    assertThat(point[0]).isCloseTo(col, within(1e-5));
    assertThat(point[1]).isCloseTo(row, within(1e-5));
  }

  @Test
  void its_outline_is_a_footprint() {
    CrsRegistry crs =
        new CrsRegistry(new SensorModelReader(List.of(new ControlPointFormat()), surroundings));
    // The product's own footprint has these corners, to a hundredth of a degree.
    var outline = crs.footprint(grid()).getEnvelopeInternal();
    assertThat(outline.getMinX()).isCloseTo(54.8405, within(0.02));
    assertThat(outline.getMaxX()).isCloseTo(55.8588, within(0.02));
    assertThat(outline.getMinY()).isCloseTo(-5.4974, within(0.02));
    assertThat(outline.getMaxY()).isCloseTo(-3.8687, within(0.02));
  }

  @Test
  void a_file_without_control_points_has_no_such_model() throws Exception {
    URI other = URI.create(file.toString().replace("s1-vh-gcp.tiff", "SOURCE.txt"));
    ImageCrs crs = new ImageCrs(ControlPointFormat.NAME, other, Map.of());
    assertThatThrownBy(() -> new ControlPointFormat().read(crs, surroundings))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("cannot place the image of")
        .hasMessageContaining("SOURCE.txt");
  }
}
