// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * MapServer by FastCGI behind nginx, one process of each: as it is run where speed matters. Serves
 * one GeoTIFF as the coverage {@code made}, uncompressed or deflated with predictor 2.
 */
final class MapServer implements AutoCloseable {

  private static final List<String> FOLDERS =
      List.of("/usr/lib/cgi-bin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin");

  private final Path map;
  private final int port;
  private final List<Process> processes;

  private MapServer(Path map, int port, List<Process> processes) {
    this.map = map;
    this.port = port;
    this.processes = processes;
  }

  /** Empty when MapServer, spawn-fcgi or nginx is not installed. */
  static Optional<MapServer> start(Path folder, Path geoTiff, String crs) throws IOException {
    Optional<Path> server = program("mapserv");
    Optional<Path> spawn = program("spawn-fcgi");
    Optional<Path> nginx = program("nginx");
    if (server.isEmpty() || spawn.isEmpty() || nginx.isEmpty()) {
      return Optional.empty();
    }
    int port = freePort();
    Path map = Files.writeString(folder.resolve("made.map"), map(geoTiff, crs));
    Path configuration =
        Files.writeString(
            folder.resolve("mapserver.conf"), "CONFIG\n ENV\n  MS_MAP_PATTERN \".\"\n END\nEND\n");
    Path socket = folder.resolve("mapserver.sock");
    Files.deleteIfExists(socket);
    ProcessBuilder cgi =
        new ProcessBuilder(
            spawn.get().toString(),
            "-n",
            "-s",
            socket.toString(),
            "-M",
            "0666",
            "--",
            server.get().toString());
    cgi.environment().put("MAPSERVER_CONFIG_FILE", configuration.toString());
    cgi.environment().put("MS_MAPFILE", map.toString());
    Path web = Files.writeString(folder.resolve("nginx.conf"), nginx(folder, socket, port));
    ProcessBuilder http =
        new ProcessBuilder(nginx.get().toString(), "-c", web.toString(), "-p", folder.toString());
    List<Process> processes = new ArrayList<>();
    for (ProcessBuilder process : List.of(cgi, http)) {
      processes.add(process.redirectOutput(ProcessBuilder.Redirect.DISCARD).start());
    }
    return Optional.of(new MapServer(map, port, processes));
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

  private static String map(Path geoTiff, String crs) {
    return """
        MAP
          NAME "made"
          PROJECTION "init=%2$s" END
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
            "ows_title" "made" "ows_enable_request" "*" "ows_srs" "%3$s"
          END END
          LAYER
            NAME "made"
            TYPE RASTER
            STATUS ON
            DATA "%1$s"
            PROJECTION "init=%2$s" END
            METADATA
              "wcs_label" "made" "wcs_rangeset_name" "DN" "wcs_rangeset_label" "DN"
              "wcs_formats" "PLAIN DEFLATED" "wcs_imagemode" "INT16" "wcs_srs" "%3$s"
            END
          END
        END
        """
        .formatted(geoTiff, crs.toLowerCase(java.util.Locale.ROOT), crs);
  }

  private static String nginx(Path folder, Path socket, int port) {
    return """
        daemon off;
        master_process off;
        pid %1$s/nginx.pid;
        error_log %1$s/nginx.log;
        events { worker_connections 64; }
        http {
          access_log off;
          client_body_temp_path %1$s/nginx-body;
          fastcgi_temp_path %1$s/nginx-fastcgi;
          proxy_temp_path %1$s/nginx-proxy;
          uwsgi_temp_path %1$s/nginx-uwsgi;
          scgi_temp_path %1$s/nginx-scgi;
          fastcgi_buffers 64 64k;
          fastcgi_buffer_size 64k;
          server {
            listen 127.0.0.1:%3$d;
            location /wcs {
              fastcgi_pass unix:%2$s;
              fastcgi_param QUERY_STRING $query_string;
              fastcgi_param REQUEST_METHOD $request_method;
              fastcgi_param SERVER_NAME localhost;
              fastcgi_param SERVER_PORT %3$d;
              fastcgi_param SCRIPT_NAME /wcs;
              fastcgi_param SERVER_PROTOCOL $server_protocol;
            }
          }
        }
        """
        .formatted(folder, socket, port);
  }

  URI root() {
    return URI.create("http://127.0.0.1:" + port + "/wcs?map=" + map + "&");
  }

  List<Long> processIds() {
    return processes.stream().map(Process::pid).toList();
  }

  @Override
  public void close() throws InterruptedException {
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }
}
