// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.cube.ReadReport;

/**
 * What a result was made of.
 *
 * @param sources what was read
 * @param findings what was learned on the way, by name: numbers, texts, lists of them
 */
public record Provenance(List<Source> sources, Map<String, Object> findings) {

  /**
   * One input.
   *
   * @param role before, after, series
   * @param name of the cube or coverage
   * @param instants ascending; empty when a coverage was handed in
   * @param report scenes used and granules failed
   */
  public record Source(String role, String name, List<Instant> instants, ReadReport report) {

    public Source {
      instants = List.copyOf(instants);
    }
  }

  public Provenance {
    sources = List.copyOf(sources);
    findings = Collections.unmodifiableMap(new LinkedHashMap<>(findings));
  }

  /** Instants of all sources of a role, ascending. */
  public List<Instant> instants(String role) {
    List<Instant> result = new ArrayList<>();
    sources.stream().filter(s -> s.role().equals(role)).forEach(s -> result.addAll(s.instants()));
    return result.stream().sorted().toList();
  }
}
