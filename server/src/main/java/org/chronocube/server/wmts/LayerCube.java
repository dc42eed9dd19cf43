// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import org.chronocube.catalog.Datacube;
import org.chronocube.cube.Cube;

/**
 * The cube behind a layer.
 *
 * @param datacube holds its index
 * @param cube what the layer shows
 */
public record LayerCube(Datacube datacube, Cube cube) {}
