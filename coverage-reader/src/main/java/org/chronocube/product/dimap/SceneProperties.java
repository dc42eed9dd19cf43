// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.dimap;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Scene;
import org.chronocube.xml.XmlElement;

/**
 * Time and properties of a scene, named as STAC names them where it does.
 *
 * @param document of the image
 */
record SceneProperties(XmlElement document) {

  private static final Map<String, String> CONSTELLATIONS =
      Map.of("PHR", "pleiades", "PNEO", "pleiades-neo", "SPOT", "spot");

  /**
   * When imaging began: of a mosaic, with the first of its strips.
   *
   * @throws SceneParseException when it is not said
   */
  Instant time() {
    return sources().stream()
        .filter(s -> s.textOf("IMAGING_DATE").isPresent())
        .map(this::time)
        .min(Instant::compareTo)
        .orElseThrow(
            () -> new SceneParseException(document.document() + " must have an IMAGING_DATE"));
  }

  private List<XmlElement> sources() {
    List<XmlElement> strips =
        document.find("Dataset_Sources").stream()
            .flatMap(s -> s.children().stream())
            .filter(s -> s.textOf("IMAGING_DATE").isPresent())
            .toList();
    return strips.isEmpty() ? List.of(document) : strips;
  }

  private Instant time(XmlElement source) {
    String date = source.require("IMAGING_DATE");
    String time = source.textOf("IMAGING_TIME").orElse("00:00:00");
    try {
      return LocalDate.parse(date)
          .atTime(LocalTime.parse(time.replaceFirst("Z$", "")))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new SceneParseException(
          "IMAGING_DATE and IMAGING_TIME must be a UTC time, were "
              + date
              + " "
              + time
              + " in "
              + document.document(),
          e);
    }
  }

  /** Elevation of the sun at the image's centre, degrees. */
  OptionalDouble sunElevation() {
    return centre().map(c -> c.numberOf("SUN_ELEVATION")).orElse(OptionalDouble.empty());
  }

  private Optional<XmlElement> centre() {
    return document.find("Use_Area").stream()
        .flatMap(a -> a.all("Located_Geometric_Values").stream())
        .filter(v -> v.textOf("LOCATION_TYPE").filter("Center"::equalsIgnoreCase).isPresent())
        .findFirst()
        .or(() -> document.find("Scene_Source"));
  }

  Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    platform(all);
    centre().ifPresent(c -> angles(c, all));
    number(all, Scene.CLOUD_COVER, document.numberOf("Dataset_Content/CLOUD_COVERAGE"));
    number(all, "eo:snow_cover", document.numberOf("Dataset_Content/SNOW_COVERAGE"));
    text(all, "processing:level", "PROCESSING_LEVEL");
    text(all, "dimap:dataset_name", "DATASET_NAME");
    text(all, "dimap:profile", "METADATA_PROFILE");
    text(all, "dimap:spectral_processing", "SPECTRAL_PROCESSING");
    text(all, "dimap:radiometric_processing", "RADIOMETRIC_PROCESSING");
    text(all, "dimap:geometric_processing", "GEOMETRIC_PROCESSING");
    text(all, "dimap:production_date", "Delivery_Identification/PRODUCTION_DATE");
    text(all, "dimap:source_id", "SOURCE_ID");
    number(
        all,
        "dimap:accuracy_ce90",
        document.numberOf("Planimetric_Accuracy_Measurement/Quality_Values/ACCURACY_CE90"));
    special("SATURATED").ifPresent(v -> all.put("dimap:saturated_value", v));
    return all;
  }

  private void platform(Map<String, Object> all) {
    Optional<String> mission = document.textOf("MISSION");
    mission.ifPresent(
        m -> {
          String index = document.textOf("MISSION_INDEX").orElse("");
          all.put("platform", (m + index).toLowerCase(Locale.ROOT));
          String constellation = CONSTELLATIONS.get(m.toUpperCase(Locale.ROOT));
          if (constellation != null) {
            all.put("constellation", constellation);
          }
        });
    document
        .textOf("INSTRUMENT")
        .ifPresent(
            i ->
                all.put(
                    "instruments",
                    (i + document.textOf("INSTRUMENT_INDEX").orElse("")).toLowerCase(Locale.ROOT)));
  }

  private static void angles(XmlElement centre, Map<String, Object> all) {
    number(all, "view:incidence_angle", centre.numberOf("INCIDENCE_ANGLE"));
    number(all, "view:off_nadir", centre.numberOf("VIEWING_ANGLE"));
    number(all, "view:azimuth", centre.numberOf("AZIMUTH_ANGLE"));
    number(all, "view:sun_azimuth", centre.numberOf("SUN_AZIMUTH"));
    number(all, "view:sun_elevation", centre.numberOf("SUN_ELEVATION"));
    OptionalDouble across = centre.numberOf("GSD_ACROSS_TRACK");
    OptionalDouble along = centre.numberOf("GSD_ALONG_TRACK");
    if (across.isPresent() && along.isPresent()) {
      all.put("gsd", (across.getAsDouble() + along.getAsDouble()) / 2);
    }
  }

  /** The DN that is {@code NODATA} or {@code SATURATED}. */
  Optional<Double> special(String meaning) {
    return specials(document)
        .filter(s -> s.textOf("SPECIAL_VALUE_TEXT").filter(meaning::equalsIgnoreCase).isPresent())
        .findFirst()
        .map(
            s ->
                s.numberOf("SPECIAL_VALUE_COUNT")
                    .orElseGet(() -> s.requireNumber("SPECIAL_VALUE_INDEX")));
  }

  private static Stream<XmlElement> specials(XmlElement element) {
    return Stream.concat(
        element.all("Special_Value").stream(),
        element.children().stream().flatMap(SceneProperties::specials));
  }

  private void text(Map<String, Object> all, String property, String path) {
    document.textOf(path).ifPresent(t -> all.put(property, t));
  }

  private static void number(Map<String, Object> all, String property, OptionalDouble value) {
    value.ifPresent(v -> all.put(property, v));
  }
}
