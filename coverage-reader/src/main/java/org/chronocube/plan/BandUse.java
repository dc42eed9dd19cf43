// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plan;

import java.util.Objects;
import org.chronocube.kernel.Resampling;

/**
 * A product's band that an answer takes, and how it is resampled: masks always by nearest
 * neighbour, whatever the request says for data.
 *
 * @param band name of the product's band
 * @param resampling of its samples
 */
public record BandUse(String band, Resampling resampling) {

  public BandUse {
    Objects.requireNonNull(band, "band");
    Objects.requireNonNull(resampling, "resampling");
  }
}
