// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.landsat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.chronocube.band.DataType;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Granule;

/** The rasters that the metadata list and that have been delivered with them. */
final class Rasters {

  private static final String CONTENTS = "PRODUCT_CONTENTS";
  private static final String FILE_NAME = "FILE_NAME_";

  private final Mtl mtl;
  private final Grids grids;
  private final Radiometry radiometry;
  private final Map<String, Raster> byName = new LinkedHashMap<>();

  private record Raster(Path file, DataType type) {}

  /**
   * @param files of the product's folder
   */
  Rasters(Radiometry radiometry, List<Path> files) {
    this.mtl = radiometry.mtl();
    this.grids = new Grids(mtl);
    this.radiometry = radiometry;
    Map<String, Path> delivered = new HashMap<>();
    files.forEach(f -> delivered.put(f.getFileName().toString(), f));
    String prefix = mtl.required(CONTENTS, "LANDSAT_PRODUCT_ID") + "_";
    mtl.groups()
        .get(CONTENTS)
        .forEach(
            (key, file) -> {
              if (key.startsWith(FILE_NAME)
                  && file.startsWith(prefix)
                  && file.toUpperCase(Locale.ROOT).endsWith(".TIF")
                  && isPresent(key)
                  && delivered.containsKey(file)) {
                String name = file.substring(prefix.length(), file.length() - 4);
                byName.put(name, new Raster(delivered.get(file), type(key)));
              }
            });
  }

  // Old sensors lost bands: their files are there, and empty.
  private boolean isPresent(String key) {
    String present = "PRESENT_" + key.substring(FILE_NAME.length());
    return mtl.value(CONTENTS, present).orElse("Y").equals("Y");
  }

  private DataType type(String key) {
    String dataType = "DATA_TYPE_" + key.substring(FILE_NAME.length());
    // Level-1 angles: one entry for all four.
    String text =
        mtl.value(CONTENTS, dataType)
            .orElse(key.startsWith(FILE_NAME + "ANGLE_") ? "INT16" : "missing");
    try {
      return DataType.parse(text);
    } catch (IllegalArgumentException e) {
      throw new SceneParseException(dataType + " in " + mtl.file() + ": " + e.getMessage(), e);
    }
  }

  /**
   * The granule of a band of the catalog; empty when the product has none of that name.
   *
   * @param band as the file is named ({@code SR_B4}), or a common name ({@code red})
   */
  Optional<Granule> granule(String band) {
    String name = byName.containsKey(band) ? band : ofCommonName(band).orElse(band);
    Raster raster = byName.get(name);
    if (raster == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Granule(
            band,
            raster.file().toUri(),
            0,
            grids.of(kind(name)),
            raster.type(),
            Radiometry.noData(name),
            radiometry.scaling(name)));
  }

  private Optional<String> ofCommonName(String band) {
    if (band.equals("qa_pixel") || band.equals("qa_radsat")) {
      return Optional.of(band.toUpperCase(Locale.ROOT));
    }
    String sensor = mtl.value("IMAGE_ATTRIBUTES", "SENSOR_ID").orElse("");
    return SensorBands.number(sensor, band)
        .flatMap(
            n ->
                List.of("SR_B" + n, "ST_B" + n, "B" + n, "B" + n + "_VCID_1").stream()
                    .filter(byName::containsKey)
                    .findFirst());
  }

  private String kind(String raster) {
    String sensor = mtl.value("IMAGE_ATTRIBUTES", "SENSOR_ID").orElse("");
    if (raster.equals("B8") && !sensor.equals("MSS")) {
      return "PANCHROMATIC";
    }
    boolean oli = sensor.startsWith("OLI") || sensor.equals("TIRS");
    boolean thermal =
        raster.startsWith("ST_") || raster.matches(oli ? "B1[01]" : "B6.*") && isThermal(raster);
    return thermal && mtl.value("PROJECTION_ATTRIBUTES", "THERMAL_LINES").isPresent()
        ? "THERMAL"
        : "REFLECTIVE";
  }

  // MSS has a band 6 that is none.
  private boolean isThermal(String raster) {
    return mtl.number(
            "LEVEL1_RADIOMETRIC_RESCALING", "REFLECTANCE_MULT_BAND_" + raster.substring(1))
        .isEmpty();
  }
}
