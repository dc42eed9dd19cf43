// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeStorage;
import org.chronocube.cube.DefaultCubeEngine;
import org.chronocube.cube.Progress;
import org.chronocube.grid.Window;
import org.chronocube.io.RasterOpener;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.CubeRequest.FailurePolicy;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.geotools.api.filter.Filter;

/** The pixels of one date, to be kept. Safe for concurrent use. */
interface DatePixels {

  /**
   * What a date is in a window.
   *
   * @param blocks one a band that was asked for, in its encoding
   * @param uniform false when a request for several bands may take pixels from other scenes than
   *     requests for one band
   */
  record Made(List<RasterBlock> blocks, boolean uniform) {}

  /**
   * @param window of the cube's grid
   * @param from number of the first band
   * @param to number after the last
   * @throws org.chronocube.io.RasterReadException naming scene, band and file
   */
  Made read(Window window, int from, int to);

  /** From the archive. */
  record OfScenes(DefaultCubeEngine engine, Cube cube, List<Scene> scenes, Progress progress)
      implements DatePixels {

    /** Of one scene, a rule that leaves its samples as they are and does not tie its bands. */
    private static final MosaicRule EACH_FOR_ITSELF = MosaicRule.MAX;

    public OfScenes {
      cube = cube.withStorage(CubeStorage.IN_PLACE);
    }

    @Override
    public Made read(Window window, int from, int to) {
      List<String> names = cube.bands().stream().map(b -> b.band().name()).toList();
      List<String> some = names.subList(from, to);
      if (!cube.rule().kind().isOrdered()) {
        return new Made(read(window, some, cube.rule(), scenes), true);
      }
      if (scenes.size() == 1) {
        return new Made(read(window, some, EACH_FOR_ITSELF, scenes), true);
      }
      List<RasterBlock> blocks = new ArrayList<>();
      for (String name : some) {
        blocks.addAll(read(window, List.of(name), cube.rule(), scenes));
      }
      return new Made(blocks, names.size() == 1 || isUniform(window, names));
    }

    // So when no scene has, of the bands that any of them has at a pixel, some but not all.
    private boolean isUniform(Window window, List<String> names) {
      List<List<ValidMask>> masks = new ArrayList<>();
      for (Scene scene : scenes) {
        masks.add(
            read(window, names, EACH_FOR_ITSELF, List.of(scene)).stream()
                .map(RasterBlock::mask)
                .toList());
      }
      for (int b = 0; b < names.size(); b++) {
        int band = b;
        ValidMask anywhere = ValidMask.anyValid(masks.stream().map(m -> m.get(band)).toList());
        for (List<ValidMask> ofScene : masks) {
          ValidMask expected = ValidMask.anyValid(ofScene).copy();
          expected.and(anywhere);
          if (!expected.equals(ofScene.get(b))) {
            return false;
          }
        }
      }
      return true;
    }

    private List<RasterBlock> read(
        Window window, List<String> names, MosaicRule rule, List<Scene> of) {
      CubeRequest request =
          new CubeRequest(
              cube.grid().crop(window),
              names,
              List.of(),
              rule,
              cube.resampling(),
              Filter.INCLUDE,
              List.of(),
              FailurePolicy.FAIL);
      return engine.read(cube, request, of, progress).blocks();
    }
  }

  /**
   * From a store.
   *
   * @param folder of it
   * @param date number of the date in it
   * @param uniform as its journal says
   */
  record OfStore(RasterOpener rasters, ZarrCube zarr, Path folder, int date, boolean uniform)
      implements DatePixels {

    @Override
    public Made read(Window window, int from, int to) {
      List<RasterBlock> blocks = new ArrayList<>();
      for (int b = from; b < to; b++) {
        Band band = zarr.cube().bands().get(b).band();
        Granule granule = zarr.granule(band, b, zarr.uri(folder, band), date);
        blocks.add(rasters.open(granule.uri()).read(0, granule.fileBand(), window));
      }
      return new Made(blocks, uniform);
    }
  }
}
