// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.Objects;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.index.SceneIndex;

/**
 * What derived cubes are computed with.
 *
 * @param engine reads the cubes they are derived from
 * @param index their scenes
 * @param crs for areas of searches
 * @param remembered what was learned from whole cubes and holds for all of their maps
 */
public record DerivedSources(
    CubeEngine engine, SceneIndex index, CrsRegistry crs, Remembered remembered) {

  public DerivedSources {
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(index, "index");
    Objects.requireNonNull(crs, "crs");
    Objects.requireNonNull(remembered, "remembered");
  }
}
