// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.RunLimits;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeEngine;

/**
 * Where processes find cubes by name. A name may carry a prefix as layers do, {@code
 * workspace:cube}. Safe for concurrent use.
 */
@FunctionalInterface
public interface CubeSource {

  /**
   * A cube with what reads it.
   *
   * @param cube the description
   * @param engine reads it, as long as its owner keeps it open
   * @param crs coordinate reference systems
   * @param limits of a run over it
   */
  record Found(Cube cube, CubeEngine engine, CrsRegistry crs, RunLimits limits) {

    /** With the default limits. */
    public Found(Cube cube, CubeEngine engine, CrsRegistry crs) {
      this(cube, engine, crs, RunLimits.DEFAULT);
    }

    /** A cube of an opened catalog. */
    public static Found of(Cube cube, Datacube datacube) {
      return new Found(cube, datacube.engine(), datacube.crs(), datacube.catalog().limits());
    }
  }

  /**
   * @param name of a cube
   * @throws InvalidParameterException naming the parameter {@code cube} when there is none
   */
  Found find(String name);

  /** The cubes of one catalog. */
  static CubeSource of(Datacube datacube) {
    return name -> {
      String local = name.substring(name.indexOf(':') + 1);
      return datacube
          .catalog()
          .cube(local)
          .map(cube -> Found.of(cube, datacube))
          .orElseThrow(
              () -> {
                List<String> known = datacube.catalog().cubes().stream().map(Cube::name).toList();
                return new InvalidParameterException(
                    "cube", "cube must be one of " + String.join(", ", known) + ", was " + name);
              });
    };
  }
}
