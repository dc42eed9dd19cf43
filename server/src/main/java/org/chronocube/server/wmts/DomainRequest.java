// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.util.Optional;
import org.chronocube.grid.Extent;
import org.chronocube.index.SceneQuery;

/**
 * What a question about a layer's domains is about, every parameter decoded.
 *
 * @param cube behind the layer
 * @param scenes of the cube in the box and at the times asked for
 * @param reach of those scenes at most, in the CRS of the cube; empty when the box is elsewhere
 */
record DomainRequest(LayerCube cube, SceneQuery scenes, Optional<Extent> reach) {}
