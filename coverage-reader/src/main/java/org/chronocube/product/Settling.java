// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps products that are still being copied from being read: files are taken when they were the
 * same in two looks, and a SAFE folder when it has its manifest, which is copied last. What could
 * not be read is tried again when it has changed. Safe for concurrent use.
 */
final class Settling {

  /** What to do with files. */
  enum Advice {
    TAKE,
    WAIT,
    LEAVE
  }

  private static final String MANIFEST = "manifest.safe";

  private final Map<String, String> seen = new ConcurrentHashMap<>();
  private final Set<String> tried = ConcurrentHashMap.newKeySet();
  private final Set<String> waiting = ConcurrentHashMap.newKeySet();

  /**
   * @param uri of what was found
   * @param files all that it is made of
   * @param stamp how all of them are now
   */
  Advice look(String uri, List<Path> files, String stamp) {
    boolean same = stamp.equals(seen.put(uri, stamp));
    if (!same) {
      tried.remove(uri);
    }
    if (!same || !isWhole(files)) {
      waiting.add(uri);
      return Advice.WAIT;
    }
    waiting.remove(uri);
    return tried.add(uri) ? Advice.TAKE : Advice.LEAVE;
  }

  private static boolean isWhole(List<Path> files) {
    for (Path file : files) {
      Path name = file.getFileName();
      if (name != null
          && name.toString().endsWith(".SAFE")
          && Files.isDirectory(file)
          && !Files.exists(file.resolve(MANIFEST))) {
        return false;
      }
    }
    return true;
  }

  /** It is in the index: nothing more needs to be known of it. */
  void done(String uri) {
    seen.remove(uri);
    tried.remove(uri);
    waiting.remove(uri);
  }

  /** True when another look may find that something has settled. */
  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** Forgets what waited and is no longer there. */
  void beginLook() {
    waiting.clear();
  }
}
