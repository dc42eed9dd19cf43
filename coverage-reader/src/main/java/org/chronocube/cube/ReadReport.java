// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.net.URI;
import java.util.List;

/**
 * What an answer is made of.
 *
 * @param scenes ids ({@code product/scene}) of the scenes that gave at least one pixel, in the
 *     order they were used
 * @param coregistered those of them that were moved onto their reference
 * @param failures granules that could not be read; empty unless the request asked for a report
 */
public record ReadReport(List<String> scenes, List<String> coregistered, List<Failure> failures) {

  /** Of scenes that lie where their files say. */
  public ReadReport(List<String> scenes, List<Failure> failures) {
    this(scenes, List.of(), failures);
  }

  /**
   * A granule that could not be read.
   *
   * @param scene {@code product/scene}
   * @param band the product's band
   * @param uri the file
   * @param message why
   */
  public record Failure(String scene, String band, URI uri, String message) {}

  public ReadReport {
    scenes = List.copyOf(scenes);
    coregistered = List.copyOf(coregistered);
    failures = List.copyOf(failures);
  }
}
