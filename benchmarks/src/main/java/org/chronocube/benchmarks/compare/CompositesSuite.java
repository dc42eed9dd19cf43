// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.cube.Cube;
import org.chronocube.cube.Progress;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/** Median of many dates over a window, from files: no block is decoded before a turn begins. */
final class CompositesSuite implements Suite {

  private static final int SIZE = 2048;
  private static final int DATES = 60;
  private static final int WINDOW = 1024;
  private static final String BAND = "B04";
  private static final double WANTED = 3;

  /** Of which half holds decoded blocks and half the samples of the tiles under way. */
  private static final long MEMORY = 160L << 20;

  @Override
  public String name() {
    return "composites";
  }

  @Override
  public String title() {
    return "Median of 60 dates over 1024² pixels, beside dask and NumPy";
  }

  @Override
  public List<Table> run(Lab lab) throws Exception {
    MadeArchive archive = MadeArchive.of(lab, SIZE, DATES);
    Optional<Peer> peer = lab.peer("composites.py");
    try {
      String store = lab.folder("composites").resolve("B04.zarr").toString();
      if (peer.isPresent()) {
        peer.get().ask("store", Map.of("files", files(archive), "path", store));
      }
      return List.of(
          contest(lab, archive, peer, store, 512, 512),
          contest(lab, archive, peer, store, 300, 200));
    } finally {
      peer.ifPresent(Peer::close);
    }
  }

  private static List<String> files(MadeArchive archive) {
    return IntStream.range(0, archive.dates())
        .mapToObj(date -> archive.file(date, BAND).toString())
        .toList();
  }

  private static Table contest(
      Lab lab, MadeArchive archive, Optional<Peer> peer, String store, int row, int col)
      throws Exception {
    Window window = Window.at(row, col, WINDOW, WINDOW);
    Map<String, Object> ofFiles =
        Map.of("row", row, "col", col, "size", WINDOW, "files", files(archive));
    Map<String, Object> ofStore = Map.of("row", row, "col", col, "size", WINDOW, "path", store);
    String title = "Median of 60 dates, 1024² from row " + row + ", column " + col;
    Table table =
        new Contest(title, 0)
            .enter("Chronocube, from COGs", () -> ours(archive, window))
            .enter("dask, from Zarr", WANTED, turn(peer, "dask_median", ofStore))
            .enter("NumPy sort, from COGs", WANTED, turn(peer, "sort_rasterio", ofFiles))
            .enter("NumPy sort, from Zarr", Double.NaN, turn(peer, "sort_zarr", ofStore))
            .run(lab);
    peer.ifPresent(p -> table.note(p.version()));
    return table;
  }

  private static Optional<Contest.Turn> turn(
      Optional<Peer> peer, String function, Map<String, Object> arguments) {
    return peer.map(p -> () -> p.ask(function, arguments));
  }

  // What is opened anew has no block in memory.
  private static Took ours(MadeArchive archive, Window window) throws Exception {
    DatacubeOptions options =
        new DatacubeOptions(null, MEMORY, Runtime.getRuntime().availableProcessors(), true);
    try (Datacube datacube = archive.open(options)) {
      Cube cube = datacube.catalog().cube(MadeArchive.CUBE).orElseThrow();
      GeoBox target = cube.grid().crop(window);
      CubeRequest request =
          new CubeRequest(
              target,
              List.of(BAND),
              List.of(TimeInterval.ALL),
              MosaicRule.MEDIAN,
              Resampling.NEAREST,
              Filter.INCLUDE,
              List.of(),
              CubeRequest.FailurePolicy.FAIL);
      return Took.of(
          () -> rows(datacube.engine().read(cube, request, Progress.NONE).blocks().get(0)));
    }
  }

  // A number for each row, which every pixel changes.
  private static double[] rows(RasterBlock block) {
    double[] rows = new double[block.shape().height()];
    for (int row = 0; row < rows.length; row++) {
      for (int col = 0; col < block.shape().width(); col++) {
        if (block.isValid(row, col)) {
          rows[row] += (double) block.sample(row, col) * (col + 1);
        }
      }
    }
    return rows;
  }
}
