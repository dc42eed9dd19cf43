// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plugin;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chronocube.catalog.Datacube;
import org.chronocube.cube.Cube;
import org.chronocube.geotools.DatacubeFormatFactory;
import org.chronocube.geotools.DatacubeReader;
import org.chronocube.web.Endpoint;
import org.chronocube.web.Problem;
import org.chronocube.web.RelocatedRequest;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;
import org.chronocube.web.api.MapLayer;
import org.chronocube.web.api.ServicePaths;
import org.chronocube.web.api.WebApi;
import org.chronocube.web.cubes.CubeAdministration;
import org.chronocube.web.cubes.CubesEndpoint;

/**
 * Chronocube's endpoints over the catalog of GeoServer's data directory, without any servlet:
 * {@code layers}, {@code times}, {@code series} and {@code cubes}, as the embedded server has them
 * below {@code api/}. Layers go by the names of their cubes.
 *
 * <p>The catalog is opened when it is first asked for, and shared with the coverage stores that are
 * opened from the same file.
 */
public final class CatalogApi implements Endpoint, AutoCloseable {

  private static final String CUBES = "cubes";

  private final Path catalog;
  private final WebApi api;
  private final CubesEndpoint cubes;
  private DatacubeReader reader;

  /**
   * @param dataDir GeoServer's data directory
   * @param reload has GeoServer read its layers again; called after each change of a cube
   */
  public CatalogApi(String dataDir, Runnable reload) {
    Path root = Path.of(dataDir);
    catalog = root.resolve("chronocube").resolve("catalog.yaml");
    // From rest/chronocube/ up to where GeoServer has its services.
    api = new WebApi(this::layers, new ServicePaths("../../wms", "../../wcs", "../../wps"));
    cubes =
        new CubesEndpoint(
            CubeAdministration.of(root, catalog),
            () -> {
              reader().refresh();
              reload.run();
            });
  }

  @Override
  public void handle(WebRequest request, WebResponse response) throws IOException {
    if (!Files.isReadable(catalog)) {
      Problem.notFound("there is no chronocube/catalog.yaml in the data directory").write(response);
    } else if (request.path().equals(CUBES) || request.path().startsWith(CUBES + "/")) {
      String below = request.path().substring(CUBES.length()).replaceFirst("^/", "");
      cubes.handle(
          new RelocatedRequest(request, URI.create(request.base() + CUBES + "/"), below), response);
    } else {
      api.handle(new RelocatedRequest(request, request.base(), "api/" + request.path()), response);
    }
  }

  private List<MapLayer> layers() {
    Datacube datacube = reader().datacube();
    return datacube.catalog().cubes().stream().map(cube -> layer(datacube, cube)).toList();
  }

  private static MapLayer layer(Datacube datacube, Cube cube) {
    return new MapLayer(cube.name(), cube.title(), cube.description(), datacube, cube, List.of());
  }

  private synchronized DatacubeReader reader() {
    if (reader == null) {
      reader = (DatacubeReader) new DatacubeFormatFactory().createFormat().getReader(catalog);
    }
    return reader;
  }

  /** Gives back the catalog. */
  @Override
  public synchronized void close() {
    if (reader != null) {
      reader.dispose();
      reader = null;
    }
  }
}
