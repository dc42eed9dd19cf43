// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.Locale;
import java.util.Map;
import org.chronocube.server.encode.tiff.TiffOptions;
import org.chronocube.server.encode.tiff.TiffOptions.Compression;
import org.chronocube.server.encode.tiff.TiffOptions.Interleave;
import org.chronocube.server.encode.tiff.TiffOptions.Predictor;
import org.chronocube.server.ows.OwsException;

/**
 * The parameters of the GeoTIFF encoding extension (OGC 12-100r1, clause 7), with its exception
 * codes. What is not given stays as the server has it: tiled, not compressed; a COG deflated.
 */
final class GeoTiffParameters {

  private GeoTiffParameters() {}

  static TiffOptions apply(TiffOptions defaults, Map<String, String> parameters) {
    TiffOptions options = defaults;
    if (parameters.containsKey("compression")) {
      options = options.withCompression(compression(parameters.get("compression")));
    }
    if (parameters.containsKey("predictor")) {
      options = options.withPredictor(predictor(parameters.get("predictor")));
    }
    if (parameters.containsKey("tiling")) {
      options = tiling(options, parameters.get("tiling"));
    }
    if (parameters.containsKey("interleave")) {
      options = options.withInterleave(interleave(parameters.get("interleave")));
    }
    return tileSize(options, parameters);
  }

  private static Compression compression(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "none" -> Compression.NONE;
      case "lzw" -> Compression.LZW;
      case "deflate" -> Compression.DEFLATE;
      case "packbits" -> Compression.PACKBITS;
      case "huffman", "jpeg" ->
          throw new OwsException(
              "CompressionNotSupported",
              "compression",
              "compression must be one of None, PackBits, LZW, Deflate, was " + text);
      default ->
          throw new OwsException(
              "CompressionInvalid",
              "compression",
              "compression must be one of None, PackBits, LZW, Deflate, was " + text);
    };
  }

  private static Predictor predictor(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "none" -> Predictor.NONE;
      case "horizontal", "floatingpoint", "floating point" -> Predictor.DIFFERENCE;
      default ->
          throw new OwsException(
              "PredictorInvalid",
              "predictor",
              "predictor must be one of None, Horizontal, FloatingPoint, was " + text);
    };
  }

  private static Interleave interleave(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "pixel" -> Interleave.PIXEL;
      case "band" -> Interleave.BAND;
      default ->
          throw new OwsException(
              "InterleavingInvalid", "interleave", "interleave must be Pixel or Band, was " + text);
    };
  }

  // Strips are pixel interleaved unless the request says otherwise: common readers mix up the
  // bands of strips that are not.
  private static TiffOptions tiling(TiffOptions options, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> options;
      case "false" -> {
        if (options.overviews()) {
          throw new OwsException("TilingInvalid", "tiling", "a COG must be tiled");
        }
        yield options.withTiled(false).withInterleave(Interleave.PIXEL);
      }
      default ->
          throw new OwsException(
              "TilingInvalid", "tiling", "tiling must be true or false, was " + text);
    };
  }

  private static TiffOptions tileSize(TiffOptions options, Map<String, String> parameters) {
    String width = parameters.get("tilewidth");
    String height = parameters.getOrDefault("tileheight", width);
    if (width == null && height == null) {
      return options;
    }
    if (height == null || (width != null && !width.equals(height))) {
      throw new OwsException(
          "TilingInvalid",
          "tilewidth",
          "tilewidth and tileheight must be equal, were " + width + " and " + height);
    }
    if (height.matches("\\d{2,4}")) {
      int size = Integer.parseInt(height);
      if (size >= 16 && size <= 4096 && size % 16 == 0) {
        return options.withBlock(size);
      }
    }
    throw new OwsException(
        "TilingInvalid",
        "tileheight",
        "tileheight must be a multiple of 16 in 16..4096, was " + height);
  }
}
