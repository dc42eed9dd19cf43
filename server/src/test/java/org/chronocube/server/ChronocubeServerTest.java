// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.server.datadir.DataDirectoryException;
import org.chronocube.server.http.HttpSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChronocubeServerTest {

  @TempDir static Path temp;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            TestServer.shipped(), temp.resolve("index.sqlite"), List.of("belgium-s2-l2a"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void every_service_answers_at_the_root_and_where_geoserver_has_it() throws Exception {
    for (String prefix : List.of("", "geoserver/", "geoserver/chronocube/", "chronocube/")) {
      for (String service : List.of("wms", "wcs")) {
        for (String path : List.of(service, "ows")) {
          TestServer.Answer answer =
              server.get(
                  prefix + path,
                  "service",
                  service.toUpperCase(java.util.Locale.ROOT),
                  "request",
                  "GetCapabilities");
          assertThat(answer.status()).as(prefix + path).isEqualTo(200);
          assertThat(answer.text()).as(prefix + path).contains("Capabilities", prefix + path);
        }
      }
    }
  }

  @Test
  void the_map_page_is_at_the_root_and_nothing_below_unknown_names() throws Exception {
    assertThat(server.get("").type()).isEqualTo("text/html");
    assertThat(server.get("api/layers").text()).contains("chronocube:belgium_s2");
    assertThat(server.get("geoserver/web").status()).isEqualTo(404);
    assertThat(server.get("geoserver/nowhere/wms").status()).isEqualTo(404);
    assertThat(server.get("nothing").status()).isEqualTo(404);
  }

  @Test
  void a_directory_that_is_none_is_a_clear_error() {
    assertThatThrownBy(
            () -> ChronocubeServer.open(temp, DatacubeOptions.DEFAULTS, HttpSettings.onPort(0)))
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("must have a folder workspaces");
  }
}
