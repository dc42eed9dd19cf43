// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.nio.file.Path;
import java.util.List;

/**
 * Something met on disk that scenes may come from.
 *
 * @param main the file or directory that stands for it
 * @param scene the files of a scene; null for a zip, which is looked into when its turn comes
 */
record Find(Path main, SceneFiles scene) {

  static Find of(SceneFiles scene) {
    return new Find(scene.main(), scene);
  }

  static Find zip(Path file) {
    return new Find(file, null);
  }

  boolean isZip() {
    return scene == null;
  }

  /** What the index calls it. */
  String uri() {
    return main.toUri().toString();
  }

  /** All files and directories that it is made of. */
  List<Path> files() {
    return isZip() ? List.of(main) : scene.files();
  }
}
