// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.range.HttpByteSources;
import org.chronocube.io.range.HttpSettings;
import org.chronocube.io.range.RangeServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A COG of 517 x 461 pixels in tiles of 128 behind HTTP: what is asked of the server. */
class RemoteCogTest {

  private static final Path COG =
      Path.of("..", "data-dir", "archive", "bordeaux-s2-l1c")
          .resolve("T30TXQ_20171026T110131/T30TXQ_20171026T110131_B02.tif");

  private final BlockCache cache = new BlockCache(8 << 20);
  private RangeServer server;
  private BlockReaders rasters;

  @BeforeEach
  void start() throws IOException {
    server = new RangeServer(Files.readAllBytes(COG));
    rasters =
        new BlockReaders(
            Map.of(
                "file",
                FileByteSources.anywhere(),
                "http",
                new HttpByteSources(HttpSettings.allowing(uri -> true))),
            List.of(new TiffFormat(cache)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_window_costs_one_request_for_the_header_and_one_for_its_blocks() {
    BlockReader remote = rasters.open(server.uri("/b02.tif"));
    assertThat(server.ranges()).containsExactly("bytes=0-16383");

    Window window = new Window(10, 60, 130, 250);
    assertThat(remote.read(0, 0, window).samples())
        .isEqualTo(rasters.open(COG.toUri()).read(0, 0, window).samples());
    assertThat(server.ranges()).hasSize(2);
    // One tile of 128 x 128 uint16: fewer bytes than it has uncompressed.
    assertThat(bytesAsked(server.ranges().get(1))).isLessThan(128 * 128 * 2);

    remote.read(0, 0, window);
    rasters.open(server.uri("/b02.tif")).read(0, 0, new Window(0, 1, 200, 201));
    assertThat(server.ranges()).as("the rest comes from the cache").hasSize(2);
  }

  @Test
  void neighbouring_tiles_come_in_one_request() {
    BlockReader remote = rasters.open(server.uri("/b02.tif"));
    server.forget();
    remote.read(0, 0, new Window(100, 101, 0, 461));
    assertThat(server.ranges()).hasSize(1);
  }

  @Test
  void a_failing_server_is_an_error_that_names_file_and_block() {
    BlockReader remote = rasters.open(server.uri("/b02.tif?signature=secret"));
    server.next(RangeServer.Answer.WHOLE);
    assertThatThrownBy(() -> remote.read(0, 0, new Window(130, 131, 0, 1)))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("/b02.tif?…: level 0, block (row 1, column 0): the server must")
        .hasMessageNotContaining("secret");
    assertThat(remote.read(0, 0, new Window(130, 131, 0, 1)).isValid(0, 0)).isTrue();
  }

  private static int bytesAsked(String range) {
    String[] ends = range.substring("bytes=".length()).split("-");
    return Integer.parseInt(ends[1]) - Integer.parseInt(ends[0]) + 1;
  }
}
