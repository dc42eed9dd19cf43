// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.chronocube.plan.Planner;
import org.chronocube.plan.ReadTask;
import org.chronocube.plan.SceneRead;

/**
 * Blocks that hold pixels of several dates, as the chunks of a store of a cube do. Threads that
 * make one date each would all wait for whoever decodes the first of them, so these blocks are
 * decoded by tasks of their own, ahead of the dates, each by another thread.
 */
final class SharedBlocks {

  /** How many dates ahead: as many as a chunk mostly has. */
  private static final int AHEAD = 16;

  private final Job job;
  private final List<SliceTasks.Moment> moments;
  private final Set<URI> files;
  private final Set<Blocks> begun = new HashSet<>();
  private final Queue<ReadTask> waiting = new ArrayDeque<>();
  private int looked;

  private record Blocks(URI file, int number) {}

  private SharedBlocks(Job job, List<SliceTasks.Moment> moments, Set<URI> files) {
    this.job = job;
    this.moments = moments;
    this.files = files;
  }

  /** The same blocks on another tile. */
  SharedBlocks again() {
    return new SharedBlocks(job, moments, files);
  }

  /**
   * @param moments ascending
   */
  static SharedBlocks of(Job job, List<SliceTasks.Moment> moments) {
    Map<URI, Integer> bands = new HashMap<>();
    Set<URI> files = new HashSet<>();
    for (SliceTasks.Moment moment : moments) {
      for (SceneRead scene : moment.plan().scenes()) {
        for (ReadTask task : scene.tasks()) {
          URI file = task.granule().uri();
          int band = task.granule().fileBand();
          if (bands.getOrDefault(file, band) != band) {
            files.add(file);
          }
          bands.put(file, band);
        }
      }
    }
    return new SharedBlocks(job, moments, Set.copyOf(files));
  }

  /**
   * What is to be decoded before a moment is made: asked for until there is nothing.
   *
   * @param next number of the moment
   * @param tile plans the tile that is made
   * @return null when there is nothing
   */
  ReadTask next(int next, Planner tile) {
    if (files.isEmpty()) {
      return null;
    }
    while (waiting.isEmpty() && looked < Math.min(moments.size(), next + AHEAD)) {
      for (SceneRead scene : tile.part(moments.get(looked++).plan()).scenes()) {
        scene.tasks().forEach(this::look);
      }
    }
    return waiting.poll();
  }

  private void look(ReadTask task) {
    URI file = task.granule().uri();
    if (!files.contains(file)) {
      return;
    }
    job.blocksOf(task)
        .filter(number -> begun.add(new Blocks(file, number)))
        .ifPresent(number -> waiting.add(task));
  }
}
