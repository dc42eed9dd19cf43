// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import java.util.List;
import org.chronocube.catalog.Datacube;
import org.chronocube.cube.Cube;

/**
 * A layer as WMS serves it, and the cube behind it.
 *
 * @param name what WMS calls it, e.g. {@code chronocube:belgium-s2}
 * @param title for humans
 * @param description a paragraph, may be empty
 * @param datacube the catalog the cube is in
 * @param cube what is drawn
 * @param styles the default first
 */
public record MapLayer(
    String name,
    String title,
    String description,
    Datacube datacube,
    Cube cube,
    List<MapStyle> styles) {

  public MapLayer {
    styles = List.copyOf(styles);
  }
}
