// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.Watched;
import org.chronocube.geotools.DatacubeReader;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.datadir.CoverageStore;
import org.chronocube.server.datadir.DataDirectory;
import org.chronocube.server.datadir.Workspace;
import org.chronocube.server.http.Router;
import org.chronocube.server.ows.OwsDispatcher;
import org.chronocube.server.ows.OwsService;
import org.chronocube.server.rest.GranulesRest;
import org.chronocube.server.wcs.WcsService;
import org.chronocube.server.wms.WmsService;
import org.chronocube.server.wmts.LayerCube;
import org.chronocube.server.wmts.WmtsService;
import org.chronocube.server.wps.WpsService;
import org.chronocube.web.Endpoint;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;
import org.chronocube.web.api.ServicePaths;
import org.chronocube.web.api.WebApi;
import org.chronocube.web.cubes.CubeAdministration;
import org.chronocube.web.cubes.CubesEndpoint;
import org.geotools.process.ProcessFactory;

/**
 * The services of a data directory, which follow its files: what is published by them is served
 * without a restart. A request is answered by the services there were when it came. Only the
 * processes stay the same, with the executions under way; they find what is published at the
 * moment.
 */
final class LiveServices implements Endpoint, AutoCloseable {

  static final String GEOSERVER = "geoserver";

  private record Published(DataDirectory directory, Endpoint endpoint) {}

  private final Path root;
  private final WpsService processes;
  private final Watched<Published> published;
  private volatile DataDirectory directory;

  /**
   * @param root of the data directory
   * @param first as it is now
   * @param more processes to offer besides Chronocube's own
   */
  LiveServices(Path root, DataDirectory first, List<ProcessFactory> more) {
    this.root = root;
    this.directory = first;
    this.processes = WpsService.of(this::directory, root, more);
    this.published =
        new Watched<>(
            () -> directory.stamp(),
            () -> new Published(first, endpoint(first)),
            before -> reread(before.directory),
            Clock.systemUTC());
  }

  private Published reread(DataDirectory before) {
    DataDirectory now = before.reread();
    Published next = new Published(now, endpoint(now));
    directory = now;
    return next;
  }

  /** What is published. */
  DataDirectory directory() {
    return directory;
  }

  @Override
  public void handle(WebRequest request, WebResponse response) throws IOException {
    published.get().endpoint.handle(request, response);
  }

  private Endpoint endpoint(DataDirectory of) {
    WmsService maps = new WmsService(of);
    List<OwsService> services =
        List.of(
            maps,
            new WmtsService(of.configuration(), maps.tiles(), layer -> cube(of, layer)),
            new WcsService(of.configuration(), layer -> datacube(of, layer)),
            processes);
    Set<String> workspaces =
        of.configuration().workspaces().stream().map(Workspace::name).collect(Collectors.toSet());
    Router page =
        new Router()
            .mount("", new WebApi(new MapLayers(of), new ServicePaths("wms", "wcs", "wps")))
            .mount("api/cubes", cubes(of));
    OwsDispatcher atRoot = new OwsDispatcher(services, workspaces, page);
    OwsDispatcher asGeoServer =
        new OwsDispatcher(services, workspaces, (request, response) -> Router.notFound(response));
    return new Router()
        .mount("", new ReadGuard(atRoot, atRoot::isService))
        .mount(GEOSERVER, new ReadGuard(asGeoServer, asGeoServer::isService))
        .mount(GEOSERVER + "/rest", new GranulesRest(of, root));
  }

  // Of the first store: more than one catalog in a data directory is administrated by hand.
  private Endpoint cubes(DataDirectory of) {
    return of.configuration().stores().stream()
        .map(CoverageStore::location)
        .findFirst()
        .<Endpoint>map(
            catalog ->
                new CubesEndpoint(CubeAdministration.of(root, catalog), () -> published.refresh()))
        .orElse((request, response) -> Router.notFound(response));
  }

  private static Datacube datacube(DataDirectory directory, CoverageLayer layer) {
    return ((DatacubeReader) directory.reader(layer)).datacube();
  }

  private static LayerCube cube(DataDirectory directory, CoverageLayer layer) {
    DatacubeReader reader = (DatacubeReader) directory.reader(layer);
    return new LayerCube(reader.datacube(), reader.cube(layer.coverageName()));
  }

  /** Dismisses running processes; {@link #closeStores} comes when no request runs any more. */
  @Override
  public void close() {
    processes.close();
  }

  void closeStores() {
    directory.close();
  }
}
