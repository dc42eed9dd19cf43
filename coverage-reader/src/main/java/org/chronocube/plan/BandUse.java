// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plan;

import java.util.Objects;
import org.chronocube.kernel.Neighbourhood;
import org.chronocube.kernel.Resampling;

/**
 * A product's band that an answer takes, and how it is resampled: masks always by nearest
 * neighbour, whatever the request says for data.
 *
 * @param band name of the product's band
 * @param resampling of its samples
 * @param neighbourhood applied to the granule's own pixels before they are resampled; its margin is
 *     read beyond every window
 */
public record BandUse(String band, Resampling resampling, Neighbourhood neighbourhood) {

  public BandUse {
    Objects.requireNonNull(band, "band");
    Objects.requireNonNull(resampling, "resampling");
    Objects.requireNonNull(neighbourhood, "neighbourhood");
  }

  /** A band as it is. */
  public BandUse(String band, Resampling resampling) {
    this(band, resampling, Neighbourhood.NONE);
  }
}
