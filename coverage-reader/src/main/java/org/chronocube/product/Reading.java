// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.util.List;
import java.util.Optional;
import org.chronocube.index.SceneSource;
import org.chronocube.product.IndexReport.Skipped;
import org.chronocube.scene.Scene;

/**
 * What came of looking at one find.
 *
 * @param find which
 * @param uri what the index calls it
 * @param stamp how its files were before they were read
 * @param unchanged what the index remembers of it, when that still holds: then nothing was read
 * @param waiting true when it is to be looked at again before it is read: nothing was
 * @param scenes what was read
 * @param skipped what could not be
 */
record Reading(
    Find find,
    String uri,
    String stamp,
    Optional<SceneSource> unchanged,
    boolean waiting,
    List<Scene> scenes,
    List<Skipped> skipped) {

  /** The stamp to remember: none when something of it is to be tried again. */
  String lastingStamp() {
    return skipped.isEmpty() ? stamp : "";
  }
}
