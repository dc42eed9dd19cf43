// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.RasterOpener;
import org.chronocube.io.RasterReadException;
import org.chronocube.raster.RasterBlock;

/** Rasters whose samples are functions of their row and column; records what is read. */
public final class MemoryRasters implements RasterOpener {

  /** The sample at a full-resolution pixel. */
  public interface Pixels {
    double at(int row, int col);
  }

  /**
   * @param overviews shapes below full resolution; their samples are those of the pixel at their
   *     centre, plus 0.25 per level, so that the level shows
   */
  public record Raster(
      GeoBox grid, DataType type, NoData noData, List<Shape> overviews, Pixels pixels) {}

  /** URI, level and window of each read, in order. */
  public record Read(URI uri, int level, Window window) {}

  public final List<Read> reads = Collections.synchronizedList(new ArrayList<>());

  /** What was opened, in order. */
  public final List<URI> opened = Collections.synchronizedList(new ArrayList<>());

  private final Map<URI, Raster> rasters = new LinkedHashMap<>();

  public URI add(String name, Raster raster) {
    URI uri = URI.create("memory:" + name);
    rasters.put(uri, raster);
    return uri;
  }

  public int size() {
    return rasters.size();
  }

  public List<String> filesRead() {
    return reads.stream().map(r -> r.uri().getSchemeSpecificPart()).toList();
  }

  @Override
  public BlockReader open(URI uri) {
    opened.add(uri);
    Raster raster = rasters.get(uri);
    if (raster == null) {
      throw new RasterReadException("no such file");
    }
    return new Reader(uri, raster);
  }

  private final class Reader implements BlockReader {
    private final URI uri;
    private final Raster raster;

    Reader(URI uri, Raster raster) {
      this.uri = uri;
      this.raster = raster;
    }

    @Override
    public RasterInfo info() {
      List<RasterInfo.Level> levels = new ArrayList<>();
      levels.add(new RasterInfo.Level(raster.grid.shape(), new Shape(64, 64)));
      raster.overviews.forEach(s -> levels.add(new RasterInfo.Level(s, new Shape(64, 64))));
      return new RasterInfo(
          uri, raster.grid, raster.type, 1, raster.noData, List.of(Scaling.IDENTITY), levels);
    }

    @Override
    public RasterBlock read(int level, int band, Window window) {
      reads.add(new Read(uri, level, window));
      Shape full = raster.grid.shape();
      Shape shape = level == 0 ? full : raster.overviews.get(level - 1);
      if (window.isEmpty() || !shape.window().contains(window)) {
        throw new IllegalArgumentException("window must lie in " + shape + ", was " + window);
      }
      RasterBlock block = RasterBlock.allocate(window.shape());
      for (int r = 0; r < window.height(); r++) {
        for (int c = 0; c < window.width(); c++) {
          double row = (window.rowStart() + r + 0.5) * full.height() / shape.height();
          double col = (window.colStart() + c + 0.5) * full.width() / shape.width();
          double value = raster.pixels.at((int) row, (int) col) + 0.25 * level;
          block.samples()[block.index(r, c)] = (float) value;
          if (!raster.noData.matches(value)) {
            block.mask().setValid(block.index(r, c));
          }
        }
      }
      return block;
    }
  }
}
