// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.List;
import java.util.Objects;
import org.chronocube.InvalidParameterException;
import org.chronocube.cube.Cube;
import org.chronocube.kernel.speckle.PowerScale;
import org.chronocube.kernel.speckle.SpeckleFilter;
import org.chronocube.time.TimeInterval;

/**
 * A question for one date of a cube, its speckle filtered.
 *
 * @param cube to read
 * @param area where
 * @param bands what; filtered one by one
 * @param date times that select the date; the newest of what they select
 * @param filter of one image; makes the local means when the filter is multi-temporal
 * @param others null to filter the date alone; else the dates that take part in a multi-temporal
 *     filter, empty for all of the cube
 * @param values what the bands' physical values are; null to tell by the unit, dB or not
 */
public record SpeckleRequest(
    Cube cube,
    Area area,
    BandSelection bands,
    List<TimeInterval> date,
    SpeckleFilter filter,
    List<TimeInterval> others,
    PowerScale values) {

  public SpeckleRequest {
    Objects.requireNonNull(cube, "cube");
    Objects.requireNonNull(area, "area");
    Objects.requireNonNull(bands, "bands");
    Objects.requireNonNull(filter, "filter");
    date = List.copyOf(date);
    others = others == null ? null : List.copyOf(others);
    if (date.isEmpty()) {
      throw new InvalidParameterException("date", "date must be given");
    }
  }

  /** True when other dates take part. */
  public boolean isMultiTemporal() {
    return others != null;
  }

  /** What the values of a band of the selection are. */
  PowerScale values(int band) {
    if (values != null) {
      return values;
    }
    return bands.items().get(band).unit().equalsIgnoreCase("dB")
        ? PowerScale.DECIBEL
        : PowerScale.POWER;
  }
}
