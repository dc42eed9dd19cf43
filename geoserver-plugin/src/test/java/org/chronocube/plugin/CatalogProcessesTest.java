// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.geotools.feature.NameImpl;
import org.geotools.process.Processors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** The bean that GeoServer's Spring makes, without GeoServer. */
class CatalogProcessesTest {

  private static final NameImpl SERIES = new NameImpl("datacube", "TimeSeries");

  @TempDir Path directory;

  @Test
  void processes_are_known_from_registration_to_close() {
    try (CatalogProcesses processes = new CatalogProcesses(directory + "/none.yaml")) {
      assertThat(Processors.createProcess(SERIES)).isNull();
      processes.register();
      assertThat(Processors.createProcess(SERIES)).isNotNull();
    }
    assertThat(Processors.createProcess(SERIES)).isNull();
  }

  @Test
  void they_read_the_catalog_when_they_are_run() throws Exception {
    Path shipped = Path.of("..", "data-dir", "chronocube", "catalog.yaml");
    Path catalog = Files.copy(shipped, directory.resolve("catalog.yaml"));
    try (CatalogProcesses processes = new CatalogProcesses(catalog.toString())) {
      processes.register();
      Map<String, Object> inputs =
          Map.of(
              "cube", "nothing", "area", new GeometryFactory().createPoint(new Coordinate(5, 51)));
      assertThatThrownBy(() -> Processors.createProcess(SERIES).execute(inputs, null))
          .hasStackTraceContaining("cube must be one of belgium_s2")
          .hasStackTraceContaining("was nothing");
    }
  }
}
