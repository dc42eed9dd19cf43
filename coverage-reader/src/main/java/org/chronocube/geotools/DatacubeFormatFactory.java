// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.awt.RenderingHints;
import java.util.Map;
import org.chronocube.catalog.DatacubeOptions;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.coverage.grid.io.GridFormatFactorySpi;

/** How GeoTools finds {@link DatacubeFormat}; named in {@code META-INF/services}. */
public final class DatacubeFormatFactory implements GridFormatFactorySpi {

  // GeoServer makes a new factory, format and reader as it likes (three readers a store, one per
  // set of hints) and hands them nothing of ours, so what they share can only hang on the class.
  private static final DatacubePool POOL = new DatacubePool();

  @Override
  public AbstractGridFormat createFormat() {
    return new DatacubeFormat(POOL, DatacubeOptions.DEFAULTS);
  }

  @Override
  public boolean isAvailable() {
    return true;
  }

  @Override
  public Map<RenderingHints.Key, ?> getImplementationHints() {
    return Map.of();
  }
}
