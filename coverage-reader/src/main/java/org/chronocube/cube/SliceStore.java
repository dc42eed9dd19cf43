// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.grid.GeoBox;
import org.chronocube.io.BlockReader;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;

/**
 * Dates of cubes that are kept as pixels, so that the archive need not be read for them. Safe for
 * concurrent use.
 *
 * <p>What is kept of a date: every cube band for itself, as a request for this band alone at this
 * date gives it on the cube's whole grid, with the cube's mosaic rule, masks and resampling, in the
 * cube band's encoding.
 */
@FunctionalInterface
public interface SliceStore {

  /** Keeps nothing. */
  SliceStore NONE = (cube, dates, target) -> Collections.nCopies(dates.size(), Optional.empty());

  /**
   * One kept date.
   *
   * @param bands by name of the cube band, on the cube's grid, in the cube band's encoding
   * @param readers of granules that no file format reads, by their URIs; may be empty
   * @param uniform true when a request for several bands takes every pixel from the scene from
   *     which requests for one of them take it. Always so when the date has one scene
   */
  record Kept(Map<String, Granule> bands, Map<URI, BlockReader> readers, boolean uniform) {
    public Kept {
      bands = Map.copyOf(bands);
      readers = Map.copyOf(readers);
    }
  }

  /**
   * Finds what is kept.
   *
   * @param dates the scenes of each date that a request found on its target, coregistered as the
   *     cube says. A date counts as kept only when on the target it was made of exactly these
   *     scenes, as they are now
   * @param target on the lattice of the cube's grid and inside it
   * @return one for each date, in their order; empty where the archive is to be read
   */
  List<Optional<Kept>> find(Cube cube, List<List<Scene>> dates, GeoBox target);
}
