// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.tiff.TiffFormat;
import org.junit.jupiter.api.Test;

/** What a series asks of a bucket: of each file its header, once, and the block under the field. */
class RequestCountTest {

  private static final Path COG =
      Path.of("../data-dir/archive/bordeaux-s2-l1c/T30TXQ_20171026T110131")
          .resolve("T30TXQ_20171026T110131_B02.tif");
  private static final Window FIELD = Window.at(100, 100, 40, 40);
  private static final int DATES = 6;

  @Test
  void a_header_and_a_block_when_cold_a_block_when_headers_are_known() throws Exception {
    try (S3Server s3 = S3Server.start()) {
      List<URI> files = new ArrayList<>();
      for (int date = 0; date < DATES; date++) {
        s3.put("dates/" + date + ".tif", Files.readAllBytes(COG));
        files.add(URI.create("s3://archive/dates/" + date + ".tif"));
      }
      BlockReaders rasters =
          new BlockReaders(
              TestArchives.of(s3.bucket(), TestArchives.patient()).files(),
              List.of(new TiffFormat(new BlockCache(0))),
              List.of());
      assertThat(requestsOfASeries(s3, rasters, files)).isEqualTo(2 * DATES);
      assertThat(requestsOfASeries(s3, rasters, files)).isEqualTo(DATES);
      assertThat(s3.proxy().requests())
          .allMatch(request -> request.startsWith("GET ") && request.contains("Range: bytes="));
    }
  }

  private static int requestsOfASeries(S3Server s3, BlockReaders rasters, List<URI> files) {
    s3.proxy().forget();
    for (URI file : files) {
      rasters.open(file).read(0, 0, FIELD);
    }
    return s3.proxy().requests().size();
  }
}
