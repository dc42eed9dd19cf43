// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;

class OutlinesTest {

  private static final GeoBox GRID =
      new GeoBox(new Shape(4, 6), new Affine(0.5, 0, 10, 0, -0.5, 50), "EPSG:4326");

  private final Outlines outlines = new Outlines(new CrsRegistry());

  @Test
  void the_outline_of_a_grid_is_that_of_its_corners() {
    Geometry outline = outlines.ofGrid(GRID);

    assertThat(outline.getArea()).isCloseTo(6 * 0.5 * 4 * 0.5, within(1e-9));
    assertThat(outline.getEnvelopeInternal().getMinX()).isEqualTo(10);
    assertThat(outline.getEnvelopeInternal().getMaxY()).isEqualTo(50);
  }

  @Test
  void a_grid_over_the_antimeridian_is_cut_there() {
    // UTM zone 1 begins at 180 degrees; this grid begins west of it.
    GeoBox fiji =
        new GeoBox(
            new Shape(100, 100), new Affine(3000, 0, 50000, 0, -3000, 8200000), "EPSG:32701");

    Geometry outline = outlines.ofGrid(fiji);

    assertThat(outline.getNumGeometries()).isEqualTo(2);
    assertThat(outline.getEnvelopeInternal().getMinX()).isEqualTo(-180);
    assertThat(outline.getEnvelopeInternal().getMaxX()).isEqualTo(180);
    assertThat(outline.getArea()).isLessThan(12);
  }

  @Test
  void a_grid_around_the_pole_holds_the_pole() {
    GeoBox arctic =
        new GeoBox(
            new Shape(10, 10), new Affine(100000, 0, -500000, 0, -100000, 500000), "EPSG:3995");

    Geometry outline = outlines.ofGrid(arctic);

    assertThat(outline.getEnvelopeInternal().getMaxY()).isEqualTo(90);
    assertThat(outline.getEnvelopeInternal().getWidth()).isCloseTo(360, within(1e-6));
    assertThat(outline.isValid()).isTrue();
  }
}
