// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chronocube.cube.ReadReport;

/**
 * What the pixels of a coverage are made of; the coverage's property {@link #PROPERTY}. Of an image
 * whose tiles are read when they are looked at, it tells of those read so far. Safe for concurrent
 * use.
 */
public final class CoverageReport {

  /** Name of the coverage property that holds the report. */
  public static final String PROPERTY = "org.chronocube.report";

  private final Set<String> scenes = new LinkedHashSet<>();
  private final Set<String> coregistered = new LinkedHashSet<>();
  private final Set<ReadReport.Failure> failures = new LinkedHashSet<>();

  CoverageReport() {}

  synchronized void add(ReadReport report) {
    scenes.addAll(report.scenes());
    coregistered.addAll(report.coregistered());
    failures.addAll(report.failures());
  }

  /** The scenes that gave pixels, and the granules that failed. */
  public synchronized ReadReport soFar() {
    return new ReadReport(
        List.copyOf(scenes), List.copyOf(coregistered), new ArrayList<>(failures));
  }
}
