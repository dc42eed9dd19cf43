// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import picocli.CommandLine.Option;

/** {@code --data-dir} and {@code --index}: what to work on. */
final class DataOptions {

  private static final String CATALOG = "chronocube/catalog.yaml";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "${env:CHRONOCUBE_DATA_DIR:-${env:CHRONOCUBE_HOME:-.}/data-dir}",
      description = {
        "GeoServer data directory with a " + CATALOG + ".",
        "Default: the one of this installation, or $$CHRONOCUBE_DATA_DIR."
      })
  private Path dataDir;

  @Option(
      names = "--index",
      paramLabel = "URL",
      description = {
        "Index to use in place of the catalog's, e.g.",
        "jdbc:postgresql://localhost/archive?user=me"
      })
  private String index;

  /** The data directory, which exists. */
  Path dataDir() {
    Path absolute = dataDir.toAbsolutePath().normalize();
    if (!Files.isReadable(absolute.resolve(CATALOG))) {
      throw new InvalidParameterException(
          "--data-dir", "--data-dir must hold a readable " + CATALOG + ", was " + absolute);
    }
    return absolute;
  }

  /** The catalog file. */
  Path catalog() {
    return dataDir().resolve(CATALOG);
  }

  DatacubeOptions options(boolean readOnly) {
    if (index != null
        && !index.startsWith("jdbc:postgresql:")
        && !index.startsWith("jdbc:sqlite:")) {
      throw new InvalidParameterException(
          "--index", "--index must start with jdbc:postgresql: or jdbc:sqlite:, was " + index);
    }
    return DatacubeOptions.DEFAULTS.withIndex(index).withReadOnly(readOnly);
  }

  /** Opens the catalog. */
  Datacube open(boolean readOnly) {
    return Datacubes.open(catalog(), options(readOnly));
  }
}
