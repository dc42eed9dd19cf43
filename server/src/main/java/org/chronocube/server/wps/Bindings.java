// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.chronocube.crs.CrsRegistry;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.feature.FeatureCollection;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.locationtech.jts.geom.Geometry;
import org.w3c.dom.Element;

/**
 * The bindings of all types this service understands. A process is offered when every parameter it
 * requires has one of them.
 *
 * <p>Immutable: safe for concurrent use.
 */
public final class Bindings {

  private final Map<Class<?>, Binding.Literal> literals;
  private final Binding.Complex geometry;
  private final Binding.Complex features;
  private final Binding.Complex coverage;
  private final Binding.Complex xml = new Binding.Complex(List.of(XmlFormats.any()));

  public Bindings(CrsRegistry crs) {
    literals =
        Map.ofEntries(
            literal(String.class, "string", s -> s),
            literal(Double.class, "double", Bindings::finite),
            literal(Float.class, "float", s -> (float) finite(s)),
            literal(Integer.class, "int", Integer::valueOf),
            literal(Long.class, "long", Long::valueOf),
            literal(Short.class, "short", Short::valueOf),
            literal(BigDecimal.class, "decimal", BigDecimal::new),
            literal(BigInteger.class, "integer", BigInteger::new),
            literal(Boolean.class, "boolean", Bindings::bool),
            literal(URI.class, "anyURI", URI::create),
            Map.entry(
                Date.class,
                new Binding.Literal(
                    "dateTime",
                    List.of(),
                    Bindings::date,
                    value -> ((Date) value).toInstant().toString())));
    geometry = new Binding.Complex(GeometryFormats.all(crs));
    features = new Binding.Complex(FeatureFormats.all(crs));
    coverage = new Binding.Complex(CoverageFormats.all(crs));
  }

  /** The binding of a type, empty when there is none. */
  Optional<Binding> of(Class<?> type) {
    if (literals.containsKey(type)) {
      return Optional.of(literals.get(type));
    }
    if (type.isEnum()) {
      return Optional.of(enumeration(type));
    }
    if (Geometry.class.isAssignableFrom(type)) {
      return Optional.of(geometry);
    }
    if (FeatureCollection.class.isAssignableFrom(type)) {
      return Optional.of(features);
    }
    if (type.isAssignableFrom(GridCoverage2D.class) && type != Object.class) {
      return Optional.of(coverage);
    }
    if (Element.class == type) {
      return Optional.of(xml);
    }
    return ReferencedEnvelope.class == type ? Optional.of(new Binding.Box()) : Optional.empty();
  }

  private static Map.Entry<Class<?>, Binding.Literal> literal(
      Class<?> type, String dataType, Function<String, Object> parser) {
    return Map.entry(type, new Binding.Literal(dataType, List.of(), parser, String::valueOf));
  }

  private static Binding.Literal enumeration(Class<?> type) {
    List<String> names = Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList();
    Function<String, Object> parser =
        text ->
            Arrays.stream(type.getEnumConstants())
                .filter(c -> String.valueOf(c).equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "must be one of " + String.join(", ", names) + ", was " + text));
    return new Binding.Literal("string", names, parser, String::valueOf);
  }

  private static double finite(String text) {
    double value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("must be a finite number, was " + text);
    }
    return value;
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true", "TRUE", "True", "1" -> true;
      case "false", "FALSE", "False", "0" -> false;
      default -> throw new IllegalArgumentException("must be true or false, was " + text);
    };
  }

  private static Date date(String text) {
    try {
      return Date.from(Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("must be like 2024-05-01T10:00:00Z, was " + text, e);
    }
  }
}
