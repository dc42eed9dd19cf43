// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plan;

import java.util.Objects;
import org.locationtech.jts.geom.Geometry;

/**
 * One question to a cube about many times: every instant apart, block by block.
 *
 * @param request what to read; empty times mean every instant of the cube that touches the target,
 *     and the mosaic rule joins the scenes of each instant
 * @param area polygon or multipolygon in the CRS of the request's target, x first; null for every
 *     pixel of the target
 * @param allTouched true: a pixel is inside when the area touches it; false: when its centre is
 */
public record SliceRequest(CubeRequest request, Geometry area, boolean allTouched) {

  public SliceRequest {
    Objects.requireNonNull(request, "request");
  }

  /** Every pixel of the request's target. */
  public static SliceRequest of(CubeRequest request) {
    return new SliceRequest(request, null, false);
  }

  /** The pixels whose centres lie in an area. */
  public static SliceRequest of(CubeRequest request, Geometry area) {
    return new SliceRequest(request, area, false);
  }
}
