// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.nio.file.Path;
import java.util.List;

/**
 * The files that one scene is made of.
 *
 * @param main the file or directory that stands for the scene in messages
 * @param files all of them that are known without opening anything, the main one included
 */
public record SceneFiles(Path main, List<Path> files) {

  public SceneFiles {
    files = List.copyOf(files);
  }

  public static SceneFiles single(Path file) {
    return new SceneFiles(file, List.of(file));
  }
}
