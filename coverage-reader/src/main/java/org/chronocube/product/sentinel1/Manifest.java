// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.sentinel1;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chronocube.product.SceneParseException;
import org.chronocube.xml.XmlElement;

/**
 * What {@code manifest.safe} says of a product.
 *
 * <p>Source: Sentinel-1 Product Specification, S1-RS-MDA-52-7441, annex on the manifest.
 */
final class Manifest {

  private static final Set<String> UNUSED = Set.of("informationPackageMap", "dataObjectSection");
  private static final Map<String, String> RESOLUTIONS =
      Map.of("F", "full", "H", "high", "M", "medium");

  private final Path file;
  private final Map<String, XmlElement> objects;

  private Manifest(Path file, Map<String, XmlElement> objects) {
    this.file = file;
    this.objects = objects;
  }

  /**
   * @throws org.chronocube.xml.XmlException when it cannot be read
   */
  static Manifest read(Path file) {
    XmlElement root = XmlElement.read(file, UNUSED);
    Map<String, XmlElement> objects =
        root.child("metadataSection").stream()
            .flatMap(s -> s.all("metadataObject").stream())
            .collect(
                Collectors.toMap(
                    o -> o.attributes().getOrDefault("ID", ""), o -> o, (first, second) -> first));
    return new Manifest(file, objects);
  }

  private XmlElement object(String id) {
    XmlElement object = objects.get(id);
    if (object == null) {
      throw new SceneParseException(file + " must have a metadataObject " + id);
    }
    return object;
  }

  /** Version of the processor, e.g. {@code 003.31}. */
  String ipf() {
    return object("processing")
        .find("software")
        .map(s -> s.attributes().get("version"))
        .filter(v -> v.matches("\\d+\\.\\d+"))
        .orElseThrow(
            () -> new SceneParseException(file + " must have the version of the processor"));
  }

  /** When the product was made; empty when the manifest does not say. */
  String processed() {
    return object("processing").find("processing").map(p -> p.attributes().get("stop")).orElse("");
  }

  Instant start() {
    return time(object("acquisitionPeriod").require("startTime"));
  }

  private Instant time(String text) {
    try {
      return Instant.parse(text.endsWith("Z") ? text : text + "Z");
    } catch (DateTimeParseException e) {
      throw new SceneParseException(
          "startTime must be an ISO time, was " + text + " in " + file, e);
    }
  }

  /** {@code S1A} … */
  String satellite() {
    return "S1" + object("platform").require("platform/number");
  }

  String mode() {
    return object("platform").require("instrumentMode/mode");
  }

  private List<String> polarisations() {
    return object("generalProductInformation")
        .find("standAloneProductInformation")
        .map(i -> i.all("transmitterReceiverPolarisation").stream().map(XmlElement::text).toList())
        .orElse(List.of());
  }

  /** Identifies the data take, as in the names of products. */
  String datatake() {
    double id = object("generalProductInformation").requireNumber("missionDataTakeID");
    return String.format(Locale.ROOT, "%06X", (long) id);
  }

  /** Named as the STAC extensions sat, sar, view and s1 name them. */
  Map<String, Object> properties(String resolutionClass) {
    Map<String, Object> values = new LinkedHashMap<>();
    XmlElement orbit = object("measurementOrbitReference");
    XmlElement product = object("generalProductInformation");
    values.put("constellation", "sentinel-1");
    values.put("platform", "sentinel-1" + satellite().substring(2).toLowerCase(Locale.ROOT));
    orbit
        .textOf("orbitProperties/pass")
        .ifPresent(pass -> values.put("sat:orbit_state", pass.toLowerCase(Locale.ROOT)));
    start(orbit, "relativeOrbitNumber").ifPresent(n -> values.put("sat:relative_orbit", n));
    start(orbit, "orbitNumber").ifPresent(n -> values.put("sat:absolute_orbit", n));
    values.put("sar:instrument_mode", mode());
    values.put("sar:frequency_band", "C");
    values.put("sar:center_frequency", 5.405);
    values.put("sar:polarizations", String.join(",", polarisations()));
    product.textOf("productType").ifPresent(t -> values.put("sar:product_type", t));
    if (!resolutionClass.isEmpty()) {
      values.put("s1:resolution", RESOLUTIONS.get(resolutionClass));
    }
    values.put("s1:datatake_id", datatake());
    number(product, "sliceNumber").ifPresent(n -> values.put("s1:slice_number", n));
    number(product, "totalSlices").ifPresent(n -> values.put("s1:total_slices", n));
    product
        .textOf("productTimelinessCategory")
        .ifPresent(t -> values.put("s1:product_timeliness", t));
    values.put("s1:ipf_version", ipf());
    values.put("s1:processing_datetime", processed());
    return values;
  }

  private static Optional<Integer> start(XmlElement orbit, String name) {
    return orbit
        .find("orbitReference")
        .flatMap(
            r ->
                r.all(name).stream()
                    .filter(e -> "start".equals(e.attributes().get("type")))
                    .findFirst())
        .map(e -> (int) e.number());
  }

  private static Optional<Integer> number(XmlElement product, String name) {
    return product.find(name).filter(e -> !e.text().isEmpty()).map(e -> (int) e.number());
  }
}
