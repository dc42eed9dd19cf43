// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.landsat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Metadata as the USGS writes them, in each of its three forms, with empty files in the place of
 * the rasters. The values are those of real products, named by their ids, as far as tests need them
 * (U.S. Geological Survey, public domain).
 */
final class MtlFixture {

  private final Map<String, Map<String, String>> groups = new LinkedHashMap<>();
  private final String id;

  private MtlFixture(String id) {
    this.id = id;
    set("PRODUCT_CONTENTS", "LANDSAT_PRODUCT_ID", id);
    set("PRODUCT_CONTENTS", "PROCESSING_LEVEL", id.split("_")[1]);
    set("PRODUCT_CONTENTS", "COLLECTION_NUMBER", "02");
    set("PRODUCT_CONTENTS", "COLLECTION_CATEGORY", id.split("_")[6]);
  }

  static MtlFixture of(String id) {
    return new MtlFixture(id);
  }

  /** LC08_L2SP_047027_20201204_20210313_02_T1, Washington State. */
  static MtlFixture level2() {
    MtlFixture mtl = of("LC08_L2SP_047027_20201204_20210313_02_T1");
    mtl.file("BAND_1", "SR_B1", "UINT16").file("BAND_4", "SR_B4", "UINT16");
    mtl.file("BAND_ST_B10", "ST_B10", "UINT16").file("EMISSIVITY", "ST_EMIS", "INT16");
    mtl.file("QUALITY_L2_AEROSOL", "SR_QA_AEROSOL", "UINT8");
    mtl.file("QUALITY_L1_PIXEL", "QA_PIXEL", "UINT16");
    mtl.file("QUALITY_L1_RADIOMETRIC_SATURATION", "QA_RADSAT", "UINT16");
    mtl.acquired("LANDSAT_8", "OLI_TIRS", "2020-12-04", "19:02:11.1944860Z");
    mtl.utm("10", 7971, 7861, 353700, 5374200);
    mtl.set("LEVEL2_PROCESSING_RECORD", "DATE_PRODUCT_GENERATED", "2021-03-13T05:55:12Z");
    String reflectance = "LEVEL2_SURFACE_REFLECTANCE_PARAMETERS";
    mtl.set(reflectance, "REFLECTANCE_MULT_BAND_1", "2.75e-05");
    mtl.set(reflectance, "REFLECTANCE_ADD_BAND_1", "-0.2");
    mtl.set(reflectance, "REFLECTANCE_MULT_BAND_4", "2.75e-05");
    mtl.set(reflectance, "REFLECTANCE_ADD_BAND_4", "-0.2");
    String temperature = "LEVEL2_SURFACE_TEMPERATURE_PARAMETERS";
    mtl.set(temperature, "TEMPERATURE_MULT_BAND_ST_B10", "0.00341802");
    mtl.set(temperature, "TEMPERATURE_ADD_BAND_ST_B10", "149.0");
    mtl.set("LEVEL1_PROCESSING_RECORD", "LANDSAT_SCENE_ID", "LC80470272020339LGN00");
    mtl.set("LEVEL1_PROCESSING_RECORD", "DATE_PRODUCT_GENERATED", "2021-03-13T05:35:53Z");
    return mtl;
  }

  /** The level-1 product of the same scene. */
  static MtlFixture level1() {
    MtlFixture mtl = of("LC08_L1TP_047027_20201204_20210313_02_T1");
    mtl.file("BAND_4", "B4", "UINT16").file("BAND_8", "B8", "UINT16");
    mtl.file("BAND_10", "B10", "UINT16");
    mtl.set(
        "PRODUCT_CONTENTS",
        "FILE_NAME_ANGLE_SOLAR_ZENITH_BAND_4",
        "LC08_L1TP_047027_20201204_20210313_02_T1_SZA.TIF");
    mtl.acquired("LANDSAT_8", "OLI_TIRS", "2020-12-04", "19:02:11.1944860Z");
    mtl.utm("10", 7971, 7861, 353700, 5374200);
    String projection = "PROJECTION_ATTRIBUTES";
    mtl.set(projection, "GRID_CELL_SIZE_PANCHROMATIC", "15.00");
    mtl.set(projection, "PANCHROMATIC_LINES", "15941")
        .set(projection, "PANCHROMATIC_SAMPLES", "15721");
    String rescaling = "LEVEL1_RADIOMETRIC_RESCALING";
    mtl.set(rescaling, "RADIANCE_MULT_BAND_4", "1.0288E-02");
    mtl.set(rescaling, "RADIANCE_MULT_BAND_8", "1.1643E-02");
    mtl.set(rescaling, "RADIANCE_MULT_BAND_10", "3.3420E-04");
    mtl.set(rescaling, "RADIANCE_ADD_BAND_4", "-51.43874");
    mtl.set(rescaling, "RADIANCE_ADD_BAND_8", "-58.21450");
    mtl.set(rescaling, "RADIANCE_ADD_BAND_10", "0.10000");
    mtl.set(rescaling, "REFLECTANCE_MULT_BAND_4", "2.0000E-05");
    mtl.set(rescaling, "REFLECTANCE_MULT_BAND_8", "2.0000E-05");
    mtl.set(rescaling, "REFLECTANCE_ADD_BAND_4", "-0.100000");
    mtl.set(rescaling, "REFLECTANCE_ADD_BAND_8", "-0.100000");
    return mtl;
  }

