// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadata;
import org.chronocube.grid.Shape;

/**
 * Tells size, tiles and sample type of a cube in the form from which GeoTools' reader makes its
 * layout: the layout's own class differs between GeoTools versions and must not be named here.
 */
final class LayoutProbe extends ImageReader {

  private final Shape shape;
  private final Shape tile;
  private final CubeSamples samples;

  LayoutProbe(Shape shape, Shape tile, CubeSamples samples) {
    super(null);
    this.shape = shape;
    this.tile = tile;
    this.samples = samples;
  }

  @Override
  public int getNumImages(boolean allowSearch) {
    return 1;
  }

  @Override
  public int getWidth(int image) {
    return shape.width();
  }

  @Override
  public int getHeight(int image) {
    return shape.height();
  }

  @Override
  public int getTileWidth(int image) {
    return tile.width();
  }

  @Override
  public int getTileHeight(int image) {
    return tile.height();
  }

  @Override
  public Iterator<ImageTypeSpecifier> getImageTypes(int image) {
    return List.of(
            new ImageTypeSpecifier(
                samples.colorModel(), samples.sampleModel(tile.width(), tile.height())))
        .iterator();
  }

  @Override
  public IIOMetadata getStreamMetadata() {
    return null;
  }

  @Override
  public IIOMetadata getImageMetadata(int image) {
    return null;
  }

  @Override
  public BufferedImage read(int image, ImageReadParam param) throws IOException {
    throw new IIOException("a layout has no pixels: read the coverage");
  }
}
