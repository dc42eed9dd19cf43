// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MaskRule;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/** An engine over an index and rasters in memory, whose pixels say where they are. */
abstract class EngineFixture {

  static final CrsRegistry CRS = new CrsRegistry();
  static final GeoBox GRID = grid(600_000, 5_000_000, 10, 60, 50);
  static final Scaling REFLECTANCE = new Scaling(1e-4, 0);

  final MemoryRasters rasters = new MemoryRasters();
  final MemoryIndex index = new MemoryIndex();
  final List<Granule> granules = new ArrayList<>();

  static GeoBox grid(double x, double y, double res, int height, int width) {
    return new GeoBox(
        new Shape(height, width), Affine.northUp(x, y, Resolution.of(res)), "EPSG:32631");
  }

  /** Adds a granule to the scene that {@link #scene} makes next. */
  EngineFixture granule(String band, GeoBox grid, Scaling scaling, MemoryRasters.Pixels pixels) {
    String name = band + "-" + rasters.size();
    URI uri =
        rasters.add(
            name, new MemoryRasters.Raster(grid, DataType.UINT16, NoData.NONE, List.of(), pixels));
    granules.add(new Granule(band, uri, 0, grid, DataType.UINT16, NoData.of(0), scaling));
    return this;
  }

  void scene(String id, String time) {
    scene("p", id, time);
  }

  void scene(String product, String id, String time) {
    index.insert(
        List.of(
            new Scene(
                id,
                product,
                Instant.parse(time),
                CRS.footprint(granules.get(0).grid()),
                id,
                "",
                Map.of(),
                granules)));
    granules.clear();
  }

  static CubeBand plain(String name) {
    return new CubeBand(
        new Band(name, "", DataType.UINT16, NoData.of(0), REFLECTANCE, "1", null), name);
  }

  static CubeBand computed(String name, String expression) {
    return new CubeBand(Band.of(name, DataType.FLOAT32, NoData.of(Double.NaN)), expression);
  }

  static Cube cube(List<String> products, List<MaskRule> masks, CubeBand... bands) {
    return new Cube(
        "cube",
        "",
        "",
        products,
        List.of(bands),
        GRID,
        TimeGrouping.SOLAR_DAY,
        MosaicRule.MOST_RECENT,
        Resampling.NEAREST,
        masks);
  }

  static Cube cube(CubeBand... bands) {
    return cube(List.of("p"), List.of(), bands);
  }

  DefaultCubeEngine engine() {
    return new DefaultCubeEngine(index, rasters, CRS, Runnable::run, 2, 1 << 26);
  }

  static CubeRequest request(GeoBox target) {
    return new CubeRequest(
        target,
        List.of(),
        List.of(),
        MosaicRule.MOST_RECENT,
        Resampling.NEAREST,
        Filter.INCLUDE,
        List.of(),
        CubeRequest.FailurePolicy.FAIL);
  }

  static final List<TimeInterval> EVER = List.of(TimeInterval.ALL);

  RasterBlock read(Cube cube, CubeRequest request) {
    return engine().read(cube, request, Progress.NONE).blocks().get(0);
  }
}
