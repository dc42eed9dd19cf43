// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.sentinel1;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.chronocube.geolocation.GroundRange;
import org.chronocube.geolocation.Orbit;
import org.chronocube.geolocation.RangeDopplerModel;
import org.chronocube.geolocation.TiePoint;
import org.chronocube.grid.Shape;
import org.chronocube.xml.XmlElement;

/**
 * What the annotation of one polarisation ({@code annotation/NAME.xml}) says of the geometry of its
 * image. Times are seconds since the first line.
 *
 * @param timing of lines and pixels
 * @param orbit state vectors; may be empty
 * @param conversions ground range to slant range; may be empty
 * @param ties the geolocation grid, line by line; annotated lines and pixels are centres, so half a
 *     pixel is added
 * @param incidence angles in degrees at the same points
 */
public record ImageAnnotation(
    RangeDopplerModel.Timing timing,
    List<Orbit.StateVector> orbit,
    List<GroundRange.Update> conversions,
    List<TiePoint> ties,
    List<Double> incidence) {

  /** Names of elements that say nothing of the geometry: nine tenths of the file. */
  public static final Set<String> UNUSED =
      Set.of(
          "qualityInformation",
          "downlinkInformationList",
          "attitudeList",
          "noiseList",
          "terrainHeightList",
          "azimuthFmRateList",
          "replicaInformationList",
          "antennaPattern",
          "dopplerCentroid",
          "swathTiming",
          "swathMerging",
          "sliceList",
          "inputDimensionsList");

  /**
   * @param product outermost element of the annotation
   * @throws org.chronocube.xml.XmlException naming file and element, when one is missing
   * @throws IllegalArgumentException when a value is none that can be
   */
  public static ImageAnnotation of(XmlElement product) {
    XmlElement image = require(product, "imageAnnotation", "imageInformation");
    Instant first = time(image.require("productFirstLineUtcTime"));
    List<XmlElement> points =
        list(product, "geolocationGrid", "geolocationGridPointList", "geolocationGridPoint");
    return new ImageAnnotation(
        new RangeDopplerModel.Timing(
            new Shape(
                (int) image.requireNumber("numberOfLines"),
                (int) image.requireNumber("numberOfSamples")),
            0,
            image.requireNumber("azimuthTimeInterval"),
            image.requireNumber("rangePixelSpacing")),
        list(product, "generalAnnotation", "orbitList", "orbit").stream()
            .map(o -> state(first, o))
            .toList(),
        list(product, "coordinateConversion", "coordinateConversionList", "coordinateConversion")
            .stream()
            .map(c -> update(first, c))
            .toList(),
        points.stream().map(ImageAnnotation::tie).toList(),
        points.stream().map(p -> p.requireNumber("incidenceAngle")).toList());
  }

  private static XmlElement require(XmlElement root, String... path) {
    XmlElement at = root;
    for (String name : path) {
      XmlElement parent = at;
      at =
          at.child(name)
              .orElseThrow(
                  () -> new IllegalArgumentException(parent.name() + " must have " + name));
    }
    return at;
  }

  private static List<XmlElement> list(XmlElement root, String group, String list, String name) {
    return root.child(group).flatMap(g -> g.child(list)).stream()
        .flatMap(l -> l.all(name).stream())
        .toList();
  }

  private static Orbit.StateVector state(Instant first, XmlElement orbit) {
    List<Double> state =
        Stream.of("position", "velocity")
            .map(name -> require(orbit, name))
            .flatMap(v -> Stream.of("x", "y", "z").map(v::requireNumber))
            .toList();
    return new Orbit.StateVector(seconds(first, orbit.require("time")), state);
  }

  private static GroundRange.Update update(Instant first, XmlElement conversion) {
    return new GroundRange.Update(
        seconds(first, conversion.require("azimuthTime")),
        conversion.requireNumber("gr0"),
        Arrays.stream(AnnotationXml.numbers(conversion.require("grsrCoefficients")))
            .boxed()
            .toList());
  }

  private static TiePoint tie(XmlElement point) {
    return new TiePoint(
        point.requireNumber("pixel") + 0.5,
        point.requireNumber("line") + 0.5,
        point.requireNumber("longitude"),
        point.requireNumber("latitude"),
        point.requireNumber("height"));
  }

  // Times are UTC and say so nowhere.
  private static Instant time(String text) {
    try {
      return Instant.parse(text.endsWith("Z") ? text : text + "Z");
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("time must be an ISO time, was " + text, e);
    }
  }

  private static double seconds(Instant from, String text) {
    Instant to = time(text);
    return (to.getEpochSecond() - from.getEpochSecond()) + 1e-9 * (to.getNano() - from.getNano());
  }
}
