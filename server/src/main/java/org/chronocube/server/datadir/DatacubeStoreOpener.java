// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import java.io.IOException;
import java.util.Set;
import org.chronocube.catalog.CatalogReader;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.catalog.FileStamp;
import org.chronocube.geotools.DatacubeFormat;
import org.chronocube.geotools.DatacubeReader;

/**
 * Opens stores of type {@code Chronocube} through the reader GeoServer uses.
 *
 * @param options index, cache and threads of every store
 */
public record DatacubeStoreOpener(DatacubeOptions options) implements StoreOpener {

  @Override
  public Set<String> types() {
    return Set.of(DatacubeFormat.NAME);
  }

  @Override
  public OpenStore open(CoverageStore store) {
    Datacube datacube = Datacubes.open(store.location(), options);
    try {
      DatacubeReader reader = new DatacubeReader(datacube, store.location().toFile());
      return new OpenStore(
          reader,
          () -> {
            reader.dispose();
            datacube.close();
          });
    } catch (IOException e) {
      datacube.close();
      throw new DataDirectoryException(
          "store " + store.name() + " cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public OpenStore reread(CoverageStore store, OpenStore open) {
    Datacube before = ((DatacubeReader) open.reader()).datacube();
    Datacube now = Datacubes.reread(before, store.location(), options);
    if (now.catalog().equals(before.catalog())) {
      return open;
    }
    try {
      return new OpenStore(new DatacubeReader(now, store.location().toFile()), open.onClose());
    } catch (IOException e) {
      throw new DataDirectoryException(
          "store " + store.name() + " cannot be read again: " + e.getMessage(), e);
    }
  }

  @Override
  public FileStamp stamp(CoverageStore store) {
    return CatalogReader.stamp(store.location());
  }
}
