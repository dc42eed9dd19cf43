// SPDX-License-Identifier: Apache-2.0
package org.chronocube.scene;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chronocube.time.SolarDay;
import org.locationtech.jts.geom.Geometry;

/**
 * One acquisition as delivered (STAC: an item).
 *
 * @param id unique in its product
 * @param product id of the product
 * @param time start of acquisition, UTC, whole milliseconds
 * @param footprint polygon or multipolygon, longitude latitude in degrees (WGS 84), cut at the
 *     antimeridian as RFC 7946 §3.1.9 asks
 * @param acquisition what stays the same when the acquisition is reprocessed; the id when nothing
 *     else is known
 * @param revision orders the reprocessings of one acquisition, e.g. baseline and processing time;
 *     compared as text, may be empty
 * @param properties STAC names where there is one ({@code eo:cloud_cover} in percent); values are
 *     String, Number or Boolean
 * @param granules the scene's rasters
 */
public record Scene(
    String id,
    String product,
    Instant time,
    Geometry footprint,
    String acquisition,
    String revision,
    Map<String, Object> properties,
    List<Granule> granules) {

  /** Name of the property for cloud cover, percent of the scene. */
  public static final String CLOUD_COVER = "eo:cloud_cover";

  public Scene {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(product, "product");
    time = time.truncatedTo(ChronoUnit.MILLIS);
    if (footprint == null || footprint.isEmpty() || footprint.getDimension() != 2) {
      throw new IllegalArgumentException(
          "footprint of scene " + id + " must be a polygon or multipolygon, was " + footprint);
    }
    acquisition = acquisition == null ? id : acquisition;
    revision = revision == null ? "" : revision;
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    granules = List.copyOf(granules);
  }

  public Optional<Granule> granule(String band) {
    return granules.stream().filter(g -> g.band().equals(band)).findFirst();
  }

  /** Cloud cover in percent, when known. */
  public OptionalDouble cloudCover() {
    return properties.get(CLOUD_COVER) instanceof Number n
        ? OptionalDouble.of(n.doubleValue())
        : OptionalDouble.empty();
  }

  /** Local mean solar date at the footprint's centre. */
  public LocalDate solarDay() {
    return SolarDay.of(time, Footprints.centreLongitude(footprint));
  }
}