  MtlFixture set(String group, String key, String value) {
    groups.computeIfAbsent(group, g -> new LinkedHashMap<>()).put(key, value);
    return this;
  }

  MtlFixture file(String key, String name, String type) {
    set("PRODUCT_CONTENTS", "FILE_NAME_" + key, id + "_" + name + ".TIF");
    return set("PRODUCT_CONTENTS", "DATA_TYPE_" + key, type);
  }

  MtlFixture acquired(String spacecraft, String sensor, String date, String time) {
    String image = "IMAGE_ATTRIBUTES";
    String place = id.split("_")[2];
    set(image, "SPACECRAFT_ID", spacecraft).set(image, "SENSOR_ID", sensor);
    set(image, "WRS_TYPE", "2").set(image, "WRS_PATH", "" + Integer.valueOf(place.substring(0, 3)));
    set(image, "WRS_ROW", "" + Integer.valueOf(place.substring(3)));
    set(image, "NADIR_OFFNADIR", "NADIR").set(image, "ROLL_ANGLE", "-0.001");
    set(image, "DATE_ACQUIRED", date).set(image, "SCENE_CENTER_TIME", time);
    set(image, "CLOUD_COVER", "1.55").set(image, "CLOUD_COVER_LAND", "1.90");
    return set(image, "SUN_AZIMUTH", "164.91405951").set(image, "SUN_ELEVATION", "18.80722985");
  }

  MtlFixture utm(String zone, int lines, int samples, double ulX, double ulY) {
    String projection = "PROJECTION_ATTRIBUTES";
    set(projection, "MAP_PROJECTION", "UTM").set(projection, "UTM_ZONE", zone);
    return grid(lines, samples, ulX, ulY);
  }

  MtlFixture grid(int lines, int samples, double ulX, double ulY) {
    String projection = "PROJECTION_ATTRIBUTES";
    for (String kind : new String[] {"REFLECTIVE", "THERMAL"}) {
      set(projection, "GRID_CELL_SIZE_" + kind, "30.00");
      set(projection, kind + "_LINES", "" + lines).set(projection, kind + "_SAMPLES", "" + samples);
    }
    set(projection, "ORIENTATION", "NORTH_UP");
    set(projection, "CORNER_UL_PROJECTION_X_PRODUCT", ulX + "00");
    return set(projection, "CORNER_UL_PROJECTION_Y_PRODUCT", ulY + "00");
  }

  /** Writes the metadata and the files it names into a folder of the product's name. */
  Path write(Path parent, String form) throws IOException {
    Path folder = Files.createDirectories(parent.resolve(id));
    for (String value : groups.get("PRODUCT_CONTENTS").values()) {
      if (value.endsWith(".TIF") && !Files.exists(folder.resolve(value))) {
        Files.createFile(folder.resolve(value));
      }
    }
    String text =
        switch (form) {
          case "txt" -> odl();
          case "xml" -> xml();
          default -> json();
        };
    return Files.writeString(folder.resolve(id + "_MTL." + form), text);
  }

  private String odl() {
    StringBuilder text = new StringBuilder("GROUP = LANDSAT_METADATA_FILE\n");
    groups.forEach(
        (group, values) -> {
          text.append("  GROUP = ").append(group).append('\n');
          values.forEach(
              (key, value) ->
                  text.append("    ").append(key).append(" = ").append(quoted(value)).append('\n'));
          text.append("  END_GROUP = ").append(group).append('\n');
        });
    return text.append("END_GROUP = LANDSAT_METADATA_FILE\nEND\n").toString();
  }

  private static String quoted(String value) {
    return value.matches("[-+0-9.eE]+|\\d{4}-\\d\\d-\\d\\d") ? value : '"' + value + '"';
  }

  private String xml() {
    return groups.entrySet().stream()
        .map(
            group ->
                group.getValue().entrySet().stream()
                    .map(e -> "<" + e.getKey() + ">" + e.getValue() + "</" + e.getKey() + ">\n")
                    .collect(
                        Collectors.joining(
                            "", "<" + group.getKey() + ">\n", "</" + group.getKey() + ">\n")))
        .collect(
            Collectors.joining(
                "",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LANDSAT_METADATA_FILE>\n",
                "</LANDSAT_METADATA_FILE>\n"));
  }

  private String json() {
    return groups.entrySet().stream()
        .map(
            group ->
                group.getValue().entrySet().stream()
                    .map(e -> "\"" + e.getKey() + "\": \"" + e.getValue() + "\"")
                    .collect(Collectors.joining(", ", "\"" + group.getKey() + "\": {", "}")))
        .collect(Collectors.joining(", ", "{\"LANDSAT_METADATA_FILE\": {", "}}"));
  }
}
