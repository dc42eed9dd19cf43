// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * MapServer over the files of an archive: two processes of {@code mapserv} by FastCGI behind nginx,
 * which keep their files open; one layer, the date by run-time substitution.
 */
final class MapServerPeer implements AutoCloseable {

  private static final Path MAPSERV = Path.of("/usr/lib/cgi-bin/mapserv");
  private static final Path SPAWN = Path.of("/usr/bin/spawn-fcgi");
  private static final Path NGINX = Path.of("/usr/sbin/nginx");

  private final Path folder;
  private final Process nginx;
  private final URI root;

  private MapServerPeer(Path folder, Process nginx, URI root) {
    this.folder = folder;
    this.nginx = nginx;
    this.root = root;
  }

  /**
   * Starts it.
   *
   * @param data path of the files, {@code %date%} for the date
   * @param levels the samples that are black and white
   * @return empty when any of its parts is not installed
   */
  static Optional<MapServerPeer> start(Path folder, String data, String levels)
      throws IOException, InterruptedException {
    if (!Stream.of(MAPSERV, SPAWN, NGINX).allMatch(Files::isExecutable)) {
      return Optional.empty();
    }
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Files.writeString(folder.resolve("mapserver.conf"), "CONFIG\n  ENV\n  END\nEND\n");
    Files.writeString(folder.resolve("one.map"), map(data, levels));
    Files.writeString(folder.resolve("nginx.conf"), nginx(folder, port));
    Files.deleteIfExists(folder.resolve("socket"));
    ProcessBuilder spawn =
        new ProcessBuilder(
            SPAWN.toString(),
            "-s",
            folder.resolve("socket").toString(),
            "-M",
            "0666",
            "-F",
            "2",
            "-P",
            folder.resolve("pids").toString(),
            "--",
            MAPSERV.toString());
    spawn.environment().put("MAPSERVER_CONFIG_FILE", folder.resolve("mapserver.conf").toString());
    spawn.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    spawn.start().waitFor();
    Process nginx =
        new ProcessBuilder(NGINX.toString(), "-c", folder.resolve("nginx.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    URI root = URI.create("http://127.0.0.1:" + port + "/");
    for (int i = 0; i < 100 && !listens(port); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return Optional.of(new MapServerPeer(folder, nginx, root));
  }

  private static boolean listens(int port) {
    try (var socket = new java.net.Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String map(String data, String levels) {
    return """
        MAP
          NAME "maps"
          SIZE 256 256
          UNITS METERS
          EXTENT 600000 4900000 700000 5000040
          PROJECTION "init=epsg:32631" END
          WEB
            METADATA
              "wms_title" "maps"
              "wms_srs" "EPSG:32631 EPSG:3857"
              "wms_enable_request" "*"
              "wms_onlineresource" "http://127.0.0.1/"
            END
          END
          LAYER
            NAME "made"
            TYPE RASTER
            STATUS ON
            DATA "%s"
            VALIDATION
              "date" "^[0-9-]{10}$"
              "default_date" "2021-01-03"
            END
            PROCESSING "SCALE=%s"
            PROCESSING "RESAMPLE=NEAREST"
            PROCESSING "CLOSE_CONNECTION=DEFER"
            PROJECTION "init=epsg:32631" END
            METADATA "wms_title" "made" END
          END
        END
        """
        .formatted(data, levels);
  }

  private static String nginx(Path folder, int port) {
    return """
        worker_processes 1;
        daemon off;
        pid %1$s/nginx.pid;
        error_log %1$s/nginx.log;
        events { worker_connections 64; }
        http {
          access_log off;
          keepalive_requests 1000000;
          server {
            listen 127.0.0.1:%2$d;
            location / {
              fastcgi_pass unix:%1$s/socket;
              include /etc/nginx/fastcgi_params;
              fastcgi_param MS_MAPFILE %1$s/one.map;
              fastcgi_buffers 16 64k;
              fastcgi_buffer_size 64k;
            }
          }
        }
        """
        .formatted(folder, port);
  }

  /** Ends with a slash. */
  URI root() {
    return root;
  }

  @Override
  public void close() throws IOException {
    nginx.destroy();
    // An idle mapserv heeds a polite signal at its next request only.
    List<String> pids =
        Arrays.asList(Files.readString(folder.resolve("pids")).trim().split("\\s+"));
    pids.stream()
        .map(Long::valueOf)
        .flatMap(p -> ProcessHandle.of(p).stream())
        .forEach(ProcessHandle::destroyForcibly);
  }
}
