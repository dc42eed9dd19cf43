// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiles;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.RasterInfo.Level;
import org.chronocube.io.RasterOpener;
import org.chronocube.io.RasterReadException;
import org.chronocube.raster.RasterBlock;

/**
 * Tiles side by side as one raster. Tiles are opened when a window touches them. Overviews are
 * those of the tiles, as long as these halve evenly; a tile without one of them, as the small ones
 * at the edges often are, gives every n-th of its pixels.
 */
public final class TiledReader implements BlockReader {

  /**
   * Bands in the same files.
   *
   * @param bands how many
   * @param tiles what there is
   */
  public record Part(int bands, Map<TileIndex, URI> tiles) {}

  private final RasterInfo info;
  private final Shape tile;
  private final List<Part> parts;
  private final RasterOpener rasters;
  private final BooleanSupplier isCurrent;

  /**
   * @param uri of the whole
   * @param shape of the whole image
   * @param tile of all tiles but those at the end of rows and columns
   * @param parts bands of the first part come first; all parts have the same tiles
   * @param isCurrent whether what says this still holds
   * @throws RasterReadException when the first tile cannot be opened
   */
  public TiledReader(
      URI uri,
      Shape shape,
      Shape tile,
      List<Part> parts,
      RasterOpener rasters,
      BooleanSupplier isCurrent) {
    this.tile = tile;
    this.parts = parts;
    this.rasters = rasters;
    this.isCurrent = isCurrent;
    int bands = parts.stream().mapToInt(Part::bands).sum();
    RasterInfo first = rasters.open(firstTile(parts.get(0))).info();
    this.info =
        new RasterInfo(
            uri,
            null,
            first.type(),
            bands,
            first.noData(),
            Collections.nCopies(bands, Scaling.IDENTITY),
            levels(shape, tile, first));
  }

  private static URI firstTile(Part part) {
    URI first = part.tiles().get(new TileIndex(0, 0));
    return first != null
        ? first
        : part.tiles().values().stream().sorted().findFirst().orElseThrow();
  }

  private static List<Level> levels(Shape shape, Shape tile, RasterInfo first) {
    List<Level> levels = new ArrayList<>();
    levels.add(new Level(shape, first.levels().get(0).block()));
    boolean oneRow = tile.height() >= shape.height();
    boolean oneCol = tile.width() >= shape.width();
    for (int k = 1; k < first.levels().size(); k++) {
      boolean even =
          (oneRow || tile.height() % (1 << k) == 0) && (oneCol || tile.width() % (1 << k) == 0);
      Level level = first.levels().get(k);
      if (!even || !level.shape().equals(reduced(first.shape(), k))) {
        break;
      }
      levels.add(new Level(reduced(shape, k), level.block()));
    }
    return levels;
  }

  private static Shape reduced(Shape shape, int level) {
    return new Shape(ceil(shape.height(), level), ceil(shape.width(), level));
  }

  private static int ceil(int size, int level) {
    return (int) (((long) size + (1L << level) - 1) >> level);
  }

  @Override
  public RasterInfo info() {
    return info;
  }

  @Override
  public boolean isCurrent() {
    return isCurrent.getAsBoolean();
  }

  @Override
  public RasterBlock read(int level, int band, Window window) {
    info.checkRead(level, band, window);
    int index = band;
    int part = 0;
    while (index >= parts.get(part).bands()) {
      index -= parts.get(part++).bands();
    }
    int height = ceil(tile.height(), level);
    int width = ceil(tile.width(), level);
    RasterBlock block = RasterBlock.allocate(window.shape());
    for (int r = window.rowStart() / height; r * (long) height < window.rowStop(); r++) {
      for (int c = window.colStart() / width; c * (long) width < window.colStop(); c++) {
        URI file = parts.get(part).tiles().get(new TileIndex(r, c));
        if (file != null) {
          Window whole = Window.at(r * height, c * width, height, width);
          Window shared = window.intersect(whole);
          RasterBlock piece = readTile(file, level, index, shared.shift(-r * height, -c * width));
          block.paste(
              piece, shared.rowStart() - window.rowStart(), shared.colStart() - window.colStart());
        }
      }
    }
    return block;
  }

  private RasterBlock readTile(URI file, int level, int band, Window window) {
    BlockReader reader = rasters.open(file);
    RasterInfo header = reader.info();
    Window whole = reduced(header.shape(), level).window();
    if (!whole.contains(window) || band >= header.bandCount()) {
      throw new RasterReadException(
          header.uri()
              + " must have band "
              + (band + 1)
              + " and "
              + window
              + " at level "
              + level
              + ", has "
              + header.bandCount()
              + " bands of "
              + header.shape());
    }
    int finer = level;
    while (!hasLevel(header, finer)) {
      finer--;
    }
    return finer == level
        ? reader.read(level, band, window)
        : thinned(reader, finer, band, window, level - finer);
  }

  private static boolean hasLevel(RasterInfo header, int level) {
    return level < header.levels().size()
        && header.levels().get(level).shape().equals(reduced(header.shape(), level));
  }

  private static RasterBlock thinned(
      BlockReader reader, int level, int band, Window window, int halvings) {
    Window all = reader.info().levels().get(level).shape().window();
    Window finer =
        new Window(
                window.rowStart() << halvings,
                window.rowStop() << halvings,
                window.colStart() << halvings,
                window.colStop() << halvings)
            .intersect(all);
    RasterBlock source = reader.read(level, band, finer);
    RasterBlock block = RasterBlock.allocate(window.shape());
    int middle = (1 << halvings) / 2;
    for (int row = 0; row < window.height(); row++) {
      int r = Math.min((row << halvings) + middle, finer.height() - 1);
      for (int col = 0; col < window.width(); col++) {
        int c = Math.min((col << halvings) + middle, finer.width() - 1);
        if (source.isValid(r, c)) {
          block.samples()[block.index(row, col)] = source.sample(r, c);
          block.mask().setValid(block.index(row, col));
        }
      }
    }
    return block;
  }
}
