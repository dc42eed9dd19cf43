// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.List;

/**
 * Figures of many sites.
 *
 * @param sites that were looked at
 * @param figures that were asked for
 * @param rows by time, then by site, band and class; without those that have no valid pixel
 * @param times number of times looked at
 * @param scenes that were read; empty of a coverage
 */
public record ZonalTable(
    Sites sites, ZonalFigures figures, List<ZonalRow> rows, int times, List<String> scenes) {

  public ZonalTable {
    rows = List.copyOf(rows);
    scenes = List.copyOf(scenes);
  }
}
