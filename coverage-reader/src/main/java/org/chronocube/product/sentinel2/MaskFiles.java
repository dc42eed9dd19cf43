// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.sentinel2;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.scene.Granule;

/**
 * The masks of a tile that are rasters, each as a band of the catalog: bytes without nodata, 0 or 1
 * where they are bits.
 *
 * <ul>
 *   <li>{@code CLDPRB}, {@code SNWPRB}: probability of cloud and snow, percent (level 2A).
 *   <li>{@code CLASSI_OPAQUE}, {@code CLASSI_CIRRUS}, {@code CLASSI_SNOW}: the three bits of {@code
 *       MSK_CLASSI} (baseline 04.00 and later; before that, clouds are polygons and no raster).
 *   <li>{@code ANC_LOST_B04}, {@code ANC_DEG_B04}, {@code MSI_LOST_B04}, {@code MSI_DEG_B04},
 *       {@code DEFECTIVE_B04}, {@code NODATA_B04}, {@code PARTIAL_B04}, {@code SATURATED_B04}: the
 *       eight bits of a spectral band's {@code MSK_QUALIT} (04.00 and later); the last is of
 *       saturation at level 1A, which resampling spreads and dilutes.
 *   <li>{@code DETFOO_B04}: which of the twelve detectors saw a pixel (04.00 and later).
 * </ul>
 *
 * <p>Source: Sentinel-2 Products Specification Document, issue 14.9, raster masks.
 */
final class MaskFiles {

  private static final List<String> CLASSES = List.of("OPAQUE", "CIRRUS", "SNOW");
  private static final List<String> QUALITIES =
      List.of(
          "ANC_LOST",
          "ANC_DEG",
          "MSI_LOST",
          "MSI_DEG",
          "DEFECTIVE",
          "NODATA",
          "PARTIAL",
          "SATURATED");
  private static final Pattern OF_BAND = Pattern.compile("([A-Z_]+)_(B\\d[\\dA])");
  private static final Map<String, String> PROBABILITIES =
      Map.of("CLDPRB", "MSK_CLDPRB", "SNWPRB", "MSK_SNWPRB");
  private static final Pattern RESOLUTION = Pattern.compile("_(10|20|60)m\\.\\w+$");
  private static final int CLASSI_RESOLUTION = 60;

  private final TileMetadata metadata;
  private final List<Path> files;

  /**
   * @param inside gives a path that lies in the product, and fails for any other
   * @param safe folder that the metadata's paths are relative to
   */
  MaskFiles(TileMetadata metadata, UnaryOperator<Path> inside, Path safe) {
    this.metadata = metadata;
    this.files =
        metadata.masks().stream()
            .filter(m -> !m.endsWith(".gml"))
            .map(m -> inside.apply(safe.resolve(m)))
            .toList();
  }

  /**
   * The granule of a band; empty when it is none of a mask, or the product has none of that name.
   *
   * @param band name of the catalog's band
   * @param kind the same without resolution
   * @param resolution in metres; 0 for the finest
   */
  Optional<Granule> granule(String band, String kind, int resolution) {
    if (PROBABILITIES.containsKey(kind)) {
      return file(PROBABILITIES.get(kind), resolution)
          .map(file -> granule(band, file, 0, resolutionOf(file)));
    }
    if (kind.startsWith("CLASSI_")) {
      int bit = CLASSES.indexOf(kind.substring("CLASSI_".length()));
      return bit < 0
          ? Optional.empty()
          : file("MSK_CLASSI", 0).map(file -> granule(band, file, bit, CLASSI_RESOLUTION));
    }
    Matcher parts = OF_BAND.matcher(kind);
    return parts.matches() ? ofBand(band, parts.group(1), parts.group(2)) : Optional.empty();
  }

  private Optional<Granule> ofBand(String band, String what, String spectral) {
    int bit = what.equals("DETFOO") ? 0 : QUALITIES.indexOf(what);
    if (bit < 0 || SpectralBands.id(spectral) < 0) {
      return Optional.empty();
    }
    String type = what.equals("DETFOO") ? "MSK_DETFOO_" : "MSK_QUALIT_";
    return file(type + spectral, 0)
        .map(file -> granule(band, file, bit, SpectralBands.nativeResolution(spectral)));
  }

  private Optional<Path> file(String prefix, int resolution) {
    return files.stream()
        .filter(p -> p.getFileName().toString().startsWith(prefix))
        .filter(p -> resolution == 0 || resolutionOf(p) == resolution)
        .min(Comparator.comparingInt(MaskFiles::resolutionOf));
  }

  private static int resolutionOf(Path file) {
    Matcher size = RESOLUTION.matcher(file.getFileName().toString());
    return size.find() ? Integer.parseInt(size.group(1)) : CLASSI_RESOLUTION;
  }

  private Granule granule(String band, Path file, int fileBand, int resolution) {
    return new Granule(
        band,
        file.toUri(),
        fileBand,
        metadata.grid(resolution),
        DataType.UINT8,
        NoData.NONE,
        Scaling.IDENTITY);
  }
}
