// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.geolocation.GeolocationException;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.GeoBoxTiles;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.RasterOpener;
import org.chronocube.kernel.PolygonMask;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MaskRule;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.BandUse;
import org.chronocube.plan.Planner;
import org.chronocube.plan.ReadPlan;
import org.chronocube.plan.SceneRead;
import org.chronocube.raster.ValidMask;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.locationtech.jts.geom.Geometry;

/**
 * Counts the valid pixels of scenes inside an area. Counts are remembered, so that asking again, or
 * for the next page, reads nothing. Safe for concurrent use.
 */
final class ValidCounter {

  private static final Shape TILE = new Shape(512, 512);
  private static final int MOST_COUNTS = 100_000;

  private final RasterOpener opener;
  private final CrsRegistry crs;
  private final Workers workers;
  private final long mostPixels;
  private final Cache<Key, Long> counts =
      Caffeine.newBuilder().maximumSize(MOST_COUNTS).executor(Runnable::run).build();

  /** What a count depends on; bands by the granules they are, so that another file is another. */
  private record Key(
      List<Granule> granules,
      List<BandUse> uses,
      List<MaskRule> rules,
      GeoBox grid,
      Geometry area,
      boolean allTouched) {}

  /** A window's pixels that lie in the area, and who plans it. */
  private record Part(Window window, ValidMask inside, Planner planner) {}

  /**
   * @param mostPixels of a source that are read at once
   */
  ValidCounter(RasterOpener opener, CrsRegistry crs, Workers workers, long mostPixels) {
    this.opener = opener;
    this.crs = crs;
    this.workers = workers;
    this.mostPixels = mostPixels;
  }

  List<ValidPixels> count(
      ValidRequest request,
      List<Scene> scenes,
      Map<String, List<MaskRule>> masks,
      Progress progress) {
    Counting counting = new Counting(request, masks, progress);
    ValidPixels[] found = new ValidPixels[scenes.size()];
    AtomicInteger done = new AtomicInteger();
    workers.run(
        found.length,
        i -> {
          found[i] = counting.of(scenes.get(i));
          synchronized (done) {
            progress.report((double) done.incrementAndGet() / found.length);
          }
        });
    return List.of(found);
  }

  /** One request at work. */
  private final class Counting {
    private final ValidRequest request;
    private final Map<String, List<MaskRule>> masks;
    private final Progress progress;
    private final List<BandRecipe> recipes;
    private final SceneReader reader;
    private final Planner planner;
    private List<Part> parts;

    Counting(ValidRequest request, Map<String, List<MaskRule>> masks, Progress progress) {
      this.request = request;
      this.masks = masks;
      this.progress = progress;
      this.recipes = BandRecipe.of(request.cube(), List.of(), Resampling.NEAREST);
      GranuleReader granules =
          new GranuleReader(opener, crs::pixelTransform, request.grid(), mostPixels);
      this.reader = new SceneReader(granules, recipes, masks);
      this.planner = planner(request.grid().window());
    }

    private Planner planner(Window window) {
      return new Planner(request.grid(), window, this::uses, crs::pixelTransform);
    }

    // The masks alone say it; of a product that has none, its bands do.
    private List<BandUse> uses(String product) {
      List<MaskRule> rules = masks.getOrDefault(product, List.of());
      return rules.isEmpty()
          ? recipes.stream()
              .flatMap(r -> r.source(product).stream())
              .flatMap(s -> s.uses().stream())
              .distinct()
              .toList()
          : rules.stream().map(SceneReader::use).distinct().toList();
    }

    ValidPixels of(Scene scene) {
      progress.checkCancelled();
      List<BandUse> uses = uses(scene.product());
      Key key =
          new Key(
              uses.stream().flatMap(use -> scene.granule(use.band()).stream()).toList(),
              uses,
              masks.getOrDefault(scene.product(), List.of()),
              request.grid(),
              request.area(),
              request.allTouched());
      Long known = counts.getIfPresent(key);
      if (known != null) {
        return new ValidPixels(scene, known, null);
      }
      try {
        long count = read(scene);
        counts.put(key, count);
        return new ValidPixels(scene, count, null);
      } catch (GranuleFailure e) {
        return new ValidPixels(scene, 0, e.failure());
      }
    }

    private long read(Scene scene) {
      for (MaskRule rule : masks.getOrDefault(scene.product(), List.of())) {
        if (scene.granule(rule.band()).isEmpty()) {
          throw new GranuleFailure(scene, rule.band(), SceneReader.NO_MASK);
        }
      }
      ReadPlan whole = plan(scene);
      if (whole.scenes().isEmpty()) {
        return 0;
      }
      long count = 0;
      for (Part part : parts()) {
        progress.checkCancelled();
        for (SceneRead read : part.planner.part(whole).scenes()) {
          count += count(read, part);
        }
      }
      return count;
    }

    private ReadPlan plan(Scene scene) {
      try {
        return planner.plan(MosaicRule.FIRST_VALID, List.of(scene));
      } catch (GeolocationException e) {
        Granule granule =
            uses(scene.product()).stream()
                .flatMap(use -> scene.granule(use.band()).stream())
                .findFirst()
                .orElseThrow();
        throw new GranuleFailure(scene, granule, e);
      }
    }

    private long count(SceneRead read, Part part) {
      ValidMask valid = reader.valid(read);
      Window target = read.target();
      int width = target.width();
      long count = 0;
      for (int r = 0; r < target.height(); r++) {
        int row = target.rowStart() + r - part.window.rowStart();
        int at = row * part.window.width() + target.colStart() - part.window.colStart();
        for (int c = 0; c < width; c++) {
          if (valid.isValid(r * width + c) && part.inside.isValid(at + c)) {
            count++;
          }
        }
      }
      return count;
    }

    private synchronized List<Part> parts() {
      if (parts == null) {
        parts = new ArrayList<>();
        for (Window window : new GeoBoxTiles(request.grid(), TILE).windows()) {
          progress.checkCancelled();
          ValidMask inside = inside(window);
          if (!inside.isNoneValid()) {
            parts.add(new Part(window, inside, planner(window)));
          }
        }
      }
      return parts;
    }

    private ValidMask inside(Window window) {
      return request.area() == null
          ? ValidMask.allValid(Math.toIntExact(window.pixels()))
          : PolygonMask.of(request.area(), request.grid().affine(), window, request.allTouched());
    }
  }
}
