// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.List;
import java.util.Objects;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.ChangeVectors;
import org.chronocube.algorithm.Connectivity;
import org.chronocube.cube.Cube;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.time.TimeInterval;

/**
 * A question for the change between two times.
 *
 * @param cube to read
 * @param area where
 * @param bands what, 1 to 24
 * @param before the earlier time; when it selects several scenes, {@code composite} joins them
 * @param after the later time, likewise
 * @param composite how the scenes of one time become one image
 * @param standardise true to bring each band of each time to mean 0 and standard deviation 1 over
 *     the pixels valid at both times
 * @param threshold what counts as change
 * @param minimumArea smallest patch of change that is kept, in m², ≥ 0
 * @param connectivity what is one patch
 */
public record ChangeRequest(
    Cube cube,
    Area area,
    BandSelection bands,
    List<TimeInterval> before,
    List<TimeInterval> after,
    MosaicRule composite,
    boolean standardise,
    Threshold threshold,
    double minimumArea,
    Connectivity connectivity) {

  public ChangeRequest {
    Objects.requireNonNull(cube, "cube");
    Objects.requireNonNull(area, "area");
    Objects.requireNonNull(composite, "composite");
    Objects.requireNonNull(threshold, "threshold");
    Objects.requireNonNull(connectivity, "connectivity");
    before = List.copyOf(before);
    after = List.copyOf(after);
    if (before.isEmpty() || after.isEmpty()) {
      throw new InvalidParameterException(
          before.isEmpty() ? "before" : "after", "before and after must both be given");
    }
    if (bands.items().size() > ChangeVectors.MAX_BANDS) {
      throw new InvalidParameterException(
          "bands",
          "bands must be at most " + ChangeVectors.MAX_BANDS + ", were " + bands.items().size());
    }
    if (!(minimumArea >= 0 && Double.isFinite(minimumArea))) {
      throw new InvalidParameterException(
          "minimumArea", "minimumArea must be >= 0 m2, was " + minimumArea);
    }
  }
}
