// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.util.Optional;
import org.chronocube.scene.Scene;

/**
 * The scenes that a listing names, one after the other; lazy, so that it may be longer than memory.
 * For one thread, but its entries may be read by others, several at a time.
 */
public interface SceneListing {

  /** One scene of a listing. Safe for concurrent use. */
  interface Entry {

    /** What stands for it in the index and in messages: the URI of its document. */
    String uri();

    /**
     * How it is now: when the catalogue says it was updated, or else a digest. Equal stamps mean
     * that it need not be parsed again. May fetch the document.
     *
     * @throws SceneParseException when the document cannot be read
     */
    String stamp();

    /**
     * The scene. May fetch the document.
     *
     * @throws SceneParseException saying what is wrong
     * @throws org.chronocube.io.RasterReadException when a header is needed and cannot be read
     */
    Scene scene();
  }

  /**
   * The next scene; empty at the end. What cannot be listed (a page that fails, a link that leads
   * nowhere, a limit that is reached) is an entry whose methods throw, and the rest goes on where
   * it can.
   */
  Optional<Entry> next();

  /**
   * True when the end was reached and nothing failed on the way: then scenes that were not named
   * are gone.
   */
  boolean isComplete();
}
