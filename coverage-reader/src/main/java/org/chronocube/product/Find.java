// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.nio.file.Path;

/** Something that scenes may come from, found by walking directories or by following a listing. */
sealed interface Find {

  /** What the index calls it. */
  String uri();

  /** What messages call it. */
  String shown();

  /** Files that make scenes. */
  record OfScene(SceneFiles files) implements Find {

    @Override
    public String uri() {
      return files.main().toUri().toString();
    }

    @Override
    public String shown() {
      return files.main().toString();
    }
  }

  /** A zip, which is looked into when its turn comes. */
  record Zip(Path file) implements Find {

    @Override
    public String uri() {
      return file.toUri().toString();
    }

    @Override
    public String shown() {
      return file.toString();
    }
  }

  /** A scene that a listing names. */
  record Listed(SceneListing.Entry entry) implements Find {

    @Override
    public String uri() {
      return entry.uri();
    }

    @Override
    public String shown() {
      return entry.uri();
    }
  }

  /** The last part of its name. */
  default String name() {
    String shown = shown();
    return shown.substring(shown.lastIndexOf('/', shown.length() - 2) + 1);
  }
}
