// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plugin;

import java.nio.file.Path;
import org.chronocube.geotools.DatacubeFormatFactory;
import org.chronocube.geotools.DatacubeReader;
import org.chronocube.wps.CubeSource;
import org.chronocube.wps.DatacubeProcessFactory;
import org.geotools.process.Processors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the {@code datacube:} processes in GeoServer, over the cubes of one catalog file.
 *
 * <p>The catalog is opened when a process first needs it, so that GeoServer starts without one, and
 * shared with the coverage stores that are opened from the same file.
 */
public final class CatalogProcesses implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogProcesses.class);

  private final Path catalog;
  private final DatacubeProcessFactory factory = new DatacubeProcessFactory(this::find);
  private DatacubeReader reader;

  /**
   * @param catalog path of a {@code catalog.yaml}, which need not exist yet
   */
  public CatalogProcesses(String catalog) {
    this.catalog = Path.of(catalog);
  }

  /** Makes the processes known to GeoTools, and so to GeoServer. */
  public void register() {
    Processors.addProcessFactory(factory);
    LOG.info("Chronocube lists its processes {} over {}", factory.getNames(), catalog);
  }

  /** Takes the processes back and closes the catalog. */
  @Override
  public synchronized void close() {
    Processors.removeProcessFactory(factory);
    if (reader != null) {
      reader.dispose();
      reader = null;
    }
  }

  private synchronized CubeSource.Found find(String name) {
    if (reader == null) {
      reader = (DatacubeReader) new DatacubeFormatFactory().createFormat().getReader(catalog);
    }
    return CubeSource.of(reader.datacube()).find(name);
  }
}
