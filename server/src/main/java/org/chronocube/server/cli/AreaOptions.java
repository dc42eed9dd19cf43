// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.chronocube.InvalidParameterException;
import org.chronocube.analysis.PlaceText;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import picocli.CommandLine.Option;

/** {@code --bbox} and {@code --area}: where, in longitude and latitude. */
final class AreaOptions {

  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  @Option(
      names = "--bbox",
      paramLabel = "WEST,SOUTH,EAST,NORTH",
      description = "Box in degrees; west may be greater than east, across the antimeridian.")
  private String bbox;

  @Option(
      names = {"--area", "--geometry"},
      paramLabel = "FILE|WKT",
      description = "GeoJSON file, or WKT such as 'POINT (5.056 51.218)', longitude first.")
  private String area;

  /**
   * @throws InvalidParameterException when both are given, or what is given is none
   */
  Optional<Geometry> geometry() {
    if (bbox != null && area != null) {
      throw new InvalidParameterException(
          "--area", "--area and --bbox must not be given both, were " + area + " and " + bbox);
    }
    if (bbox != null) {
      return Optional.of(PlaceText.box(bbox, "--bbox"));
    }
    return Optional.ofNullable(area).map(AreaOptions::parse).map(AreaOptions::checked);
  }

  private static Geometry parse(String text) {
    if (text.matches(
        "(?is)\\s*(SRID|(MULTI)?(POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION)\\b.*")) {
      try {
        return new WKTReader(GEOMETRIES).read(text);
      } catch (ParseException | IllegalArgumentException e) {
        throw bad(text, e.getMessage(), e);
      }
    }
    try {
      return GeoJsonArea.read(new JsonMapper().readTree(Files.readString(Path.of(text))));
    } catch (IOException | InvalidPathException e) {
      throw bad(text, "cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw bad(text, e.getMessage(), e);
    }
  }

  private static Geometry checked(Geometry geometry) {
    Envelope box = geometry.getEnvelopeInternal();
    boolean onEarth =
        box.getMinX() >= -180
            && box.getMaxX() <= 180
            && box.getMinY() >= -90
            && box.getMaxY() <= 90;
    if (geometry.isEmpty() || !onEarth) {
      throw new InvalidParameterException(
          "--area", "--area must lie in longitude -180..180, latitude -90..90, was " + box);
    }
    if (!geometry.isValid()) {
      throw new InvalidParameterException(
          "--area", "--area must be a valid geometry, was " + geometry.getEnvelope());
    }
    return geometry;
  }

  private static InvalidParameterException bad(String text, String why, Exception cause) {
    return new InvalidParameterException(
        "--area", "--area must be a GeoJSON file or WKT, was " + text + " (" + why + ")", cause);
  }
}
