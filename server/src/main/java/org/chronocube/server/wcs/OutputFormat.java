// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chronocube.server.encode.Encoder;
import org.chronocube.server.encode.covjson.CovJsonEncoder;
import org.chronocube.server.encode.image.JpegEncoder;
import org.chronocube.server.encode.image.PngEncoder;
import org.chronocube.server.encode.netcdf.CfNetcdfEncoder;
import org.chronocube.server.encode.tiff.GeoTiffEncoder;
import org.chronocube.server.encode.tiff.TiffOptions;
import org.chronocube.server.ows.OwsException;

/** The formats of GetCoverage. */
enum OutputFormat {
  GEOTIFF("image/tiff"),
  COG("image/tiff;application=geotiff;profile=cog"),
  PNG("image/png"),
  JPEG("image/jpeg"),
  NETCDF("application/x-netcdf"),
  GML("application/gml+xml"),
  COVERAGE_JSON("application/prs.coverage+json");

  private static final float JPEG_QUALITY = 0.85f;

  // As GeoServer: compressed only when asked. Such files are sent while their pixels are read.
  private static final TiffOptions PLAIN =
      TiffOptions.DEFAULT.withCompression(TiffOptions.Compression.NONE);

  private final String mediaType;

  OutputFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  /** What capabilities list. */
  static List<String> mediaTypes() {
    return List.of(values()).stream().map(OutputFormat::mediaType).toList();
  }

  /** True when a range of times becomes one slice an instant, not one mosaic. */
  boolean holdsManyTimes() {
    return this == NETCDF || this == COVERAGE_JSON;
  }

  /**
   * @param name media type with or without parameters, or a short name
   * @throws OwsException {@code InvalidParameterValue} naming the known ones
   */
  static OutputFormat parse(String name) {
    String text = name.toLowerCase(Locale.ROOT).replaceAll("[\\s\"]", "");
    return switch (text) {
      case "image/tiff",
          "image/geotiff",
          "geotiff",
          "tiff",
          "image/tiff;subtype=geotiff",
          "image/tiff;application=geotiff" ->
          GEOTIFF;
      case "cog",
          "image/tiff;profile=cog",
          "image/tiff;application=geotiff;profile=cog",
          "image/tiff;profile=cloud-optimized",
          "image/tiff;application=geotiff;profile=cloud-optimized" ->
          COG;
      case "image/png", "png" -> PNG;
      case "image/jpeg", "image/jpg", "jpeg", "jpg" -> JPEG;
      case "application/x-netcdf", "application/netcdf", "netcdf" -> NETCDF;
      case "application/gml+xml", "gml", "text/xml;subtype=gml/3.2" -> GML;
      case "application/prs.coverage+json", "application/vnd.cov+json", "coveragejson", "covjson" ->
          COVERAGE_JSON;
      default ->
          throw OwsException.invalid(
              "format",
              "format must be one of " + String.join(", ", mediaTypes()) + ", was " + name);
    };
  }

  /**
   * @param document of the coverage
   * @param parameters of the GeoTIFF extension
   * @param deflateLevel 1 to 9
   */
  Encoder encoder(GmlDocument document, Map<String, String> parameters, int deflateLevel) {
    return switch (this) {
      case GEOTIFF -> tiff(PLAIN, document, parameters, deflateLevel);
      case COG -> tiff(TiffOptions.COG, document, parameters, deflateLevel);
      case PNG -> new PngEncoder();
      case JPEG -> new JpegEncoder(JPEG_QUALITY);
      case NETCDF -> new CfNetcdfEncoder(document.coverage().title());
      case GML -> new GmlEncoder(document);
      case COVERAGE_JSON ->
          new CovJsonEncoder(document.coverage().id(), document.coverage().datacube().crs());
    };
  }

  private static Encoder tiff(
      TiffOptions defaults, GmlDocument document, Map<String, String> parameters, int level) {
    return new GeoTiffEncoder(
        GeoTiffParameters.apply(defaults.withLevel(level), parameters),
        document.coverage().datacube().catalog().deflate());
  }
}
