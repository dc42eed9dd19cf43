// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.util.List;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.catalog.Datacube;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.Progress;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.index.SceneQuery;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.locationtech.jts.geom.Geometry;

/**
 * A cube as a layer's coverage. It asks the engine itself, not the GeoTools reader: masks and
 * failures come through as they are, and an abandoned map stops between blocks.
 */
final class CubeCoverage implements LayerCoverage {

  private final Datacube datacube;
  private final Cube cube;
  private final List<Band> bands;
  private final LayerTimes times;

  CubeCoverage(Datacube datacube, Cube cube) {
    this.datacube = datacube;
    this.cube = cube;
    this.bands = cube.bands().stream().map(CubeBand::band).toList();
    this.times = new CubeTimes(datacube, cube);
  }

  @Override
  public List<Band> bands() {
    return bands;
  }

  @Override
  public GeoBox grid() {
    return cube.grid();
  }

  @Override
  public LayerTimes times() {
    return times;
  }

  @Override
  public List<RasterBlock> read(
      GeoBox target, List<Integer> wanted, List<TimeInterval> intervals, Progress progress) {
    List<RasterBlock> map = null;
    for (GeoBox turn : turns(target)) {
      Window inside = reachable(turn);
      if (!inside.isEmpty()) {
        List<RasterBlock> part = read(turn, inside, wanted, intervals, progress);
        map = map == null ? part : merged(map, part);
      }
    }
    return map == null
        ? wanted.stream().map(b -> RasterBlock.allocate(target.shape())).toList()
        : map;
  }

  private List<GeoBox> turns(GeoBox target) {
    try {
      Extent reach =
          datacube.crs().transform(cube.grid().extent(), cube.grid().crs(), target.crs());
      return Turns.of(target, reach);
    } catch (InvalidParameterException beyondTheProjection) {
      return List.of(target);
    }
  }

  private static List<RasterBlock> merged(List<RasterBlock> first, List<RasterBlock> second) {
    for (int b = 0; b < first.size(); b++) {
      RasterBlock into = first.get(b);
      RasterBlock from = second.get(b);
      for (int i = 0; i < into.samples().length; i++) {
        if (!into.mask().isValid(i) && from.mask().isValid(i)) {
          into.samples()[i] = from.samples()[i];
          into.mask().setValid(i);
        }
      }
    }
    return first;
  }

  private List<RasterBlock> read(
      GeoBox target,
      Window inside,
      List<Integer> wanted,
      List<TimeInterval> intervals,
      Progress progress) {
    // The engine gives each band once; a style may want one for two channels.
    List<Integer> distinct = wanted.stream().distinct().toList();
    CubeRequest request =
        new CubeRequest(
            target.crop(inside),
            distinct.stream().map(b -> bands.get(b).name()).toList(),
            intervals,
            cube.rule(),
            cube.resampling(),
            Filter.INCLUDE,
            List.of(),
            CubeRequest.FailurePolicy.FAIL);
    CubeRaster raster = datacube.engine().read(cube, request, progress);
    return wanted.stream()
        .map(b -> placed(raster.blocks().get(distinct.indexOf(b)), inside, target))
        .toList();
  }

  @Override
  public List<Scene> scenes(GeoBox target, List<TimeInterval> intervals, int most) {
    Geometry area =
        datacube.crs().searchArea(target).intersection(datacube.crs().searchArea(cube.grid()));
    List<TimeInterval> wanted =
        intervals.isEmpty() ? times.newest().stream().map(TimeInterval::at).toList() : intervals;
    if (area.isEmpty() || wanted.isEmpty()) {
      return List.of();
    }
    SceneQuery query =
        SceneQuery.of(cube.products())
            .withArea(area)
            .withTimes(wanted, cube.grouping())
            .withPage(0, most);
    try (Stream<Scene> found = datacube.index().find(query)) {
      return found.toList();
    }
  }

  // The pixels the cube's extent can reach; one more around, since a bent edge is seen at points.
  private Window reachable(GeoBox target) {
    try {
      Extent reach =
          datacube.crs().transform(cube.grid().extent(), cube.grid().crs(), target.crs());
      return target.windowOf(reach).pad(1).intersect(target.window());
    } catch (InvalidParameterException beyondTheProjection) {
      return target.window();
    }
  }

  private static RasterBlock placed(RasterBlock part, Window at, GeoBox target) {
    if (at.equals(target.window())) {
      return part;
    }
    RasterBlock whole = RasterBlock.allocate(target.shape());
    whole.paste(part, at.rowStart(), at.colStart());
    return whole;
  }
}
