// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import java.util.Set;
import org.chronocube.catalog.FileStamp;
import org.geotools.coverage.grid.io.StructuredGridCoverage2DReader;

/** Opens coverage stores. */
public interface StoreOpener {

  /** Names of the formats it opens, as {@code coveragestore.xml} has them in its type. */
  Set<String> types();

  /**
   * Opens a store.
   *
   * @throws RuntimeException when it cannot be opened
   */
  OpenStore open(CoverageStore store);

  /**
   * An open store as its files are now; requests under way go on with the one there was. What was
   * opened for the store stays open and is given back once, by either.
   *
   * @throws RuntimeException when the files are broken
   */
  default OpenStore reread(CoverageStore store, OpenStore open) {
    return open;
  }

  /** The files, beside {@code coveragestore.xml}, that say what a store shows. */
  default FileStamp stamp(CoverageStore store) {
    return FileStamp.of(store.location());
  }

  /**
   * An opened store.
   *
   * @param reader of all its coverages, safe for concurrent use
   * @param onClose gives back what was opened for it, the reader included
   */
  record OpenStore(StructuredGridCoverage2DReader reader, Runnable onClose) {}
}
