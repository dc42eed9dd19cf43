// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.Progress;
import org.chronocube.cube.ReadReport;
import org.chronocube.cube.Slice;
import org.chronocube.cube.SliceConsumer;
import org.chronocube.cube.ValidPixels;
import org.chronocube.cube.ValidRequest;
import org.chronocube.grid.GeoBox;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.SliceRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/**
 * A cube of some days whose every sample is the day of the month times 100; the third of a month
 * has no valid pixel.
 */
final class DayEngine implements CubeEngine {

  private final List<Instant> days;

  DayEngine(List<Instant> days) {
    this.days = days;
  }

  @Override
  public List<Instant> times(Cube cube, GeoBox area, List<TimeInterval> times, Filter filter) {
    return days.stream()
        .filter(t -> times.isEmpty() || times.stream().anyMatch(i -> i.contains(t)))
        .toList();
  }

  @Override
  public ReadReport slices(
      Cube cube, SliceRequest request, Progress progress, SliceConsumer consumer) {
    GeoBox target = request.request().target();
    int size = (int) target.shape().pixels();
    for (Instant time : times(cube, target, request.request().times(), Filter.INCLUDE)) {
      int day = time.atOffset(ZoneOffset.UTC).getDayOfMonth();
      RasterBlock block = RasterBlock.allocate(target.shape());
      for (int i = 0; i < size && day != 3; i++) {
        block.samples()[i] = day * 100;
        block.mask().setValid(i);
      }
      List<RasterBlock> blocks = request.request().bands().stream().map(b -> block.copy()).toList();
      consumer.accept(new Slice(time, target.window(), blocks, ValidMask.allValid(size)));
    }
    return new ReadReport(List.of(), List.of());
  }

  @Override
  public CubeRaster read(Cube cube, CubeRequest request, Progress progress) {
    throw new AssertionError("a series must be streamed");
  }

  @Override
  public List<ValidPixels> validPixels(
      ValidRequest request, List<Scene> scenes, Progress progress) {
    return scenes.stream().map(s -> validPixels(request, s)).toList();
  }

  // The fourth of a month cannot be read.
  private static ValidPixels validPixels(ValidRequest request, Scene scene) {
    return switch (scene.time().atOffset(ZoneOffset.UTC).getDayOfMonth()) {
      case 3 -> new ValidPixels(scene, 0, null);
      case 4 ->
          new ValidPixels(
              scene,
              0,
              new ReadReport.Failure("s2/" + scene.id(), "SCL", URI.create("file:///x"), "gone"));
      default -> new ValidPixels(scene, request.grid().shape().pixels() / 2, null);
    };
  }
}
