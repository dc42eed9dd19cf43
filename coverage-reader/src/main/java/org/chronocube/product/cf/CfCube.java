// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.cf;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.io.array.ArrayDataset;
import org.chronocube.io.array.ArrayInfo;
import org.chronocube.product.SceneParseException;

/** The coordinates of the arrays of one file, read as the CF conventions (1.11) have them. */
final class CfCube {

  private static final Set<String> X_NAMES =
      Set.of("projection_x_coordinate", "longitude", "grid_longitude");
  private static final Set<String> Y_NAMES =
      Set.of("projection_y_coordinate", "latitude", "grid_latitude");

  private final ArrayDataset dataset;
  private final Map<String, ArrayInfo> arrays = new LinkedHashMap<>();
  private final CfGridMapping mappings;

  /**
   * @param crs identifier of the CRS where the file says none, or null
   */
  CfCube(ArrayDataset dataset, CrsRegistry registry, String crs) throws IOException {
    this.dataset = dataset;
    for (ArrayInfo array : dataset.arrays()) {
      arrays.put(array.name(), array);
    }
    this.mappings = new CfGridMapping(dataset.attributes(), registry, crs);
  }

  Optional<ArrayInfo> array(String name) {
    return Optional.ofNullable(arrays.get(name));
  }

  /** True when a variable is data on a grid: its last two dimensions have coordinates in space. */
  boolean isGridded(ArrayInfo variable) {
    int rank = variable.rank();
    return rank >= 2
        && coordinate(variable, rank - 1).filter(CfCube::isX).isPresent()
        && coordinate(variable, rank - 2).filter(CfCube::isY).isPresent();
  }

  /**
   * The grid of a variable whose last dimensions are y and x.
   *
   * @throws SceneParseException when it has none, or none that is regular
   */
  GeoBox grid(ArrayInfo variable) throws IOException {
    if (!isGridded(variable)) {
      throw new SceneParseException(
          "the last dimensions of variable "
              + variable.name()
              + " must be y and x with coordinates, are "
              + variable.dimensions());
    }
    int rank = variable.rank();
    ArrayInfo x = coordinate(variable, rank - 1).orElseThrow();
    ArrayInfo y = coordinate(variable, rank - 2).orElseThrow();
    CfAxis columns = CfAxis.of(x.name(), dataset.values(x.name()));
    CfAxis rows = CfAxis.of(y.name(), dataset.values(y.name()));
    return new GeoBox(
        new Shape(variable.shape().get(rank - 2), variable.shape().get(rank - 1)),
        new Affine(columns.step(), 0, columns.edge(), 0, rows.step(), rows.edge()),
        mappings.crs(variable, isGeographic(x)));
  }

  /**
   * The times of a variable of three dimensions; empty when it has no time.
   *
   * @throws SceneParseException when it has another dimension before y and x
   */
  Optional<List<Instant>> times(ArrayInfo variable) throws IOException {
    if (variable.rank() == 2) {
      return Optional.empty();
    }
    Optional<ArrayInfo> time = coordinate(variable, 0).filter(CfTimes::areUnits);
    if (variable.rank() != 3 || time.isEmpty()) {
      throw new SceneParseException(
          "dimensions of variable "
              + variable.name()
              + " must be time, y, x or y, x, are "
              + variable.dimensions());
    }
    CfTimes units = CfTimes.of(time.get());
    List<Instant> times = new ArrayList<>();
    for (double value : dataset.values(time.get().name())) {
      if (!Double.isFinite(value)) {
        throw new SceneParseException(
            "values of " + time.get().name() + " must be times, has " + value);
      }
      times.add(units.at(value));
    }
    return Optional.of(times);
  }

  // The variable that has the dimension's name, in the variable's group or one above it.
  private Optional<ArrayInfo> coordinate(ArrayInfo variable, int dimension) {
    String name = variable.dimensions().get(dimension);
    String base = name.substring(name.lastIndexOf('/') + 1);
    for (String group = variable.name(); !base.isEmpty(); ) {
      int slash = group.lastIndexOf('/');
      ArrayInfo found = arrays.get(slash < 0 ? base : group.substring(0, slash + 1) + base);
      if (found != null && found.rank() == 1) {
        return Optional.of(found);
      }
      if (slash < 0) {
        break;
      }
      group = group.substring(0, slash);
    }
    return Optional.empty();
  }

  private static boolean isX(ArrayInfo axis) {
    return is(axis, "X", X_NAMES, Set.of("x", "lon", "longitude"));
  }

  private static boolean isY(ArrayInfo axis) {
    return is(axis, "Y", Y_NAMES, Set.of("y", "lat", "latitude"));
  }

  private static boolean is(ArrayInfo axis, String letter, Set<String> standard, Set<String> name) {
    String base = axis.name().substring(axis.name().lastIndexOf('/') + 1);
    return axis.text("axis").filter(letter::equals).isPresent()
        || axis.text("standard_name").filter(standard::contains).isPresent()
        || name.contains(base.toLowerCase(Locale.ROOT));
  }

  private static boolean isGeographic(ArrayInfo x) {
    return x.text("units").filter(u -> u.matches("degrees?_?[eE](ast)?")).isPresent()
        || x.text("standard_name").filter("longitude"::equals).isPresent();
  }
}
