// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.sentinel2;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.product.SceneParseException;
import org.chronocube.product.sentinel2.UserProduct.Tile;
import org.chronocube.scene.Granule;

/**
 * Which file, and what in it, a band of the catalog is.
 *
 * <p>A band is named as ESA names the image: {@code B02}, {@code SCL}, {@code AOT}, {@code WVP}. At
 * level 2A, where one band comes at several resolutions, the finest is meant; {@code B02_60m} means
 * a given one. {@code TCI_R}, {@code TCI_G}, {@code TCI_B} are the channels of the true-colour
 * image. {@link MaskFiles} has the names of masks.
 */
final class BandFiles {

  private static final Pattern BAND = Pattern.compile("([A-Z0-9_]+?)(?:_(10|20|60)m)?");
  private static final Pattern RESOLUTION = Pattern.compile("_(10|20|60)m$");
  private static final Map<String, Integer> CHANNELS = Map.of("TCI_R", 0, "TCI_G", 1, "TCI_B", 2);

  private final Path safe;
  private final UserProduct product;
  private final TileMetadata metadata;
  private final MaskFiles masks;
  private final List<Image> images = new ArrayList<>();

  /** An image of the tile: its kind ({@code B02}, {@code SCL}), pixel size in metres and file. */
  private record Image(String kind, int resolution, Path file) {}

  BandFiles(Path safe, UserProduct product, Tile tile, Path granule, TileMetadata metadata) {
    this.safe = safe;
    this.product = product;
    this.metadata = metadata;
    this.masks = new MaskFiles(metadata, this::inside, safe);
    for (String name : tile.images()) {
      images.add(image(name, granule));
    }
    images.sort(Comparator.comparingInt(Image::resolution));
  }

  // Before 2016 metadata name no path, and the image lies in the granule's IMG_DATA.
  private Image image(String name, Path granule) {
    Path path = name.contains("/") ? safe.resolve(name) : granule.resolve("IMG_DATA").resolve(name);
    String fileName = path.getFileName().toString();
    Matcher size = RESOLUTION.matcher(fileName);
    boolean said = size.find();
    String stem = said ? fileName.substring(0, size.start()) : fileName;
    String kind = stem.substring(stem.lastIndexOf('_') + 1);
    int resolution = said ? Integer.parseInt(size.group(1)) : SpectralBands.nativeResolution(kind);
    return new Image(kind, resolution, withExtension(inside(path)));
  }

  /** Metadata must not lead out of the product. */
  private Path inside(Path path) {
    Path normal = path.normalize();
    if (!normal.startsWith(safe)) {
      throw new SceneParseException("image must lie in " + safe + ", was " + path);
    }
    return normal;
  }

  // ESA delivers JPEG 2000; the same products exist with GeoTIFFs in the place of it.
  private static Path withExtension(Path stem) {
    Path jp2 = stem.resolveSibling(stem.getFileName() + ".jp2");
    Path tif = stem.resolveSibling(stem.getFileName() + ".tif");
    return !Files.exists(jp2) && Files.exists(tif) ? tif : jp2;
  }

  /** The granule of a band; empty when the product has none of that name. */
  Optional<Granule> granule(String band) {
    Matcher match = BAND.matcher(band);
    if (!match.matches()) {
      return Optional.empty();
    }
    String kind = match.group(1);
    int resolution = match.group(2) == null ? 0 : Integer.parseInt(match.group(2));
    Optional<Granule> mask = masks.granule(band, kind, resolution);
    if (mask.isPresent()) {
      return mask;
    }
    boolean channel = CHANNELS.containsKey(kind);
    String file = channel ? "TCI" : kind;
    return images.stream()
        .filter(i -> i.kind().equals(file) && (resolution == 0 || i.resolution() == resolution))
        .findFirst()
        .map(i -> granule(band, kind, i, channel ? CHANNELS.get(kind) : 0));
  }

  private Granule granule(String band, String kind, Image image, int fileBand) {
    boolean bytes = image.kind().equals("TCI") || kind.equals("SCL");
    NoData noData = NoData.of(bytes ? 0 : product.specialValue("NODATA").orElse(0.0));
    Optional<Double> saturated = product.specialValue("SATURATED");
    if (SpectralBands.id(kind) >= 0 && saturated.isPresent()) {
      noData = noData.withSaturated(saturated.get());
    }
    return new Granule(
        band,
        image.file().toUri(),
        fileBand,
        metadata.grid(image.resolution()),
        bytes ? DataType.UINT8 : DataType.UINT16,
        noData,
        scaling(kind));
  }

  // PSD: reflectance = (DN + RADIO_ADD_OFFSET) / QUANTIFICATION_VALUE, and BOA_… at level 2A.
  private Scaling scaling(String kind) {
    int bandId = SpectralBands.id(kind);
    if (bandId >= 0) {
      double quantification =
          product.number(
              "BOA_QUANTIFICATION_VALUE", "L2A_BOA_QUANTIFICATION_VALUE", "QUANTIFICATION_VALUE");
      return new Scaling(1 / quantification, product.offset(bandId) / quantification);
    }
    return switch (kind) {
      case "AOT" ->
          new Scaling(
              1 / product.number("AOT_QUANTIFICATION_VALUE", "L2A_AOT_QUANTIFICATION_VALUE"), 0);
      case "WVP" ->
          new Scaling(
              1 / product.number("WVP_QUANTIFICATION_VALUE", "L2A_WVP_QUANTIFICATION_VALUE"), 0);
      default -> Scaling.IDENTITY;
    };
  }
}
