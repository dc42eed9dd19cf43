// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * An opened catalog that follows its files: cubes that come, change or go are there, changed or
 * gone for whoever asks next. Index, block cache and engine stay the same.
 */
public final class LiveDatacube implements Supplier<Datacube>, AutoCloseable {

  private final Watched<Datacube> watched;

  /**
   * @throws org.chronocube.InvalidParameterException when the catalog is broken now
   */
  public LiveDatacube(Path catalogFile, DatacubeOptions options, Clock clock) {
    watched =
        new Watched<>(
            () -> CatalogReader.stamp(catalogFile),
            () -> Datacubes.open(catalogFile, options),
            open -> Datacubes.reread(open, catalogFile, options),
            clock);
  }

  /** The catalog as it is, immutable: what holds for all of a request is asked for once. */
  @Override
  public Datacube get() {
    return watched.get();
  }

  /** As {@link #get}, having looked at the files now. */
  public Datacube refresh() {
    return watched.refresh();
  }

  @Override
  public void close() {
    watched.get().close();
  }
}
