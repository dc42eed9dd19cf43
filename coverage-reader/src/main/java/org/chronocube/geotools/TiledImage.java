// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.awt.Image;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.ColorModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.lang.ref.SoftReference;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.GeoBoxTiles;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;

/**
 * An image whose tiles are read when they are looked at, each once unless memory is short. Safe for
 * concurrent use. A tile that cannot be read throws what the engine threw.
 */
public final class TiledImage implements RenderedImage {

  /** Makes one tile. */
  @FunctionalInterface
  public interface TileSource {
    /**
     * @param window of the image's grid; smaller than a tile at its lower and right edge
     * @param origin of the tile
     * @return a whole tile
     */
    Raster read(Window window, Point origin);
  }

  private final GeoBoxTiles tiles;
  private final TileSource source;
  private final SampleModel sampleModel;
  private final ColorModel colorModel;
  private final ConcurrentMap<Integer, SoftReference<Raster>> kept = new ConcurrentHashMap<>();

  /**
   * @param grid of all pixels
   * @param sampleModel of one tile
   */
  public TiledImage(
      GeoBox grid, SampleModel sampleModel, ColorModel colorModel, TileSource source) {
    this.tiles = new GeoBoxTiles(grid, new Shape(sampleModel.getHeight(), sampleModel.getWidth()));
    this.source = source;
    this.sampleModel = sampleModel;
    this.colorModel = colorModel;
  }

  @Override
  public Raster getTile(int tileX, int tileY) {
    int number = tileY * tiles.cols() + tileX;
    Raster[] tile = new Raster[1];
    kept.compute(
        number,
        (n, before) -> {
          tile[0] = before == null ? null : before.get();
          if (tile[0] != null) {
            return before;
          }
          tile[0] = read(tileX, tileY);
          return new SoftReference<>(tile[0]);
        });
    return tile[0];
  }

  private Raster read(int tileX, int tileY) {
    Window window = tiles.window(tileY, tileX);
    Point origin = new Point(window.colStart(), window.rowStart());
    return source.read(window, origin);
  }

  @Override
  public Raster getData() {
    return getData(new Rectangle(0, 0, getWidth(), getHeight()));
  }

  @Override
  public Raster getData(Rectangle area) {
    SampleModel model = sampleModel.createCompatibleSampleModel(area.width, area.height);
    return copyData(Raster.createWritableRaster(model, area.getLocation()));
  }

  @Override
  public WritableRaster copyData(WritableRaster target) {
    if (target == null) {
      SampleModel model = sampleModel.createCompatibleSampleModel(getWidth(), getHeight());
      return copyData(Raster.createWritableRaster(model, new Point(0, 0)));
    }
    Rectangle area = target.getBounds().intersection(new Rectangle(0, 0, getWidth(), getHeight()));
    if (area.isEmpty()) {
      return target;
    }
    int width = getTileWidth();
    int height = getTileHeight();
    for (int y = area.y / height; y <= (area.y + area.height - 1) / height; y++) {
      for (int x = area.x / width; x <= (area.x + area.width - 1) / width; x++) {
        Raster tile = getTile(x, y);
        Rectangle part = area.intersection(tile.getBounds());
        target.setRect(
            tile.createChild(part.x, part.y, part.width, part.height, part.x, part.y, null));
      }
    }
    return target;
  }

  @Override
  public ColorModel getColorModel() {
    return colorModel;
  }

  @Override
  public SampleModel getSampleModel() {
    return sampleModel;
  }

  @Override
  public int getWidth() {
    return tiles.base().width();
  }

  @Override
  public int getHeight() {
    return tiles.base().height();
  }

  @Override
  public int getTileWidth() {
    return tiles.tile().width();
  }

  @Override
  public int getTileHeight() {
    return tiles.tile().height();
  }

  @Override
  public int getNumXTiles() {
    return tiles.cols();
  }

  @Override
  public int getNumYTiles() {
    return tiles.rows();
  }

  @Override
  public int getMinX() {
    return 0;
  }

  @Override
  public int getMinY() {
    return 0;
  }

  @Override
  public int getMinTileX() {
    return 0;
  }

  @Override
  public int getMinTileY() {
    return 0;
  }

  @Override
  public int getTileGridXOffset() {
    return 0;
  }

  @Override
  public int getTileGridYOffset() {
    return 0;
  }

  /** None: nothing is computed from other images. */
  @Override
  public Vector<RenderedImage> getSources() {
    return null;
  }

  @Override
  public Object getProperty(String name) {
    return Image.UndefinedProperty;
  }

  @Override
  public String[] getPropertyNames() {
    return null;
  }
}
