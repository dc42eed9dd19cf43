// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.sentinel2;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.product.sentinel2.UserProduct.Tile;
import org.chronocube.scene.Scene;

/**
 * Identity and properties of a scene, named as the STAC extensions eo, grid, sat, view, mgrs and s2
 * (and the items that public catalogues serve) name them.
 */
final class SceneProperties {

  private static final Pattern SENSING = Pattern.compile("_S(\\d{8}T\\d{6})");
  private static final Map<String, String> PERCENTAGES =
      Map.ofEntries(
          Map.entry("DEGRADED_MSI_DATA_PERCENTAGE", "s2:degraded_msi_data_percentage"),
          Map.entry("NODATA_PIXEL_PERCENTAGE", "s2:nodata_pixel_percentage"),
          Map.entry(
              "SATURATED_DEFECTIVE_PIXEL_PERCENTAGE", "s2:saturated_defective_pixel_percentage"),
          Map.entry("DARK_FEATURES_PERCENTAGE", "s2:dark_features_percentage"),
          Map.entry("CLOUD_SHADOW_PERCENTAGE", "s2:cloud_shadow_percentage"),
          Map.entry("VEGETATION_PERCENTAGE", "s2:vegetation_percentage"),
          Map.entry("NOT_VEGETATED_PERCENTAGE", "s2:not_vegetated_percentage"),
          Map.entry("WATER_PERCENTAGE", "s2:water_percentage"),
          Map.entry("UNCLASSIFIED_PERCENTAGE", "s2:unclassified_percentage"),
          Map.entry("MEDIUM_PROBA_CLOUDS_PERCENTAGE", "s2:medium_proba_clouds_percentage"),
          Map.entry("HIGH_PROBA_CLOUDS_PERCENTAGE", "s2:high_proba_clouds_percentage"),
          Map.entry("THIN_CIRRUS_PERCENTAGE", "s2:thin_cirrus_percentage"),
          Map.entry("SNOW_ICE_PERCENTAGE", "s2:snow_ice_percentage"));

  private final UserProduct product;
  private final Tile tile;
  private final TileMetadata metadata;
  private final Map<String, Object> values = new LinkedHashMap<>();

  SceneProperties(UserProduct product, Tile tile, TileMetadata metadata) {
    this.product = product;
    this.tile = tile;
    this.metadata = metadata;
  }

  /** The product's name; with the tile's, where it has several. */
  String id(Path safe) {
    String name = safe.getFileName().toString().replaceFirst("\\.SAFE$", "");
    return product.tiles().size() == 1 ? name : name + "_T" + tile.mgrs();
  }

  /**
   * Satellite, tile and start of the data strip. A tile that two ground stations received in parts
   * is two acquisitions; reprocessings keep the strip.
   */
  String acquisition() {
    return satellite() + "_T" + tile.mgrs() + "_" + sensingStart();
  }

  /** Baseline, then generation time: both sort as text. */
  String revision() {
    return product.text("PROCESSING_BASELINE").orElse("00.00")
        + "_"
        + product.text("GENERATION_TIME").orElse("");
  }

  private String satellite() {
    return "S2" + spacecraft().substring(spacecraft().length() - 1);
  }

  private String spacecraft() {
    return product.required("SPACECRAFT_NAME");
  }

  private String sensingStart() {
    Matcher start = SENSING.matcher(tile.datastrip());
    return start.find()
        ? start.group(1)
        : product.required("DATATAKE_SENSING_START").replaceAll("[-:]|\\..*", "");
  }

  /** All of them. */
  Map<String, Object> all() {
    values.put("constellation", "sentinel-2");
    values.put("platform", spacecraft().toLowerCase(Locale.ROOT));
    orbit();
    place();
    angles();
    quality();
    text("s2:processing_baseline", "PROCESSING_BASELINE");
    text("s2:product_type", "PRODUCT_TYPE");
    text("s2:product_uri", "PRODUCT_URI");
    text("s2:generation_time", "GENERATION_TIME");
    text("s2:datatake_id", "datatakeIdentifier");
    text("s2:datatake_type", "DATATAKE_TYPE");
    values.put("s2:datastrip_id", tile.datastrip());
    values.put("s2:tile_id", tile.identifier());
    return values;
  }

  private void orbit() {
    product
        .text("SENSING_ORBIT_DIRECTION")
        .ifPresent(d -> values.put("sat:orbit_state", d.toLowerCase(Locale.ROOT)));
    if (product.text("SENSING_ORBIT_NUMBER").isPresent()) {
      values.put("sat:relative_orbit", (int) product.number("SENSING_ORBIT_NUMBER"));
    }
  }

  private void place() {
    String mgrs = tile.mgrs();
    values.put("grid:code", "MGRS-" + mgrs);
    values.put("mgrs:utm_zone", Integer.parseInt(mgrs.substring(0, 2)));
    values.put("mgrs:latitude_band", mgrs.substring(2, 3));
    values.put("mgrs:grid_square", mgrs.substring(3));
    metadata.text("HORIZONTAL_CS_CODE").ifPresent(code -> values.put("proj:code", code));
  }

  private void angles() {
    number("view:incidence_angle", metadata.viewZenith());
    number("view:azimuth", metadata.viewAzimuth());
    metadata
        .viewZeniths()
        .forEach((id, v) -> values.put("s2:incidence_angle_" + SpectralBands.name(id), v));
    metadata
        .viewAzimuths()
        .forEach((id, v) -> values.put("s2:view_azimuth_" + SpectralBands.name(id), v));
    metadata.sunZenith().ifPresent(zenith -> values.put("view:sun_elevation", 90 - zenith));
    number("view:sun_azimuth", metadata.sunAzimuth());
  }

  private void quality() {
    OptionalDouble tileClouds = metadata.number("CLOUDY_PIXEL_PERCENTAGE");
    if (tileClouds.isPresent()) {
      number(Scene.CLOUD_COVER, tileClouds);
    } else if (product.text("Cloud_Coverage_Assessment").isPresent()) {
      values.put(Scene.CLOUD_COVER, product.number("Cloud_Coverage_Assessment"));
    }
    number("eo:snow_cover", metadata.number("SNOW_ICE_PERCENTAGE"));
    PERCENTAGES.forEach((element, name) -> number(name, metadata.number(element)));
    if (product.text("U").isPresent()) {
      values.put("s2:reflectance_conversion_factor", product.number("U"));
    }
    product
        .specialValue("SATURATED")
        .ifPresent(v -> values.put("s2:saturated_value", v.intValue()));
  }

  private void text(String property, String element) {
    product.text(element).ifPresent(value -> values.put(property, value));
  }

  private void number(String property, OptionalDouble value) {
    value.ifPresent(v -> values.put(property, v));
  }
}
