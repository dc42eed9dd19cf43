// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

import java.util.Objects;
import java.util.Optional;

/**
 * A place that scenes of one product were read from: a file, a folder, a zip or a URL.
 *
 * @param uri where it is; unique in its product
 * @param stamp how its files were when they were read; equal stamps mean that nothing has changed.
 *     Empty when it must be read again in any case
 * @param scenes how many scenes of the index came from it, ≥ 0
 * @param duplicateOf another source that holds a scene which is here too, if there is one
 */
public record SceneSource(String uri, String stamp, int scenes, Optional<String> duplicateOf) {

  public SceneSource {
    Objects.requireNonNull(uri, "uri");
    Objects.requireNonNull(stamp, "stamp");
    Objects.requireNonNull(duplicateOf, "duplicateOf");
    if (scenes < 0) {
      throw new IllegalArgumentException("scenes must be >= 0, was " + scenes);
    }
  }
}
