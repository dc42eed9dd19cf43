// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.pair.PairTransform;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Progress;
import org.chronocube.grid.Shape;

/**
 * Compares two times of an area: a {@link PairMethod} learns from all pixels, is applied block by
 * block, and its statistic becomes a map of change and patches.
 *
 * <p>Pixels are streamed as often as the method takes passes; layers lie in a {@link LayerRaster};
 * what grows in memory with the area is one byte a pixel of classes, and the patches.
 */
public final class PairAnalysis {

  /** Of layers that are held in memory: 256 MiB. */
  static final long MEMORY_BYTES = 256L << 20;

  private final CrsRegistry crs;

  public PairAnalysis(CrsRegistry crs) {
    this.crs = crs;
  }

  /**
   * Reads, compares, outlines.
   *
   * @throws org.chronocube.InvalidParameterException when the bands do not fit the method
   * @throws org.chronocube.io.RasterReadException when a file cannot be read
   * @throws org.chronocube.cube.CancelledException when cancelled
   */
  public ChangeMap compute(
      PairImages images, PairMethod method, MapRules rules, Progress progress) {
    Progress reading = Progresses.between(progress, 0, 0.9);
    StreamedPairs pixels = new StreamedPairs(images, method.margin(), method.passes() + 1, reading);
    PairTransform transform = method.fit(pixels);
    Shape shape = images.area().grid().shape();
    LayerRaster values = LayerRaster.allocate(shape, transform.layers().size(), MEMORY_BYTES);
    pixels.forEach(
        block -> new Made(block, PairFit.apply(transform, block)), made -> made.writeTo(values));
    Provenance provenance = new Provenance(images.sources(), transform.findings());
    return new ChangeMaps(crs)
        .of(
            images.area().grid(),
            transform.layers(),
            values,
            rules,
            provenance,
            Progresses.between(progress, 0.9, 1));
  }

  /** How often a run reads the pixels: once when they can be kept, else once for each pass. */
  public static int readings(PairImages images, PairMethod method) {
    return StreamedPairs.canKeep(images) ? 1 : method.passes() + 1;
  }

  private record Made(PairBlock block, float[][] layers) {

    void writeTo(LayerRaster values) {
      for (int layer = 0; layer < layers.length; layer++) {
        values.write(layer, block.window(), layers[layer]);
      }
    }
  }
}
