// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.chronocube.grid.GeoBox;

/** What maps are encoded as. */
enum MapFormat {
  PNG("image/png", true, "image/png"),
  /** Never with a palette. */
  PNG24("image/png", true, "image/png;mode=24bit image/png;mode=32bit"),
  PNG8("image/png", true, "image/png8 image/png;mode=8bit"),
  JPEG("image/jpeg", false, "image/jpeg image/jpg"),
  GEOTIFF("image/geotiff", true, "image/geotiff"),
  TIFF("image/tiff", true, "image/tiff image/tiff;application=geotiff");

  private static final float JPEG_QUALITY = 0.88f;

  private final String mediaType;
  private final boolean holdsTransparency;
  private final String names;

  MapFormat(String mediaType, boolean holdsTransparency, String names) {
    this.mediaType = mediaType;
    this.holdsTransparency = holdsTransparency;
    this.names = names;
  }

  /** The format of a FORMAT parameter, in any case and with or without blanks. */
  static Optional<MapFormat> of(String name) {
    String compact = name.toLowerCase(Locale.ROOT).replace(" ", "");
    return Arrays.stream(values()).filter(f -> f.isNamed(compact)).findFirst();
  }

  private boolean isNamed(String name) {
    return Arrays.asList(names.split(" ")).contains(name);
  }

  /** Names to list in capabilities, best first. */
  static List<String> listed() {
    return List.of(
        "image/png",
        "image/png; mode=8bit",
        "image/png8",
        "image/jpeg",
        "image/geotiff",
        "image/tiff");
  }

  String mediaType() {
    return mediaType;
  }

  boolean holdsTransparency() {
    return holdsTransparency;
  }

  /** File name extension without a dot. */
  String extension() {
    return switch (this) {
      case PNG, PNG24, PNG8 -> "png";
      case JPEG -> "jpg";
      case GEOTIFF, TIFF -> "tif";
    };
  }

  /**
   * Encodes a map.
   *
   * @param grid where it lies
   */
  byte[] encode(Canvas canvas, GeoBox grid) throws IOException {
    return switch (this) {
      case PNG -> PngWriter.exact(canvas);
      case PNG24 -> PngWriter.trueColour(canvas);
      case PNG8 -> PngWriter.palette(canvas);
      case JPEG -> jpeg(canvas);
      case GEOTIFF, TIFF -> GeoTiffMap.encode(canvas, grid);
    };
  }

  private static byte[] jpeg(Canvas canvas) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(JPEG_QUALITY);
      writer.setOutput(out);
      writer.write(
          null, new IIOImage(canvas.toImage(BufferedImage.TYPE_INT_RGB), null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
