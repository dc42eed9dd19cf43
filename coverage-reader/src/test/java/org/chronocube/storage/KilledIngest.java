// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.chronocube.catalog.Datacube;

/** An ingest in a process of its own that ends at once after some steps, as by {@code kill -9}. */
final class KilledIngest {

  static final int CODE = 77;

  private KilledIngest() {}

  /**
   * @param args the directory of {@link IngestChangesTest}, and after how many steps
   */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    AtomicInteger left = new AtomicInteger(Integer.parseInt(args[1]));
    try (Datacube datacube = IngestChangesTest.open(directory)) {
      new IngestedCube(
              datacube,
              datacube.catalog().cube("sigma").orElseThrow(),
              directory.resolve("kept.zarr"),
              IngestedCube.layout(2, 4, 1))
          .ingest(
              step -> {
                if (left.decrementAndGet() == 0) {
                  Runtime.getRuntime().halt(CODE);
                }
              },
              List.of(),
              false);
    }
  }
}
