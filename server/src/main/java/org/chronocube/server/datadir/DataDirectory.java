// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.catalog.FileStamp;
import org.geotools.coverage.grid.io.StructuredGridCoverage2DReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data directory in use at a moment: its configuration and its stores, each opened once.
 * Immutable but for {@link #close}; {@link #reread} gives the next moment's.
 */
public final class DataDirectory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

  /** What says in which way things are published. */
  private static final List<String> FILES =
      List.of(
          "global.xml",
          "wms.xml",
          "wcs.xml",
          "wps.xml",
          "wmts.xml",
          "styles",
          "layergroups",
          "workspaces");

  private final Path root;
  private final StoreOpener opener;
  private final Configuration configuration;
  private final Map<CoverageStore, StoreOpener.OpenStore> stores;
  // Of stores that are no longer published: somebody may still be reading from them.
  private final List<StoreOpener.OpenStore> former;

  private DataDirectory(
      Path root,
      StoreOpener opener,
      Configuration configuration,
      Map<CoverageStore, StoreOpener.OpenStore> stores,
      List<StoreOpener.OpenStore> former) {
    this.root = root;
    this.opener = opener;
    this.configuration = configuration;
    this.stores = stores;
    this.former = List.copyOf(former);
  }

  /**
   * Reads the configuration and opens all stores.
   *
   * @throws DataDirectoryException when a file is broken, or a layer's coverage is not in its store
   */
  public static DataDirectory open(Path root, StoreOpener opener) {
    return read(root, opener, Map.of(), List.of());
  }

  /**
   * The directory as its files are now. Stores that are still there are not opened again; close
   * only the last of such a row, it closes all that was opened.
   *
   * @throws DataDirectoryException when a file is broken; this one then goes on being good
   */
  public DataDirectory reread() {
    return read(root, opener, stores, former);
  }

  private static DataDirectory read(
      Path root,
      StoreOpener opener,
      Map<CoverageStore, StoreOpener.OpenStore> before,
      List<StoreOpener.OpenStore> former) {
    Configuration configuration = ConfigurationReader.read(root, opener.types());
    Map<CoverageStore, StoreOpener.OpenStore> stores = new LinkedHashMap<>();
    List<StoreOpener.OpenStore> fresh = new ArrayList<>();
    List<StoreOpener.OpenStore> gone = new ArrayList<>(former);
    before.forEach(
        (store, open) -> {
          if (!configuration.stores().contains(store)) {
            gone.add(open);
          }
        });
    DataDirectory opened = new DataDirectory(root, opener, configuration, stores, gone);
    try {
      for (CoverageStore store : configuration.stores()) {
        StoreOpener.OpenStore open = before.get(store);
        stores.put(store, open == null ? opener.open(store) : opener.reread(store, open));
        if (open == null) {
          fresh.add(stores.get(store));
        }
      }
      for (CoverageLayer layer : configuration.layers()) {
        opened.checkCoverage(layer);
      }
    } catch (RuntimeException e) {
      fresh.forEach(open -> open.onClose().run());
      throw e;
    }
    LOG.info(
        "{}: {} layers, {} groups",
        root,
        configuration.layers().size(),
        configuration.groups().size());
    return opened;
  }

  /** How the files are that say what is published. */
  public FileStamp stamp() {
    List<String> files = new ArrayList<>();
    FILES.forEach(name -> files.addAll(FileStamp.of(root.resolve(name)).files()));
    configuration.stores().forEach(store -> files.addAll(opener.stamp(store).files()));
    return new FileStamp(files);
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
    former.forEach(store -> store.onClose().run());
    stores.values().forEach(store -> store.onClose().run());
  }
}
