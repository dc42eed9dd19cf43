// SPDX-License-Identifier: Apache-2.0
package org.chronocube.registration;

import java.util.List;
import org.chronocube.cube.Cube;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.factory.CommonFactoryFinder;

/**
 * What scenes are compared with: a band of a cube at some times, joined by a mosaic rule.
 *
 * @param cube any cube that shows the same ground
 * @param band of that cube
 * @param times any of these; not empty
 * @param rule how several scenes become one image
 * @param filter on the reference's scenes
 * @param label names it in the scenes' properties
 */
public record Reference(
    Cube cube,
    String band,
    List<TimeInterval> times,
    MosaicRule rule,
    Filter filter,
    String label) {

  static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

  public Reference {
    times = List.copyOf(times);
    if (times.isEmpty()) {
      throw new IllegalArgumentException("reference " + label + " must have a time");
    }
  }

  /** One scene. */
  public static Reference of(Cube cube, String band, Scene scene) {
    return new Reference(
        cube,
        band,
        List.of(TimeInterval.at(scene.time())),
        MosaicRule.FIRST_VALID,
        only(scene),
        name(scene));
  }

  /** The scenes of some times, the least cloudy on top. */
  public static Reference of(Cube cube, String band, List<TimeInterval> times, String label) {
    return new Reference(cube, band, times, MosaicRule.LEAST_CLOUDY, Filter.INCLUDE, label);
  }

  /** True when a scene of a cube is what others are compared with. */
  public boolean holds(Cube other, Scene scene) {
    return cube.name().equals(other.name())
        && times.stream().anyMatch(t -> t.contains(scene.time()))
        && (filter.equals(Filter.INCLUDE) || label.equals(name(scene)));
  }

  private static String name(Scene scene) {
    return scene.product() + "/" + scene.id();
  }

  static Filter only(Scene scene) {
    return FILTERS.and(
        FILTERS.equals(FILTERS.property("product"), FILTERS.literal(scene.product())),
        FILTERS.equals(FILTERS.property("id"), FILTERS.literal(scene.id())));
  }
}
