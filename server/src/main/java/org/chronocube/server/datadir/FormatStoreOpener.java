// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.geotools.api.coverage.grid.GridCoverageReader;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.coverage.grid.io.GridFormatFactorySpi;
import org.geotools.coverage.grid.io.StructuredGridCoverage2DReader;

/**
 * Opens stores through the GeoTools coverage formats on the class path, as GeoServer does: the
 * format is found by its name, the reader gets the file.
 */
public final class FormatStoreOpener implements StoreOpener {

  private final Map<String, AbstractGridFormat> formats = new TreeMap<>();

  /**
   * @param names of the formats to open, e.g. {@code Chronocube}
   * @throws DataDirectoryException when one is not on the class path
   */
  public FormatStoreOpener(Set<String> names) {
    for (GridFormatFactorySpi factory : ServiceLoader.load(GridFormatFactorySpi.class)) {
      if (factory.isAvailable()) {
        AbstractGridFormat format = factory.createFormat();
        if (names.contains(format.getName())) {
          formats.put(format.getName(), format);
        }
      }
    }
    if (!formats.keySet().containsAll(names)) {
      throw new DataDirectoryException(
          "coverage formats must be on the class path: wanted "
              + names
              + ", found "
              + formats.keySet());
    }
  }

  @Override
  public Set<String> types() {
    return formats.keySet();
  }

  @Override
  public StructuredGridCoverage2DReader open(CoverageStore store) {
    GridCoverageReader reader = formats.get(store.type()).getReader(store.location().toFile());
    if (reader instanceof StructuredGridCoverage2DReader structured) {
      return structured;
    }
    throw new DataDirectoryException(
        "store " + store.name() + " cannot be opened from " + store.location());
  }
}
