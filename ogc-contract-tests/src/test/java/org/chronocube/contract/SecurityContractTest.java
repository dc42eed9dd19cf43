// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may do what: anybody looks, only administrators see or change the configuration. */
@ExtendWith(ContractServer.class)
class SecurityContractTest {

  private static final Map<String, String> WPS = Map.of("service", "WPS", "version", "1.0.0");

  private final OgcServer server;

  SecurityContractTest(OgcServer server) {
    this.server = server;
  }

  private String granules() {
    return "workspaces/"
        + server.workspace()
        + "/coveragestores/archive/coverages/belgium_s2/index/granules.json";
  }

  @Test
  void anybody_may_look() throws Exception {
    assertThat(Sample.map(server, "belgium_s2", "").type()).isEqualTo("image/png");
    assertThat(server.wcs("version", "2.0.1", "request", "GetCapabilities").status())
        .isEqualTo(200);
    assertThat(server.get("wps", WPS, "request", "GetCapabilities").status()).isEqualTo(200);
  }

  @Test
  void rest_is_for_administrators() throws Exception {
    Answer nobody = server.restAs(Optional.empty(), "GET", granules());
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.header("www-authenticate")).startsWith("Basic realm=");
    assertThat(nobody.text()).doesNotContain("belgium-s2-l2a_2023");
    Answer administrator = server.restAs(server.administrator(), "GET", granules());
    assertThat(administrator.status()).isEqualTo(200);
  }

  @Test
  void nothing_is_deleted_by_anybody() throws Exception {
    assertThat(server.restAs(Optional.empty(), "DELETE", granules()).status()).isEqualTo(401);
    assertThat(server.rest(granules()).json().get("features")).hasSize(12);
  }

  @Test
  void a_wrong_password_is_noticed() throws Exception {
    String user = server.administrator().orElseThrow().user();
    Answer answer =
        server.restAs(Optional.of(new Credentials(user, "no such password")), "GET", granules());
    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void processes_are_run_by_whom_the_server_lets() throws Exception {
    Answer answer =
        server.get(
            "wps",
            WPS,
            "request",
            "Execute",
            "identifier",
            "datacube:TimeSeries",
            "dataInputs",
            "cube=" + server.layer("belgium_ndvi") + ";time=2023-04-05",
            "rawDataOutput",
            "series=@mimeType=application/json");
    assertThat(answer.status())
        .as(answer::summary)
        .isEqualTo(KnownDifference.ANONYMOUS_PROCESS.numberOn(server));
  }

  // Neither tree is below a data directory's own addresses.
  @Test
  void files_of_the_data_directory_are_not_served() throws Exception {
    for (String path :
        List.of(
            "chronocube/catalog.yaml",
            "../chronocube/catalog.yaml",
            "security.yaml",
            "..%2Fchronocube%2Fcatalog.yaml",
            "www/../chronocube/catalog.yaml")) {
      Answer answer = server.get(path, Map.of());
      assertThat(answer.status()).as(path).isBetween(400, 404);
      assertThat(answer.text()).doesNotContain("jdbc:sqlite");
    }
  }
}
