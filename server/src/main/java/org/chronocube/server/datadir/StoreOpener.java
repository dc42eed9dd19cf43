// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import java.util.Set;
import org.geotools.coverage.grid.io.StructuredGridCoverage2DReader;

/** Opens coverage stores. */
public interface StoreOpener {

  /** Names of the formats it opens, as {@code coveragestore.xml} has them in its type. */
  Set<String> types();

  /**
   * One reader for all coverages of a store, safe for concurrent use.
   *
   * @throws RuntimeException when the store cannot be opened
   */
  StructuredGridCoverage2DReader open(CoverageStore store);
}
