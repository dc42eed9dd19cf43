// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.covjson;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.Encoded;
import org.chronocube.server.encode.Encoder;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.server.encode.Spool;
import org.chronocube.server.encode.TextLimit;
import org.chronocube.server.encode.UnsupportedRasterException;

/**
 * Writes a coverage of domain type Grid (OGC 21-069r2): axes x, y and t, one NdArray (t, y, x) a
 * band, rows from north to south as in the grid. Values are physical ones, {@code sample * scale +
 * offset}, since CoverageJSON has no words for scaling; no data is null.
 */
public final class CovJsonEncoder implements Encoder {

  static final int STRIP = 256;

  private final String id;
  private final CrsRegistry registry;

  /**
   * @param id of the coverage
   */
  public CovJsonEncoder(String id, CrsRegistry registry) {
    this.id = id;
    this.registry = registry;
  }

  @Override
  public String mediaType() {
    return "application/prs.coverage+json";
  }

  @Override
  public String extension() {
    return "covjson";
  }

  @Override
  public void check(RasterSource source) {
    if (!source.grid().affine().isRectilinear()) {
      throw new UnsupportedRasterException(
          "the grid of a CoverageJSON must run along the axes of its CRS, was "
              + source.grid().affine());
    }
    List<String> names = source.bands().stream().map(Band::name).toList();
    if (names.stream().distinct().count() < names.size()) {
      throw new UnsupportedRasterException(
          "the bands of a CoverageJSON must have different names, were "
              + String.join(", ", names));
    }
    TextLimit.check(source, "a CoverageJSON");
  }

  @Override
  public Encoded encode(RasterSource source) throws IOException {
    check(source);
    CovJsonDocument document = new CovJsonDocument(source, id, registry);
    List<Spool> parts = new ArrayList<>();
    boolean done = false;
    try {
      for (int i = 0; i <= source.bands().size(); i++) {
        parts.add(new Spool());
      }
      write(document.head(), parts.get(0));
      for (int band = 0; band < source.bands().size(); band++) {
        write(document.rangeHead(band), parts.get(band + 1));
      }
      writeValues(source, parts);
      for (int band = 0; band < source.bands().size(); band++) {
        write(document.rangeTail(band), parts.get(band + 1));
      }
      done = true;
      return new Encoded(parts);
    } finally {
      if (!done) {
        new Encoded(parts).close();
      }
    }
  }

  /** Reads strip by strip; every band's values go to a part of their own. */
  private static void writeValues(RasterSource source, List<Spool> parts) throws IOException {
    Window all = source.grid().window();
    for (int slice = 0; slice < source.slices(); slice++) {
      for (int row = 0; row < all.height(); row += STRIP) {
        Window strip = Window.at(row, 0, STRIP, all.width()).intersect(all);
        List<RasterBlock> blocks = source.read(slice, strip);
        boolean first = slice == 0 && row == 0;
        for (int band = 0; band < blocks.size(); band++) {
          String values = values(blocks.get(band), source.bands().get(band), first);
          write(values, parts.get(band + 1));
        }
      }
    }
  }

  private static String values(RasterBlock block, Band band, boolean first) {
    boolean integer = CovJsonDocument.isInteger(band);
    double scale = band.scaling().scale();
    double offset = band.scaling().offset();
    float[] samples = block.samples();
    StringBuilder text = new StringBuilder(6 * samples.length);
    for (int i = 0; i < samples.length; i++) {
      if (i > 0 || !first) {
        text.append(',');
      }
      double value = integer ? samples[i] : samples[i] * scale + offset;
      if (!block.mask().isValid(i) || !Double.isFinite(value)) {
        text.append("null");
      } else if (integer) {
        text.append(Math.round(value));
      } else if (scale == 1 && offset == 0) {
        text.append(samples[i]);
      } else {
        text.append(value);
      }
    }
    return text.toString();
  }

  private static void write(String text, Spool spool) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    spool.write(bytes, 0, bytes.length);
  }
}
