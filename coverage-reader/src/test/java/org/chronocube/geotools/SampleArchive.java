// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.nio.file.Path;
import java.util.List;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.product.IndexProgress;
import org.chronocube.product.IndexReport;
import org.chronocube.product.Indexer;
import org.chronocube.product.ProductParsers;

/** The project's own data directory, indexed into a database of the test's. */
public final class SampleArchive {

  public static final Path CATALOG = Path.of("../data-dir/chronocube/catalog.yaml");

  private SampleArchive() {}

  public static DatacubeOptions options(Path directory) {
    return new DatacubeOptions(
        "jdbc:sqlite:" + directory.toAbsolutePath().resolve("index.sqlite"), 64 << 20, 2, false);
  }

  /**
   * @param directory where the database goes
   */
  public static Datacube indexed(Path directory) {
    Datacube datacube = Datacubes.open(CATALOG, options(directory));
    index(datacube);
    return datacube;
  }

  public static List<IndexReport> index(Datacube datacube) {
    return new Indexer(datacube, ProductParsers.discover()).indexCatalog(IndexProgress.NONE);
  }
}
