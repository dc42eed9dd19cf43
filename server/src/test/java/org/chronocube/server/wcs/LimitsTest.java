// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that reads 30 kB, writes 20 kB and takes two times at most. */
class LimitsTest {

  @TempDir static Path folder;
  private static WcsServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        WcsServer.start(
            GeneratedArchive.write(folder),
            folder,
            Map.of(
                "maxInputMemory", "30",
                "maxOutputMemory", "20",
                "maxRequestedDimensionValues", "2"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // 60 x 50 pixels of 3 bands of 2 bytes are 18,000 bytes.
        "rangeSubset=B0,B1,B2&scaleFactor=1.1 | at most 20480 bytes of samples in the answer",
        "format=netcdf&subset=time(2023-04-01,2023-04-05) | at most 20480 bytes of samples in the"
            + " answer",
        "format=netcdf&subset=time(*,*)&scaleFactor=0.1 | at most 2 times, was 3",
        "format=netcdf&subset=time(2023-04-01,2023-04-05)&scaleFactor=0.7 | at most 30720 bytes of"
            + " samples to read"
      })
  void what_is_too_large_is_refused_with_the_limit(String query, String message) {
    HttpResponse<byte[]> response = server.getCoverage("fields", query);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(WcsServer.text(response)).contains(message);
  }

  @Test
  void what_is_inside_the_limits_is_answered() {
    assertThat(server.getCoverage("fields", "").statusCode()).isEqualTo(200);
    assertThat(
            server
                .getCoverage(
                    "fields",
                    "scaleFactor=10&rangeSubset=B2&subset=E(600000,600100)"
                        + "&subset=N(5699900,5700000)")
                .statusCode())
        .isEqualTo(200);
  }
}
