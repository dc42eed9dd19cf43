// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.image;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.Encoded;
import org.chronocube.server.encode.Encoder;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.server.encode.Spool;
import org.chronocube.server.encode.UnsupportedRasterException;

/**
 * Writes one slice as baseline JPEG: one band as gray or three as RGB, 8 bits. Pixels without data
 * are black. Lossy, and the whole picture is in memory (three bytes a pixel).
 */
public final class JpegEncoder implements Encoder {

  private static final int STRIP = 256;
  private static final int MAX_SIZE = 65535;

  private final float quality;

  /**
   * @param quality 0 (small) to 1 (faithful)
   */
  public JpegEncoder(float quality) {
    if (!(quality >= 0 && quality <= 1)) {
      throw new IllegalArgumentException("quality must be in 0..1, was " + quality);
    }
    this.quality = quality;
  }

  @Override
  public String mediaType() {
    return "image/jpeg";
  }

  @Override
  public String extension() {
    return "jpg";
  }

  @Override
  public void check(RasterSource source) {
    int bands = source.bands().size();
    if (source.slices() > 1) {
      throw new UnsupportedRasterException("a JPEG must hold one time, was " + source.slices());
    }
    if (bands != 1 && bands != 3) {
      throw new UnsupportedRasterException(
          "a JPEG must have 1 or 3 bands, was " + bands + "; select some or take image/tiff");
    }
    for (Band band : source.bands()) {
      if (band.type() != DataType.UINT8) {
        throw new UnsupportedRasterException(
            "the samples of a JPEG must be uint8, were "
                + band.type().id()
                + " in "
                + band.name()
                + "; take image/tiff or image/png");
      }
    }
    if (Math.max(source.grid().width(), source.grid().height()) > MAX_SIZE) {
      throw new UnsupportedRasterException(
          "a JPEG must have at most 65535 rows and columns, was " + source.grid().shape());
    }
  }

  @Override
  public Encoded encode(RasterSource source) throws IOException {
    check(source);
    BufferedImage image = picture(source);
    Spool spool = new Spool();
    boolean done = false;
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(spool)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
      done = true;
    } finally {
      writer.dispose();
      if (!done) {
        spool.close();
      }
    }
    return new Encoded(List.of(spool));
  }

  private static BufferedImage picture(RasterSource source) {
    Window all = source.grid().window();
    int bands = source.bands().size();
    int type = bands == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage image = new BufferedImage(all.width(), all.height(), type);
    int[] line = new int[all.width()];
    for (int top = 0; top < all.height(); top += STRIP) {
      Window strip = Window.at(top, 0, STRIP, all.width()).intersect(all);
      List<RasterBlock> blocks = source.read(0, strip);
      for (int band = 0; band < bands; band++) {
        write(blocks.get(band), image.getRaster(), top, band, line);
      }
    }
    return image;
  }

  private static void write(
      RasterBlock block, WritableRaster raster, int top, int band, int[] line) {
    for (int row = 0; row < block.shape().height(); row++) {
      for (int col = 0; col < line.length; col++) {
        line[col] = block.isValid(row, col) ? Math.round(block.sample(row, col)) : 0;
      }
      raster.setSamples(0, top + row, line.length, 1, band, line);
    }
  }
}
