// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.util.List;
import java.util.Optional;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.server.datadir.CoverageLayer;

/**
 * A layer or group as tiles.
 *
 * @param name as the request's service knows it
 * @param members what is drawn, bottom first; one for a layer
 * @param grids of the members
 * @param sets the tile matrix sets it can be had in
 */
record TiledLayer(
    String name, List<CoverageLayer> members, List<GeoBox> grids, TileMatrixSets sets) {

  TiledLayer {
    members = List.copyOf(members);
    grids = List.copyOf(grids);
  }

  /** A set that this layer reaches, and what it reaches of it in the set's CRS. */
  record Link(TileMatrixSet set, Extent reach) {}

  /** The sets to list, native ones last. */
  List<Link> links() {
    List<TileMatrixSet> own =
        grids.stream().flatMap(g -> sets.nativeTo(g).stream()).distinct().toList();
    return java.util.stream.Stream.concat(sets.world().stream(), own.stream())
        .flatMap(set -> link(set).stream())
        .toList();
  }

  /** A set by name, listed or GeoServer's name of one. */
  Optional<Link> link(String setName) {
    return sets.world(setName)
        .or(
            () ->
                grids.stream()
                    .flatMap(g -> sets.nativeTo(g).stream())
                    .filter(s -> s.id().equals(setName))
                    .findFirst())
        .flatMap(this::link);
  }

  private Optional<Link> link(TileMatrixSet set) {
    return grids.stream()
        .flatMap(grid -> sets.reach(set, grid).stream())
        .reduce(Extent::union)
        .map(reach -> new Link(set, reach));
  }

  /** The layer with a time dimension; a group's members may have different ones. */
  boolean hasTime() {
    return members.stream().anyMatch(m -> m.time().isPresent());
  }
}
