// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.cube.CancelledException;
import org.chronocube.grid.GeoBox;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.sld.BandSamples;
import org.chronocube.server.sld.RasterPainter;
import org.chronocube.server.sld.RasterSymbolizer;
import org.chronocube.server.sld.SldException;

/** Draws maps. */
final class MapRenderer {

  private static final int OPAQUE = 0xFF000000;

  private final Function<CoverageLayer, LayerCoverage> coverages;
  private final TimeResolver times;

  MapRenderer(Function<CoverageLayer, LayerCoverage> coverages, TimeResolver times) {
    this.coverages = coverages;
    this.times = times;
  }

  /**
   * A map and what to tell beside it.
   *
   * @param canvas pixels
   * @param warnings texts for the Warning header
   */
  record Drawn(Canvas canvas, List<String> warnings) {}

  Drawn draw(MapRequest request, Deadline deadline) {
    boolean clear = request.transparent() && request.format().holdsTransparency();
    Canvas canvas =
        Canvas.filled(request.target().shape(), clear ? 0 : OPAQUE | request.background());
    List<String> warnings = new ArrayList<>();
    for (LayerDrawing drawing : request.layers()) {
      LayerCoverage coverage = coverages.apply(drawing.layer());
      SelectedTimes selected = times.resolve(drawing.layer(), coverage.times(), request.time());
      warnings.addAll(selected.warnings());
      if (!selected.nothing()) {
        draw(request, drawing, coverage, selected, canvas, deadline);
      }
    }
    return new Drawn(canvas, warnings);
  }

  private static void draw(
      MapRequest request,
      LayerDrawing drawing,
      LayerCoverage coverage,
      SelectedTimes selected,
      Canvas canvas,
      Deadline deadline) {
    for (RasterSymbolizer symbolizer : drawing.style().symbolizers(request.scaleDenominator())) {
      deadline.check();
      List<BandSamples> samples =
          samples(symbolizer, coverage, request.target(), selected, deadline);
      canvas.drawOver(RasterPainter.paint(symbolizer, samples));
    }
  }

  private static List<BandSamples> samples(
      RasterSymbolizer symbolizer,
      LayerCoverage coverage,
      GeoBox target,
      SelectedTimes selected,
      Deadline deadline) {
    List<Integer> bands = bands(symbolizer, coverage.bands());
    List<RasterBlock> blocks;
    try {
      blocks = coverage.read(target, bands, selected.intervals(), deadline);
    } catch (CancelledException e) {
      throw deadline.isOver() ? deadline.exceeded() : e;
    }
    List<BandSamples> samples = new ArrayList<>();
    for (int i = 0; i < bands.size(); i++) {
      Band band = coverage.bands().get(bands.get(i));
      samples.add(new BandSamples(blocks.get(i), band.type() == DataType.UINT8));
    }
    return samples;
  }

  private static List<Integer> bands(RasterSymbolizer symbolizer, List<Band> bands) {
    try {
      return symbolizer.bands(bands.stream().map(Band::name).toList());
    } catch (SldException e) {
      throw new OwsException(WmsCodes.STYLE_NOT_DEFINED, "styles", e.getMessage(), e);
    }
  }
}
