// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

import java.util.List;
import java.util.Map;

/**
 * What an insert did, by scene id.
 *
 * @param inserted new scenes
 * @param updated scenes that were there and differed
 * @param unchanged scenes that were there as they are
 * @param superseded old scene id to the id of the newer revision that replaced it; also when the
 *     inserted scene itself was older than one already there
 */
public record InsertReport(
    List<String> inserted,
    List<String> updated,
    List<String> unchanged,
    Map<String, String> superseded) {

  public InsertReport {
    inserted = List.copyOf(inserted);
    updated = List.copyOf(updated);
    unchanged = List.copyOf(unchanged);
    superseded = Map.copyOf(superseded);
  }
}
