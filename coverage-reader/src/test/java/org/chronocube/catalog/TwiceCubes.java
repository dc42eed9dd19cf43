// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.Derivation;
import org.chronocube.cube.DerivedSources;
import org.chronocube.cube.Progress;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;

/**
 * A kind of derived cube for tests of this module, under the key of the real one, which lies in
 * another: each band is twice the source's first band. {@code bands} are the names of its bands,
 * other keys are not looked at.
 */
public final class TwiceCubes implements DerivedCubes {

  @Override
  public String key() {
    return "change";
  }

  @Override
  public Derivation parse(YamlNode node, Cube source) {
    List<String> bands = new ArrayList<>();
    for (YamlNode band : node.get("bands").listOrEmpty()) {
      if (source.band(band.text()).isEmpty()) {
        throw band.error("a band of " + source.name());
      }
      bands.add(band.text());
    }
    return new Twice(source, bands.isEmpty() ? List.of("twice") : bands);
  }

  /** Twice the first band. */
  public record Twice(Cube source, List<String> names) implements Derivation {

    @Override
    public List<Band> bands() {
      return names.stream().map(n -> Band.of(n, DataType.FLOAT32, NoData.of(Double.NaN))).toList();
    }

    @Override
    public CubeRaster read(CubeRequest request, DerivedSources sources, Progress progress) {
      String first = source.bands().get(0).band().name();
      CubeRaster raster =
          sources.engine().read(source, request.withBands(List.of(first)), progress);
      List<RasterBlock> blocks = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        RasterBlock block = raster.blocks().get(0).copy();
        for (int p = 0; p < block.samples().length; p++) {
          block.samples()[p] *= 2;
        }
        blocks.add(block);
      }
      return new CubeRaster(raster.grid(), bands(), blocks, raster.report());
    }
  }
}
