// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.conformance;

import java.nio.file.Path;
import java.util.List;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.server.ChronocubeServer;
import org.chronocube.server.http.HttpSettings;

/**
 * The server with the process that OGC's suites call, until it is terminated. Arguments: a data
 * directory that has been indexed, and a port.
 */
final class ConformanceServer {

  private ConformanceServer() {}

  /** Serves. */
  public static void main(String[] args) throws InterruptedException {
    ChronocubeServer server =
        ChronocubeServer.open(
            Path.of(args[0]),
            DatacubeOptions.DEFAULTS,
            HttpSettings.onPort(Integer.parseInt(args[1])),
            List.of(new EchoProcessFactory()));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    server.start();
    System.out.println("serving at " + server.root());
    server.join();
  }
}
