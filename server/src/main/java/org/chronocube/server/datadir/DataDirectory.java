// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.geotools.coverage.grid.io.StructuredGridCoverage2DReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A data directory in use: its configuration and its stores, each opened once. */
public final class DataDirectory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

  private final Configuration configuration;
  private final Map<CoverageStore, StoreOpener.OpenStore> stores;

  private DataDirectory(
      Configuration configuration, Map<CoverageStore, StoreOpener.OpenStore> stores) {
    this.configuration = configuration;
    this.stores = stores;
  }

  /**
   * Reads the configuration and opens all stores.
   *
   * @throws DataDirectoryException when a file is broken, or a layer's coverage is not in its store
   */
  public static DataDirectory open(Path root, StoreOpener opener) {
    Configuration configuration = ConfigurationReader.read(root, opener.types());
    Map<CoverageStore, StoreOpener.OpenStore> stores = new LinkedHashMap<>();
    DataDirectory opened = new DataDirectory(configuration, stores);
    try {
      configuration.stores().forEach(store -> stores.put(store, opener.open(store)));
      for (CoverageLayer layer : configuration.layers()) {
        opened.checkCoverage(layer);
      }
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
    LOG.info(
        "{}: {} layers, {} groups",
        root,
        configuration.layers().size(),
        configuration.groups().size());
    return opened;
  }

  private void checkCoverage(CoverageLayer layer) {
    try {
      String[] names = reader(layer).getGridCoverageNames();
      if (!Arrays.asList(names).contains(layer.coverageName())) {
        throw new DataDirectoryException(
            "layer "
                + layer.prefixedName()
                + " must show a coverage of its store ("
                + String.join(", ", names)
                + "), was "
                + layer.coverageName());
      }
    } catch (IOException e) {
      throw new DataDirectoryException(
          "store " + layer.store().name() + " cannot be read: " + e.getMessage(), e);
    }
  }

  public Configuration configuration() {
    return configuration;
  }

  /** The reader of a layer's store; it knows the layer as {@link CoverageLayer#coverageName}. */
  public StructuredGridCoverage2DReader reader(CoverageLayer layer) {
    return stores.get(layer.store()).reader();
  }

  /** Closes the stores; requests under way fail. */
  @Override
  public void close() {
    stores.values().forEach(store -> store.onClose().run());
  }
}
