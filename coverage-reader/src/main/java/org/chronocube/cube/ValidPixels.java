// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.Optional;
import org.chronocube.scene.Scene;

/**
 * How much of an area a scene shows.
 *
 * @param scene the scene
 * @param count valid pixels inside the area; 0 when there is a failure
 * @param failure what could not be read; null when all could
 */
public record ValidPixels(Scene scene, long count, ReadReport.Failure failure) {

  /** What could not be read, so that the count is not known. */
  public Optional<ReadReport.Failure> failed() {
    return Optional.ofNullable(failure);
  }
}
