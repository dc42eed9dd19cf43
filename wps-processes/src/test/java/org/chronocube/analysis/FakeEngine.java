// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.Progress;
import org.chronocube.cube.ReadReport;
import org.chronocube.cube.Slice;
import org.chronocube.cube.SliceConsumer;
import org.chronocube.cube.ValidPixels;
import org.chronocube.cube.ValidRequest;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.GeoBoxTiles;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.kernel.PolygonMask;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.SliceRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/**
 * A cube in memory: 40 x 60 pixels of 10 m in UTM 31N, bands red and nir, DN = a function of time,
 * band, row and column; a negative DN is invalid.
 */
public final class FakeEngine implements CubeEngine {

  /** Sample of a pixel. */
  public interface Pixels {
    float dn(Instant time, int band, int row, int col);
  }

  public static final GeoBox GRID =
      new GeoBox(
          new Shape(40, 60), Affine.northUp(600_000, 5_700_000, Resolution.of(10)), "EPSG:32631");

  private final TreeMap<Instant, Pixels> scenes = new TreeMap<>();
  public int slicesCalls;

  /** Most instants of one streaming read so far. */
  public int mostTimesAtOnce;

  public FakeEngine scene(String time, Pixels pixels) {
    scenes.put(Instant.parse(time), pixels);
    return this;
  }

  public static Cube cube() {
    return new Cube(
        "fake",
        "fake",
        "",
        List.of("fake"),
        List.of(band("red"), band("nir")),
        GRID,
        TimeGrouping.INSTANT,
        MosaicRule.MOST_RECENT,
        Resampling.NEAREST,
        List.of());
  }

  private static CubeBand band(String name) {
    return new CubeBand(
        new Band(name, name, DataType.UINT16, NoData.of(65535), new Scaling(0.5, 1), "1", null),
        name);
  }

  @Override
  public List<Instant> times(Cube cube, GeoBox area, List<TimeInterval> times, Filter filter) {
    return scenes.keySet().stream()
        .filter(t -> times.isEmpty() || times.stream().anyMatch(i -> i.contains(t)))
        .toList();
  }

  @Override
  public CubeRaster read(Cube cube, CubeRequest request, Progress progress) {
    progress.checkCancelled();
    Instant newest =
        times(cube, null, request.times(), Filter.INCLUDE).stream().reduce((a, b) -> b).get();
    Window window = GRID.windowOf(request.target().extent());
    return new CubeRaster(
        request.target(),
        cube.bands().stream().map(CubeBand::band).toList(),
        blocks(cube, newest, window, request.bands()),
        new ReadReport(List.of("fake/" + newest), List.of()));
  }

  @Override
  public ReadReport slices(
      Cube cube, SliceRequest slices, Progress progress, SliceConsumer consumer) {
    slicesCalls++;
    CubeRequest request = slices.request();
    GeoBox target = request.target();
    Window origin = GRID.windowOf(target.extent());
    mostTimesAtOnce =
        Math.max(mostTimesAtOnce, times(cube, target, request.times(), Filter.INCLUDE).size());
    for (Window window : new GeoBoxTiles(target, new Shape(16, 16)).windows()) {
      ValidMask inside =
          slices.area() == null
              ? ValidMask.allValid((int) window.pixels())
              : PolygonMask.of(slices.area(), target.affine(), window, slices.allTouched());
      for (Instant time : times(cube, target, request.times(), Filter.INCLUDE)) {
        progress.checkCancelled();
        if (!inside.isNoneValid()) {
          Window here = window.shift(origin.rowStart(), origin.colStart());
          consumer.accept(
              new Slice(time, window, blocks(cube, time, here, request.bands()), inside));
        }
      }
    }
    progress.report(1);
    return new ReadReport(scenes.keySet().stream().map(t -> "fake/" + t).toList(), List.of());
  }

  private List<RasterBlock> blocks(Cube cube, Instant time, Window window, List<String> bands) {
    List<RasterBlock> blocks = new ArrayList<>();
    for (String name : bands) {
      int band = List.of("red", "nir").indexOf(name);
      if (band < 0) {
        throw new InvalidParameterException("bands", "no band " + name + " in " + cube.name());
      }
      RasterBlock block = RasterBlock.allocate(window.shape());
      for (int i = 0; i < block.samples().length; i++) {
        int row = window.rowStart() + i / window.width();
        int col = window.colStart() + i % window.width();
        float dn = scenes.get(time).dn(time, band, row, col);
        if (dn >= 0) {
          block.samples()[i] = dn;
          block.mask().setValid(i);
        }
      }
      blocks.add(block);
    }
    return blocks;
  }

  @Override
  public List<ValidPixels> validPixels(
      ValidRequest request, List<Scene> scenes, Progress progress) {
    return scenes.stream().map(s -> new ValidPixels(s, 0, null)).toList();
  }
}
