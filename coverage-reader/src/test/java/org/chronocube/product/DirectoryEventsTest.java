// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DirectoryEventsTest {

  private static final Duration SETTLE = Duration.ofMillis(10);

  @TempDir Path directory;

  private Datacube archive() throws Exception {
    Files.createDirectories(directory.resolve("archive/2024/05"));
    Path catalog =
        Files.writeString(
            directory.resolve("catalog.yaml"),
            """
            version: 1
            index: jdbc:sqlite:index.sqlite
            products:
              - id: s2
                parser: sentinel2-safe
                location: archive
                bands: [{name: B04, type: uint16, nodata: 0}]
              - {id: gone, parser: sentinel2-safe, location: gone, bands: [{name: B04, type: uint8}]}
            cubes: []
            """);
    return Datacubes.open(catalog, DatacubeOptions.DEFAULTS);
  }

  @Test
  @Timeout(120)
  void a_pause_of_a_day_ends_when_something_comes_into_any_folder() throws Exception {
    List<Long> waited = new ArrayList<>();
    try (Datacube datacube = archive();
        DirectoryEvents events =
            new DirectoryEvents(
                SETTLE,
                millis -> {
                  waited.add(millis);
                  return false;
                })) {
      events.await(Duration.ofMillis(11), datacube); // begins to watch

      Files.createDirectory(directory.resolve("archive/2024/05/new.SAFE"));

      assertThat(events.await(Duration.ofDays(1), datacube)).isTrue();
      assertThat(waited).as("time to settle").contains(SETTLE.toMillis());
    }
  }

  @Test
  void a_pause_ends_when_watching_does_or_files_are_to_settle() throws Exception {
    boolean[] stopped = {false};
    try (Datacube datacube = archive();
        DirectoryEvents events = new DirectoryEvents(SETTLE, millis -> stopped[0])) {
      assertThat(events.await(SETTLE, datacube)).isTrue();
      stopped[0] = true;
      assertThat(events.await(SETTLE, datacube)).isFalse();
      assertThat(events.await(Duration.ofDays(1), datacube)).isFalse();
    }
  }
}
