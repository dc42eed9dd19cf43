// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.landsat;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Scene;

/**
 * Identity, time and properties of a scene, named as STAC's extensions eo, view and landsat name
 * them.
 */
record LandsatProperties(Mtl mtl) {

  private static final String CONTENTS = "PRODUCT_CONTENTS";
  private static final String IMAGE = "IMAGE_ATTRIBUTES";

  String id() {
    return mtl.required(CONTENTS, "LANDSAT_PRODUCT_ID");
  }

  /** Time of the scene's centre: metadata have no start. */
  Instant time() {
    String text =
        mtl.required(IMAGE, "DATE_ACQUIRED") + "T" + mtl.required(IMAGE, "SCENE_CENTER_TIME");
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new SceneParseException(
          "DATE_ACQUIRED and SCENE_CENTER_TIME must be a time in UTC, were "
              + text
              + " in "
              + mtl.file(),
          e);
    }
  }

  /**
   * Sensor, satellite, level 1 or 2, path, row and day, e.g. {@code LC08_L2_047027_20201204}: what
   * reprocessing, also to another category or with another correction, keeps.
   */
  String acquisition() {
    String id = id();
    String[] words = id.split("_");
    if (words.length < 4) {
      throw new SceneParseException(
          "LANDSAT_PRODUCT_ID must be LXSS_LLLL_PPPRRR_DATE_…, was " + id);
    }
    return words[0] + "_" + words[1].substring(0, 2) + "_" + words[2] + "_" + words[3];
  }

  /**
   * Collection, real-time or final, day of processing, tier: real-time scenes give way to final
   * ones, and these to later ones.
   */
  String revision() {
    String category = mtl.value(CONTENTS, "COLLECTION_CATEGORY").orElse("");
    String[] words = id().split("_");
    String processed = words.length > 4 ? words[4] : "";
    return mtl.value(CONTENTS, "COLLECTION_NUMBER").orElse("02")
        + (category.equals("RT") ? "_0_" : "_1_")
        + processed
        + (category.equals("T1") ? "_1" : "_0");
  }

  Map<String, Object> all() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("constellation", "landsat");
    String spacecraft = mtl.value(IMAGE, "SPACECRAFT_ID").orElse("");
    values.put("platform", spacecraft.toLowerCase(Locale.ROOT).replace('_', '-'));
    // -1 stands for unknown.
    positive(values, Scene.CLOUD_COVER, "CLOUD_COVER");
    positive(values, "landsat:cloud_cover_land", "CLOUD_COVER_LAND");
    mtl.number(IMAGE, "SUN_ELEVATION").ifPresent(v -> values.put("view:sun_elevation", v));
    mtl.number(IMAGE, "SUN_AZIMUTH")
        .ifPresent(v -> values.put("view:sun_azimuth", v < 0 ? v + 360 : v));
    boolean tilted = mtl.value(IMAGE, "NADIR_OFFNADIR").orElse("").equals("OFFNADIR");
    values.put(
        "view:off_nadir", tilted ? Math.abs(mtl.number(IMAGE, "ROLL_ANGLE").orElse(0)) : 0.0);
    text(values, "landsat:wrs_type", IMAGE, "WRS_TYPE");
    padded(values, "landsat:wrs_path", "WRS_PATH");
    padded(values, "landsat:wrs_row", "WRS_ROW");
    text(values, "landsat:collection_category", CONTENTS, "COLLECTION_CATEGORY");
    text(values, "landsat:collection_number", CONTENTS, "COLLECTION_NUMBER");
    text(values, "landsat:correction", CONTENTS, "PROCESSING_LEVEL");
    text(values, "landsat:scene_id", "LEVEL1_PROCESSING_RECORD", "LANDSAT_SCENE_ID");
    text(values, "landsat:product_generated", record(), "DATE_PRODUCT_GENERATED");
    return values;
  }

  private String record() {
    String level2 = "LEVEL2_PROCESSING_RECORD";
    return mtl.groups().containsKey(level2) ? level2 : "LEVEL1_PROCESSING_RECORD";
  }

  private void positive(Map<String, Object> values, String name, String key) {
    mtl.number(IMAGE, key).stream().filter(v -> v >= 0).forEach(v -> values.put(name, v));
  }

  private void text(Map<String, Object> values, String name, String group, String key) {
    mtl.value(group, key).ifPresent(v -> values.put(name, v));
  }

  // Three digits, as catalogues write them; some metadata files do too.
  private void padded(Map<String, Object> values, String name, String key) {
    mtl.number(IMAGE, key)
        .ifPresent(v -> values.put(name, String.format(Locale.ROOT, "%03d", (int) v)));
  }
}
