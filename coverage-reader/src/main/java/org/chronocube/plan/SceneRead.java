// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plan;

import java.util.List;
import java.util.Optional;
import org.chronocube.grid.Window;
import org.chronocube.scene.Scene;

/**
 * What is read of one scene.
 *
 * @param scene the scene
 * @param target pixels of the target grid it can reach
 * @param tasks one per band use that the scene has a granule for, all for {@code target}
 */
public record SceneRead(Scene scene, Window target, List<ReadTask> tasks) {

  public SceneRead {
    tasks = List.copyOf(tasks);
  }

  /** The task of a band use, when the scene has the band. */
  public Optional<ReadTask> task(BandUse use) {
    return tasks.stream().filter(t -> t.use().equals(use)).findFirst();
  }
}
