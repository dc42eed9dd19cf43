// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import org.chronocube.cube.Cube;
import org.chronocube.cube.Derivation;

/**
 * A kind of derived cube, found on the class path as a service: an entry of {@code cubes} that has
 * its key is of that kind.
 *
 * <pre>
 *   - name: bordeaux_change
 *     change: {cube: bordeaux, …}
 * </pre>
 */
public interface DerivedCubes {

  /** The key, e.g. {@code change}; unique among the kinds. */
  String key();

  /**
   * What an entry describes.
   *
   * @param node what stands at the key: a mapping whose {@code cube} has been looked at already;
   *     other keys are this kind's, and unknown ones are errors
   * @param source the cube that {@code cube} names
   * @throws org.chronocube.InvalidParameterException naming the place, the rule and the value
   */
  Derivation parse(YamlNode node, Cube source);
}
