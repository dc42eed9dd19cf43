// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The band of an asset that has a name.
 *
 * <p>In this order: {@code KEY#N} is the N-th band of the asset of a key; then the key of an asset
 * that has one band; the name of a band; its common name; a polarisation; a key but for its case.
 * Of several, pictures ({@code visual}, {@code overview}, {@code thumbnail}) come last and the
 * finest resolution first.
 *
 * @param key of the asset
 * @param band zero-based
 */
record BandMatch(String key, int band) {

  private static final Pattern NUMBERED = Pattern.compile("(.+)#([1-9]\\d{0,3})");
  private static final Set<String> PICTURES = Set.of("visual", "overview", "thumbnail", "metadata");

  /** A band that could be meant. */
  private record Candidate(BandMatch match, boolean picture, double resolution) {}

  static Optional<BandMatch> find(JsonNode assets, JsonNode templates, String name) {
    Matcher numbered = NUMBERED.matcher(name);
    if (numbered.matches() && assets.has(numbered.group(1))) {
      return Optional.of(new BandMatch(numbered.group(1), Integer.parseInt(numbered.group(2)) - 1));
    }
    if (assets.path(name).isObject()
        && AssetLayers.bands(assets.path(name), templates.path(name)).size() <= 1) {
      return Optional.of(new BandMatch(name, 0));
    }
    return byBand(assets, templates, name, "name")
        .or(() -> byBand(assets, templates, name, "common_name", "eo:common_name"))
        .or(() -> byPolarisation(assets, templates, name))
        .or(() -> byKeyInAnyCase(assets, templates, name));
  }

  private static Optional<BandMatch> byBand(
      JsonNode assets, JsonNode templates, String name, String... fields) {
    List<Candidate> candidates = new ArrayList<>();
    for (var entry : assets.properties()) {
      JsonNode template = templates.path(entry.getKey());
      List<JsonNode> bands = AssetLayers.bands(entry.getValue(), template);
      for (int i = 0; i < bands.size(); i++) {
        for (String field : fields) {
          if (bands.get(i).path(field).asText().equals(name)) {
            candidates.add(
                new Candidate(
                    new BandMatch(entry.getKey(), i),
                    isPicture(entry.getValue(), template),
                    resolution(entry.getValue(), template)));
          }
        }
      }
    }
    return candidates.stream()
        .min(Comparator.comparing(Candidate::picture).thenComparing(Candidate::resolution))
        .map(Candidate::match);
  }

  private static boolean isPicture(JsonNode asset, JsonNode template) {
    for (JsonNode role : AssetLayers.either(asset, template, "roles")) {
      if (PICTURES.contains(role.asText())) {
        return true;
      }
    }
    return false;
  }

  private static double resolution(JsonNode asset, JsonNode template) {
    JsonNode raster =
        AssetLayers.either(asset, template, "raster:bands").path(0).path("spatial_resolution");
    JsonNode gsd = AssetLayers.either(asset, template, "gsd");
    return raster.isNumber() ? raster.asDouble() : gsd.asDouble(Double.MAX_VALUE);
  }

  private static Optional<BandMatch> byPolarisation(
      JsonNode assets, JsonNode templates, String name) {
    for (var entry : assets.properties()) {
      JsonNode polarisations =
          AssetLayers.either(entry.getValue(), templates.path(entry.getKey()), "sar:polarizations");
      for (int i = 0; i < polarisations.size(); i++) {
        if (polarisations.get(i).asText().equalsIgnoreCase(name)
            && !isPicture(entry.getValue(), templates.path(entry.getKey()))
            && isRaster(entry.getValue())) {
          return Optional.of(new BandMatch(entry.getKey(), i));
        }
      }
    }
    return Optional.empty();
  }

  // Annotation and calibration of a polarisation say which one they are of, too.
  private static boolean isRaster(JsonNode asset) {
    String type = asset.path("type").asText("image/");
    return type.startsWith("image/");
  }

  private static Optional<BandMatch> byKeyInAnyCase(
      JsonNode assets, JsonNode templates, String name) {
    for (var entry : assets.properties()) {
      if (entry.getKey().equalsIgnoreCase(name)
          && AssetLayers.bands(entry.getValue(), templates.path(entry.getKey())).size() <= 1) {
        return Optional.of(new BandMatch(entry.getKey(), 0));
      }
    }
    return Optional.empty();
  }
}
