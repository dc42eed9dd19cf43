// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/**
 * One instant of a kept cube's time axis.
 *
 * @param time the earliest acquisition of its scenes
 * @param scenes all that reach the cube's grid
 * @param stamp of the local files they lie in: sizes and times of change
 * @param uniform see {@link org.chronocube.cube.SliceStore.Kept#uniform}
 */
record KeptDate(Instant time, List<KeptScene> scenes, String stamp, boolean uniform) {

  KeptDate {
    scenes = List.copyOf(scenes);
  }

  /** True when the pixels of both are the same: same scenes, as they are, in the same files. */
  boolean isSame(KeptDate other) {
    return time.equals(other.time)
        && stamp.equals(other.stamp)
        && scenes.size() == other.scenes.size()
        && new HashSet<>(digests()).equals(new HashSet<>(other.digests()));
  }

  private List<Long> digests() {
    return scenes.stream().map(KeptScene::digest).toList();
  }

  KeptDate withUniform(boolean is) {
    return new KeptDate(time, scenes, stamp, is);
  }
}
