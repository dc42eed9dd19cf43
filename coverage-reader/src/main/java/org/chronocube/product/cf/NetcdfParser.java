// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.cf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.io.array.ArrayDataset;
import org.chronocube.io.array.netcdf.NetcdfFormat;
import org.chronocube.io.range.PathByteSources;
import org.chronocube.product.SceneFiles;

/** NetCDF files, {@code parser: netcdf}; see {@link CfCubeParser} for options. */
public final class NetcdfParser extends CfCubeParser {

  @Override
  public String id() {
    return "netcdf";
  }

  @Override
  public List<SceneFiles> group(ProductDefinition product, Path directory, List<Path> entries) {
    return entries.stream()
        .filter(e -> e.getFileName().toString().matches("(?i).*\\.(nc|nc4|cdf|netcdf)"))
        .filter(Files::isRegularFile)
        .map(e -> new SceneFiles(e, List.of(e)))
        .toList();
  }

  @Override
  ArrayDataset open(Path main) throws IOException {
    return new NetcdfFormat().open(main.toUri(), new PathByteSources(main));
  }

  @Override
  String view() {
    return "netcdf";
  }
}
