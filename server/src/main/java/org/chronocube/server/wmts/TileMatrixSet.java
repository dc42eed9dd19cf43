// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.util.List;
import java.util.Optional;
import org.chronocube.grid.Extent;

/**
 * A pyramid of tile matrices in one CRS.
 *
 * @param id unique in the service
 * @param crs name inside, {@code EPSG:n}
 * @param supportedCrs name in capabilities
 * @param yFirst true when coordinates under that name come northing or latitude first
 * @param wellKnownScaleSet its scales follow
 * @param matrices coarsest first
 */
record TileMatrixSet(
    String id,
    String crs,
    String supportedCrs,
    boolean yFirst,
    Optional<String> wellKnownScaleSet,
    List<TileMatrix> matrices) {

  TileMatrixSet {
    matrices = List.copyOf(matrices);
  }

  /**
   * A matrix by its id, or by its level with or without the set's id, as GeoServer's clients do.
   */
  Optional<TileMatrix> matrix(String name) {
    return matrices.stream()
        .filter(
            m ->
                m.id().equals(name)
                    || m.id().equals(id + ":" + name)
                    || name.equals(id + ":" + m.id()))
        .findFirst();
  }

  /** What the tiles of a matrix cover together; the same for all of a set. */
  Extent extent() {
    TileMatrix m = matrices.get(0);
    return new Extent(
        m.left(), m.top() - m.rows() * m.span(), m.left() + m.columns() * m.span(), m.top());
  }
}
