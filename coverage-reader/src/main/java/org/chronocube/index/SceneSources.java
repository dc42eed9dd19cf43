// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.chronocube.scene.Scene;

/**
 * What the index remembers of where its scenes came from, so that what has not changed need not be
 * read again. Safe for concurrent use; every write is one transaction. All methods throw {@link
 * IndexException} when the store fails, and the writing ones when the product is unknown.
 */
public interface SceneSources {

  /**
   * What one source gives to the index.
   *
   * @param scenes of one product, those of other sources left out
   */
  record Entry(SceneSource source, List<Scene> scenes) {

    public Entry {
      scenes = List.copyOf(scenes);
      if (source.scenes() != scenes.size()) {
        throw new IllegalArgumentException(
            "scenes of source must be " + source.scenes() + ", were " + scenes.size());
      }
    }
  }

  /**
   * Sources whose scenes are all still in the index, by URI; others are left out, also those of
   * which a scene was deleted or has gone over to another source.
   */
  Map<String, SceneSource> complete(String product, Collection<String> uris);

  /** The sources of scenes, by scene id; scenes that are not there or have none are left out. */
  Map<String, String> holders(String product, Collection<String> scenes);

  /**
   * Inserts scenes as {@link SceneIndex#insert} does and remembers their sources. A scene that was
   * another source's is this one's from now on. Scenes that a source gave before and does not give
   * any more are deleted, unless its stamp is empty: then it was not read wholly.
   */
  InsertReport put(String product, Collection<Entry> entries);

  /** URIs of the sources that begin with some text, in the order of their UTF-8 bytes. */
  List<String> uris(String product, String prefix);

  /**
   * Forgets sources and deletes their scenes, as {@link SceneIndex#delete} does.
   *
   * @return how many scenes there were
   */
  int delete(String product, Collection<String> uris);
}
