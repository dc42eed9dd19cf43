// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Window;
import org.chronocube.io.RasterReadException;
import org.chronocube.kernel.Encoding;
import org.chronocube.kernel.Neighbourhood;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.Contribution;
import org.chronocube.mosaic.MaskFilter;
import org.chronocube.mosaic.MaskRule;
import org.chronocube.plan.BandUse;
import org.chronocube.plan.ReadTask;
import org.chronocube.plan.SceneRead;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.chronocube.scene.Granule;

/** Makes cube bands of one scene: reads, masks, computes, scales; rounding comes later. */
final class SceneReader {

  private final GranuleReader granules;
  private final List<BandRecipe> recipes;
  private final Map<String, List<MaskRule>> masks;

  /**
   * @param masks by product, those that apply to its scenes
   */
  SceneReader(GranuleReader granules, List<BandRecipe> recipes, Map<String, List<MaskRule>> masks) {
    this.granules = granules;
    this.recipes = recipes;
    this.masks = masks;
  }

  /** Why a scene without a granule of a mask band fails: it is no clear sky. */
  static final String NO_MASK = "mask band has no granule";

  /** Where the blocks of a granule lie on the target. */
  Optional<BlockLattice> lattice(ReadTask task) {
    return granules.lattice(task);
  }

  /** Which blocks of its file a granule is in; equal numbers mean the same ones. */
  int blocksOf(ReadTask task) {
    return granules.blocksOf(task);
  }

  /** Has the blocks decoded that a task reads, for those who read them next. */
  void decode(ReadTask task) {
    granules.read(task);
  }

  static BandUse use(MaskRule rule) {
    return new BandUse(
        rule.band(),
        Resampling.NEAREST,
        rule.dilation() == 0 ? Neighbourhood.NONE : new MaskFilter(rule));
  }

  /**
   * @param tile the pixels being made; the scene's window lies inside
   * @return the cube bands' DN, unrounded; empty when the masks leave nothing
   * @throws GranuleFailure when a granule cannot be read
   */
  Optional<Contribution> read(SceneRead scene, Window tile) {
    Map<BandUse, RasterBlock> blocks = new HashMap<>();
    ValidMask keep = keep(scene, blocks);
    if (keep.isNoneValid()) {
      return Optional.empty();
    }
    List<Optional<RasterBlock>> bands = new ArrayList<>();
    for (BandRecipe recipe : recipes) {
      Optional<RasterBlock> band =
          recipe
              .source(scene.scene().product())
              .flatMap(source -> make(recipe, source, scene, blocks));
      band.ifPresent(b -> b.mask().and(keep));
      bands.add(band);
    }
    Window at = scene.target().shift(-tile.rowStart(), -tile.colStart());
    return Optional.of(new Contribution(at, bands));
  }

  /**
   * The pixels of the scene's target that count as data: those that the masks keep; of a product
   * without masks, those where the first cube band that the scene has is valid.
   *
   * @throws GranuleFailure when a granule cannot be read
   */
  ValidMask valid(SceneRead scene) {
    Map<BandUse, RasterBlock> blocks = new HashMap<>();
    String product = scene.scene().product();
    if (!masks.getOrDefault(product, List.of()).isEmpty()) {
      return keep(scene, blocks);
    }
    for (BandRecipe recipe : recipes) {
      Optional<RasterBlock> band =
          recipe.source(product).flatMap(source -> make(recipe, source, scene, blocks));
      if (band.isPresent()) {
        return band.get().mask();
      }
    }
    return ValidMask.noneValid(Math.toIntExact(scene.target().pixels()));
  }

  private ValidMask keep(SceneRead scene, Map<BandUse, RasterBlock> blocks) {
    ValidMask keep = ValidMask.allValid(Math.toIntExact(scene.target().pixels()));
    for (MaskRule rule : masks.getOrDefault(scene.scene().product(), List.of())) {
      apply(rule, scene, keep, blocks);
      if (keep.isNoneValid()) {
        break;
      }
    }
    return keep;
  }

  private void apply(
      MaskRule rule, SceneRead scene, ValidMask keep, Map<BandUse, RasterBlock> blocks) {
    Optional<ReadTask> task = scene.task(use(rule));
    if (task.isEmpty()) {
      throw new GranuleFailure(scene.scene(), rule.band(), NO_MASK);
    }
    Granule granule = task.get().granule();
    RasterBlock block = block(scene, task.get(), blocks);
    float[] samples = block.samples();
    for (int i = 0; i < samples.length; i++) {
      if (!block.mask().isValid(i)
          || !rule.isValid(samples[i], granule.scaling().toPhysical(samples[i]))) {
        keep.setInvalid(i);
      }
    }
  }

  private Optional<RasterBlock> make(
      BandRecipe recipe,
      BandRecipe.Source source,
      SceneRead scene,
      Map<BandUse, RasterBlock> blocks) {
    List<RasterBlock> inputs = new ArrayList<>();
    List<Scaling> scalings = new ArrayList<>();
    for (BandUse use : source.uses()) {
      Optional<ReadTask> task = scene.task(use);
      if (task.isEmpty()) {
        return Optional.empty();
      }
      inputs.add(block(scene, task.get(), blocks));
      scalings.add(task.get().granule().scaling());
    }
    RasterBlock result;
    Scaling from;
    if (source.expression() == null) {
      // What only one band takes is that band's own.
      BandUse use = source.uses().get(0);
      result = isShared(use, scene) ? inputs.get(0).copy() : blocks.remove(use);
      from = scalings.get(0);
    } else {
      result = source.expression().evaluate(inputs, scalings);
      from = Scaling.IDENTITY;
    }
    Encoding.scale(result, from.into(recipe.band().scaling()));
    return Optional.of(result);
  }

  private boolean isShared(BandUse use, SceneRead scene) {
    long takers =
        recipes.stream()
            .flatMap(recipe -> recipe.source(scene.scene().product()).stream())
            .filter(source -> source.uses().contains(use))
            .count();
    return takers > 1;
  }

  private RasterBlock block(SceneRead scene, ReadTask task, Map<BandUse, RasterBlock> blocks) {
    RasterBlock block = blocks.get(task.use());
    if (block == null) {
      try {
        block = granules.read(task);
      } catch (RasterReadException e) {
        throw new GranuleFailure(scene.scene(), task.granule(), e);
      }
      blocks.put(task.use(), block);
    }
    return block;
  }
}
