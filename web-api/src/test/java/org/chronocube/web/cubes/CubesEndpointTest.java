// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.cubes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.chronocube.web.FakeRequest;
import org.chronocube.web.FakeResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what with cubes; what they do is held over HTTP. */
class CubesEndpointTest {

  @TempDir Path dataDir;

  private FakeResponse ask(FakeRequest request) throws IOException {
    Path catalog = dataDir.resolve("catalog.yaml");
    Files.writeString(
        catalog, "version: 1\nindex: jdbc:sqlite:index.sqlite\nproducts: []\ncubes: []\n");
    Files.createDirectories(dataDir.resolve("workspaces"));
    CubeAdministration cubes = CubeAdministration.of(dataDir, catalog);
    FakeResponse response = new FakeResponse();
    new CubesEndpoint(
            cubes,
            () -> {
              throw new AssertionError("nothing has changed");
            })
        .handle(request, response);
    return response;
  }

  @Test
  void a_reader_reads() throws IOException {
    FakeResponse answer = ask(FakeRequest.get(""));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"cubes\":[]}");
  }

  @Test
  void changing_takes_the_right_to_administrate() throws IOException {
    for (String method : new String[] {"POST", "PUT", "DELETE"}) {
      FakeResponse answer = ask(new FakeRequest(method, "x", "", Map.of()));
      assertThat(answer.status()).as(method).isEqualTo(401);
      assertThat(answer.text()).contains("This needs the right to administrate; log in");
    }
  }
}
