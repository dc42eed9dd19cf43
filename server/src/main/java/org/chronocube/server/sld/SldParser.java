// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.sld;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.SafeXml;
import org.chronocube.server.sld.RasterStyle.Rule;
import org.chronocube.server.sld.RasterSymbolizer.Channel;
import org.w3c.dom.Element;

/**
 * Reads styled layer descriptors: SLD 1.0 (OGC 02-070) as GeoServer writes it, and SLD 1.1 with SE
 * 1.1 (OGC 05-077r4), whose elements have the same local names except in the colour map. What
 * cannot be drawn (other symbolizers, filters, expressions, shaded relief) is an error;
 * OverlapBehavior has no meaning here, since the cube's mosaic rule decides.
 */
public final class SldParser {

  private static final Set<String> OTHER_SYMBOLIZERS =
      Set.of("TextSymbolizer", "PointSymbolizer", "LineSymbolizer", "PolygonSymbolizer");

  private SldParser() {}

  /** The first style of a file. */
  public static RasterStyle style(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return layers(SafeXml.parse(in)).stream()
          .flatMap(l -> l.styles().stream())
          .findFirst()
          .orElseThrow(() -> new SldException("a UserStyle must be given"));
    } catch (IOException | OwsException | SldException e) {
      throw new SldException(file.getFileName() + ": " + e.getMessage(), e);
    }
  }

  /** The layers of a descriptor given as text. */
  public static List<NamedLayerStyle> layers(String text) {
    return layers(SafeXml.parse(text));
  }

  /** The layers of a descriptor. */
  public static List<NamedLayerStyle> layers(Element root) {
    if (!"StyledLayerDescriptor".equals(root.getLocalName())) {
      throw new SldException("the root must be StyledLayerDescriptor, was " + root.getLocalName());
    }
    if (SafeXml.child(root, "UserLayer").isPresent()) {
      throw new SldException("layers must be NamedLayer, was UserLayer");
    }
    return SafeXml.children(root, "NamedLayer").stream().map(SldParser::layer).toList();
  }

  private static NamedLayerStyle layer(Element layer) {
    return new NamedLayerStyle(
        SafeXml.text(layer, "Name").orElse(""),
        SafeXml.text(layer, "NamedStyle", "Name"),
        SafeXml.children(layer, "UserStyle").stream().map(SldParser::userStyle).toList());
  }

  private static RasterStyle userStyle(Element style) {
    List<Rule> rules = new ArrayList<>();
    for (Element part : SafeXml.children(style)) {
      boolean isFeatureStyle =
          "FeatureTypeStyle".equals(part.getLocalName())
              || "CoverageStyle".equals(part.getLocalName());
      if (isFeatureStyle) {
        SafeXml.children(part, "Rule").forEach(r -> rules.addAll(rule(r)));
      }
    }
    return new RasterStyle(
        SafeXml.text(style, "Name").orElse(""),
        description(style, "Title"),
        description(style, "Abstract"),
        rules);
  }

  // SE 1.1 puts Title and Abstract into Description.
  private static String description(Element e, String name) {
    return SafeXml.text(e, name).or(() -> SafeXml.text(e, "Description", name)).orElse("");
  }

  private static List<Rule> rule(Element rule) {
    for (Element e : SafeXml.children(rule)) {
      String name = e.getLocalName();
      if (OTHER_SYMBOLIZERS.contains(name) || name.equals("Filter")) {
        throw new SldException("a Rule must have a RasterSymbolizer only, had " + name);
      }
    }
    double min = SafeXml.child(rule, "MinScaleDenominator").map(SldParser::number).orElse(0.0);
    double max =
        SafeXml.child(rule, "MaxScaleDenominator")
            .map(SldParser::number)
            .orElse(Double.POSITIVE_INFINITY);
    return SafeXml.children(rule, "RasterSymbolizer").stream()
        .map(s -> new Rule(description(rule, "Title"), min, max, symbolizer(s)))
        .toList();
  }

  private static RasterSymbolizer symbolizer(Element symbolizer) {
    for (String unsupported : List.of("ShadedRelief", "ImageOutline")) {
      if (SafeXml.child(symbolizer, unsupported).isPresent()) {
        throw new SldException(unsupported + " is not supported");
      }
    }
    return new RasterSymbolizer(
        SafeXml.child(symbolizer, "Opacity").map(SldParser::number).orElse(1.0),
        channels(symbolizer),
        contrast(symbolizer),
        SafeXml.child(symbolizer, "ColorMap").map(ColorMapParser::parse));
  }

  private static List<Channel> channels(Element symbolizer) {
    Optional<Element> selection = SafeXml.child(symbolizer, "ChannelSelection");
    if (selection.isEmpty()) {
      return List.of();
    }
    Optional<Element> gray = SafeXml.child(selection.get(), "GrayChannel");
    if (gray.isPresent()) {
      return List.of(channel(gray.get()));
    }
    return List.of("RedChannel", "GreenChannel", "BlueChannel").stream()
        .map(
            name ->
                SafeXml.child(selection.get(), name)
                    .orElseThrow(() -> new SldException("ChannelSelection must have " + name)))
        .map(SldParser::channel)
        .toList();
  }

  private static Channel channel(Element channel) {
    Element name =
        SafeXml.child(channel, "SourceChannelName")
            .orElseThrow(() -> new SldException("a channel must have SourceChannelName"));
    return new Channel(literal(name), contrast(channel));
  }

  private static ContrastEnhancement contrast(Element parent) {
    Optional<Element> found = SafeXml.child(parent, "ContrastEnhancement");
    if (found.isEmpty()) {
      return ContrastEnhancement.NONE;
    }
    double gamma = SafeXml.child(found.get(), "GammaValue").map(SldParser::number).orElse(1.0);
    for (Element e : SafeXml.children(found.get())) {
      switch (e.getLocalName()) {
        case "GammaValue" -> {}
        case "Normalize" -> {
          return normalize(e, gamma);
        }
        case "Histogram" -> {
          return new ContrastEnhancement(
              ContrastEnhancement.Method.HISTOGRAM, Optional.empty(), gamma);
        }
        default ->
            throw new SldException(
                "ContrastEnhancement must be Normalize, Histogram or GammaValue, was "
                    + e.getLocalName());
      }
    }
    return new ContrastEnhancement(ContrastEnhancement.Method.NONE, Optional.empty(), gamma);
  }

  private static ContrastEnhancement normalize(Element normalize, double gamma) {
    ContrastEnhancement.Method method = ContrastEnhancement.Method.STRETCH;
    Optional<Double> min = Optional.empty();
    Optional<Double> max = Optional.empty();
    for (Element option : SafeXml.children(normalize)) {
      String name = SafeXml.attribute(option, "name").orElse("");
      switch (name.toLowerCase(Locale.ROOT)) {
        case "algorithm" -> method = algorithm(literal(option));
        case "minvalue" -> min = Optional.of(number(option));
        case "maxvalue" -> max = Optional.of(number(option));
        default ->
            throw new SldException(
                "VendorOption of Normalize must be algorithm, minValue or maxValue, was " + name);
      }
    }
    if (min.isPresent() != max.isPresent()) {
      throw new SldException("Normalize must have minValue and maxValue or neither, had one");
    }
    if (min.isEmpty() && method != ContrastEnhancement.Method.STRETCH) {
      throw new SldException("minValue and maxValue must be given to clip");
    }
    Optional<Double> upper = max;
    return new ContrastEnhancement(
        method, min.map(m -> new ContrastEnhancement.Range(m, upper.orElseThrow())), gamma);
  }

  private static ContrastEnhancement.Method algorithm(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "stretchtominimummaximum" -> ContrastEnhancement.Method.STRETCH;
      case "cliptominimummaximum" -> ContrastEnhancement.Method.CLIP;
      case "cliptozero" -> ContrastEnhancement.Method.CLIP_TO_ZERO;
      default ->
          throw new SldException(
              "algorithm must be StretchToMinimumMaximum, ClipToMinimumMaximum or ClipToZero, was "
                  + name);
    };
  }

  /** Text of an element, directly or in an {@code ogc:Literal}. */
  static String literal(Element e) {
    List<Element> children = SafeXml.children(e);
    if (children.isEmpty()) {
      return SafeXml.text(e);
    }
    if (children.size() == 1 && "Literal".equals(children.get(0).getLocalName())) {
      return SafeXml.text(children.get(0));
    }
    throw new SldException(
        e.getLocalName() + " must be a literal, was " + children.get(0).getLocalName());
  }

  static double number(Element e) {
    return number(e.getLocalName(), literal(e));
  }

  static double number(String what, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notOne) {
      throw new SldException(what + " must be a number, was " + text, notOne);
    }
  }
}
