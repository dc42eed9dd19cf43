// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.Datacube;
import org.chronocube.cube.Cube;

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
   * @param datacube the catalog it is of, open as long as its owner keeps it open
   */
  record Found(Cube cube, Datacube datacube) {}

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
          .map(cube -> new Found(cube, datacube))
          .orElseThrow(
              () -> {
                List<String> known = datacube.catalog().cubes().stream().map(Cube::name).toList();
                return new InvalidParameterException(
                    "cube", "cube must be one of " + String.join(", ", known) + ", was " + name);
              });
    };
  }
}
