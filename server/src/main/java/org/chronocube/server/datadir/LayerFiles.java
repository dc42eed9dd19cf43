// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.chronocube.server.datadir.CoverageLayer.Attribution;
import org.chronocube.server.datadir.TimeDimension.Acceptable;
import org.chronocube.server.datadir.TimeDimension.DefaultStrategy;
import org.chronocube.server.datadir.TimeDimension.Presentation;
import org.chronocube.server.ows.SafeXml;
import org.w3c.dom.Element;

/** Reads {@code coverage.xml} and {@code layer.xml} of one layer. */
final class LayerFiles {

  private static final double DAYS_PER_MONTH = 30;

  private final Function<String, Optional<Style>> styles;

  /**
   * @param styles finds a style by id or name
   */
  LayerFiles(Function<String, Optional<Style>> styles) {
    this.styles = styles;
  }

  /** A layer as configured, with the id its file has; empty when it is switched off. */
  Optional<CoverageLayer> read(CoverageStore store, Path folder) {
    Optional<XmlFile> coverageFile = XmlFile.readIfThere(folder.resolve("coverage.xml"));
    if (coverageFile.isEmpty() || !coverageFile.get().flag("enabled", true)) {
      return Optional.empty();
    }
    XmlFile coverage = coverageFile.get();
    Optional<XmlFile> layer = XmlFile.readIfThere(folder.resolve("layer.xml"));
    if (!layer.map(l -> l.flag("enabled", true)).orElse(true)) {
      return Optional.empty();
    }
    String name = coverage.require("name");
    String nativeName = coverage.text("nativeName").orElse(name);
    String srs = coverage.require("srs");
    return Optional.of(
        new CoverageLayer(
            store,
            name,
            coverage.text("nativeCoverageName").orElse(nativeName),
            coverage.text("title").orElse(name),
            coverage.text("abstract").or(() -> coverage.text("description")).orElse(""),
            coverage.strings("keywords").stream().map(LayerFiles::keyword).toList(),
            srs,
            coverage.bounds("nativeBoundingBox", srs),
            coverage.bounds("latLonBoundingBox", "EPSG:4326"),
            coverage.flag("advertised", true),
            layer.map(l -> l.flag("queryable", true)).orElse(true),
            layer.map(l -> l.flag("opaque", false)).orElse(false),
            time(coverage),
            layer.flatMap(l -> SafeXml.child(l.root(), "defaultStyle").map(e -> style(l, e))),
            layer.map(this::styles).orElse(List.of()),
            coverage.strings("supportedFormats"),
            layer.flatMap(LayerFiles::attribution)));
  }

  // GeoServer writes vocabulary and language behind the keyword: water\@language=en\;
  private static String keyword(String text) {
    int vendor = text.indexOf("\\@");
    return vendor < 0 ? text : text.substring(0, vendor);
  }

  private List<Style> styles(XmlFile layer) {
    return SafeXml.child(layer.root(), "styles").stream()
        .flatMap(e -> SafeXml.children(e, "style").stream())
        .map(e -> style(layer, e))
        .toList();
  }

  private Style style(XmlFile layer, Element element) {
    String reference =
        XmlFile.reference(element).orElseThrow(() -> layer.wrong("a style must have id or name"));
    return styles
        .apply(reference)
        .orElseThrow(() -> layer.wrong("style must be in styles/, was " + reference));
  }

  private static Optional<Attribution> attribution(XmlFile layer) {
    return layer
        .text("attribution", "title")
        .map(title -> new Attribution(title, layer.text("attribution", "href")));
  }

  private static Optional<TimeDimension> time(XmlFile coverage) {
    return SafeXml.child(coverage.root(), "metadata").stream()
        .flatMap(m -> SafeXml.children(m, "entry").stream())
        .filter(e -> SafeXml.attribute(e, "key").filter("time"::equals).isPresent())
        .map(e -> SafeXml.child(e, "dimensionInfo").orElse(null))
        .filter(Objects::nonNull)
        .filter(d -> SafeXml.text(d, "enabled").filter("true"::equals).isPresent())
        .map(d -> dimension(coverage, d))
        .findFirst();
  }

  private static TimeDimension dimension(XmlFile file, Element d) {
    Optional<Element> byDefault = SafeXml.child(d, "defaultValue");
    return new TimeDimension(
        file.constant(
            Presentation.class, SafeXml.text(d, "presentation").orElse("LIST"), "presentation"),
        SafeXml.text(d, "resolution").map(text -> resolution(file, text)),
        SafeXml.text(d, "units").orElse("ISO8601"),
        byDefault
            .flatMap(e -> SafeXml.text(e, "strategy"))
            .map(s -> file.constant(DefaultStrategy.class, s, "strategy"))
            .orElse(DefaultStrategy.BUILTIN),
        byDefault.flatMap(e -> SafeXml.text(e, "referenceValue")),
        SafeXml.text(d, "nearestMatchEnabled").filter("true"::equals).isPresent(),
        SafeXml.text(d, "acceptableInterval").map(text -> acceptable(file, text)),
        SafeXml.text(d, "nearestFailBehavior")
            .filter(b -> b.toUpperCase(Locale.ROOT).equals("EXCEPTION"))
            .isPresent());
  }

  private static Duration resolution(XmlFile file, String text) {
    try {
      long millis = new BigDecimal(text).longValueExact();
      if (millis > 0) {
        return Duration.ofMillis(millis);
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // Answered below, like a negative number.
    }
    throw file.wrong("resolution must be a whole number of ms > 0, was " + text);
  }

  private static Acceptable acceptable(XmlFile file, String text) {
    String[] parts = text.split("/", -1);
    if (parts.length > 2) {
      throw file.wrong("acceptableInterval must be a period or two with a slash, was " + text);
    }
    return new Acceptable(
        period(file, parts[0].strip()), period(file, parts[parts.length - 1].strip()));
  }

  private static Duration period(XmlFile file, String text) {
    try {
      if (text.contains("T")) {
        return Duration.parse(text);
      }
      Period p = Period.parse(text);
      return Duration.ofDays(
          Math.round(p.toTotalMonths() * DAYS_PER_MONTH) + p.get(ChronoUnit.DAYS));
    } catch (DateTimeParseException e) {
      throw file.wrong("acceptableInterval must be periods such as P1D, was " + text);
    }
  }
}
