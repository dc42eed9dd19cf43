// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * MapServer by FastCGI behind nginx, as it is run where speed matters: processes that keep their
 * files open. Shows the files of an archive as the layer {@code made}, the date by run-time
 * substitution, and one of them as the coverage {@code whole}.
 */
final class MapServerPeer implements AutoCloseable {

  private static final List<String> FOLDERS =
      List.of("/usr/lib/cgi-bin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin");

  private final Path folder;
  private final Process nginx;
  private final URI root;

  private MapServerPeer(Path folder, Process nginx, URI root) {
    this.folder = folder;
    this.nginx = nginx;
    this.root = root;
  }

  /**
   * What is shown.
   *
   * @param files path of the layer's files, {@code %date%} for the date
   * @param levels the samples that are black and white, e.g. {@code 0,4000}
   * @param coverage file of the coverage
   */
  record Shown(String files, String levels, Path coverage) {}

  /**
   * Starts it.
   *
   * @param folder for its configuration
   * @param processes of MapServer
   * @return empty when any of its parts is not installed
   */
  static Optional<MapServerPeer> start(Path folder, Shown shown, int processes)
      throws IOException, InterruptedException {
    Optional<Path> server = program("mapserv");
    Optional<Path> spawn = program("spawn-fcgi");
    Optional<Path> web = program("nginx");
    if (server.isEmpty() || spawn.isEmpty() || web.isEmpty()) {
      return Optional.empty();
    }
    int port = freePort();
    Files.writeString(folder.resolve("mapserver.conf"), "CONFIG\n  ENV\n  END\nEND\n");
    Files.writeString(folder.resolve("one.map"), map(shown));
    Files.writeString(folder.resolve("nginx.conf"), nginx(folder, port));
    Files.deleteIfExists(folder.resolve("socket"));
    spawn(folder, spawn.get(), server.get(), processes);
    Process nginx =
        new ProcessBuilder(
                web.get().toString(),
                "-c",
                folder.resolve("nginx.conf").toString(),
                "-p",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    for (int i = 0; i < 100 && !listens(port); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return Optional.of(
        new MapServerPeer(folder, nginx, URI.create("http://127.0.0.1:" + port + "/")));
  }

  private static void spawn(Path folder, Path spawn, Path server, int processes)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            spawn.toString(),
            "-s",
            folder.resolve("socket").toString(),
            "-M",
            "0666",
            "-F",
            String.valueOf(processes),
            "-P",
            folder.resolve("pids").toString(),
            "--",
            server.toString());
    builder.environment().put("MAPSERVER_CONFIG_FILE", folder.resolve("mapserver.conf").toString());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.start().waitFor();
  }

  private static Optional<Path> program(String name) {
    return Stream.concat(FOLDERS.stream(), Stream.of(System.getenv("PATH").split(":", -1)))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String map(Shown shown) {
    return """
        MAP
          NAME "maps"
          SIZE 256 256
          UNITS METERS
          EXTENT 600000 4900000 700000 5000040
          PROJECTION "init=epsg:32631" END
          OUTPUTFORMAT
            NAME "PLAIN"
            DRIVER "GDAL/GTiff"
            MIMETYPE "image/tiff"
            IMAGEMODE INT16
            EXTENSION "tif"
          END
          OUTPUTFORMAT
            NAME "DEFLATED"
            DRIVER "GDAL/GTiff"
            MIMETYPE "image/tiff; deflate"
            IMAGEMODE INT16
            EXTENSION "tif"
            FORMATOPTION "COMPRESS=DEFLATE"
            FORMATOPTION "PREDICTOR=2"
            FORMATOPTION "TILED=YES"
          END
          WEB METADATA
            "ows_title" "maps"
            "ows_srs" "EPSG:32631 EPSG:3857"
            "ows_enable_request" "*"
            "ows_onlineresource" "http://127.0.0.1/"
          END END
          LAYER
            NAME "made"
            TYPE RASTER
            STATUS ON
            DATA "%1$s"
            VALIDATION
              "date" "^[0-9-]{10}$"
              "default_date" "2021-01-03"
            END
            PROCESSING "SCALE=%2$s"
            PROCESSING "RESAMPLE=NEAREST"
            PROCESSING "CLOSE_CONNECTION=DEFER"
            PROJECTION "init=epsg:32631" END
            METADATA "wms_title" "made" END
          END
          LAYER
            NAME "whole"
            TYPE RASTER
            STATUS ON
            DATA "%3$s"
            PROJECTION "init=epsg:32631" END
            METADATA
              "wcs_label" "whole" "wcs_rangeset_name" "DN" "wcs_rangeset_label" "DN"
              "wcs_formats" "PLAIN DEFLATED" "wcs_imagemode" "INT16" "wcs_srs" "EPSG:32631"
            END
          END
        END
        """
        .formatted(shown.files, shown.levels, shown.coverage);
  }

  private static String nginx(Path folder, int port) {
    return """
        daemon off;
        master_process off;
        pid %1$s/nginx.pid;
        error_log %1$s/nginx.log;
        events { worker_connections 64; }
        http {
          access_log off;
          keepalive_requests 1000000;
          client_body_temp_path %1$s/nginx-body;
          fastcgi_temp_path %1$s/nginx-fastcgi;
          proxy_temp_path %1$s/nginx-proxy;
          uwsgi_temp_path %1$s/nginx-uwsgi;
          scgi_temp_path %1$s/nginx-scgi;
          server {
            listen 127.0.0.1:%2$d;
            location / {
              fastcgi_pass unix:%1$s/socket;
              fastcgi_param QUERY_STRING $query_string;
              fastcgi_param REQUEST_METHOD $request_method;
              fastcgi_param SERVER_NAME localhost;
              fastcgi_param SERVER_PORT %2$d;
              fastcgi_param SCRIPT_NAME /;
              fastcgi_param SERVER_PROTOCOL $server_protocol;
              fastcgi_param MS_MAPFILE %1$s/one.map;
              fastcgi_buffers 64 64k;
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

  /** All that work for an answer. */
  List<Long> processIds() throws IOException {
    List<Long> all = new ArrayList<>(List.of(nginx.pid()));
    Stream.of(Files.readString(folder.resolve("pids")).trim().split("\\s+"))
        .map(Long::valueOf)
        .forEach(all::add);
    return all;
  }

  @Override
  public void close() throws IOException {
    // An idle mapserv heeds a polite signal at its next request only.
    for (long process : processIds()) {
      ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
