// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.plan.CubeRequest;

/**
 * How the pixels of a derived cube are computed from those of another cube. A description like the
 * cube it belongs to: immutable and equal by value, so that a cube which has not changed is known
 * again when its catalog is read anew.
 */
public interface Derivation {

  /** The cube it is computed from: one of products, not a derived one. */
  Cube source();

  /** What is computed: floating point, nodata NaN, at least one, unique names. */
  List<Band> bands();

  /**
   * Computes one answer.
   *
   * @param request bands are those of {@link #bands}; empty for all. Times mean what the derivation
   *     says they mean
   * @param sources what it is computed with
   * @return samples on the request's target; invalid where there is nothing to compute from. The
   *     report holds the scenes and failures of all that was read for it
   * @throws org.chronocube.InvalidParameterException when the request does not fit
   * @throws org.chronocube.io.RasterReadException when a granule cannot be read and the request
   *     does not ask for a report
   * @throws CancelledException when cancelled
   */
  CubeRaster read(CubeRequest request, DerivedSources sources, Progress progress);
}
