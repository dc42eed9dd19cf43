// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.sld;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chronocube.server.ows.SafeXml;
import org.w3c.dom.Element;

/** Reads the ColorMap of SLD 1.0 and the Categorize and Interpolate of SE 1.1. */
final class ColorMapParser {

  private ColorMapParser() {}

  static ColorMap parse(Element map) {
    Optional<Element> categorize = SafeXml.child(map, "Categorize");
    if (categorize.isPresent()) {
      return categorize(categorize.get());
    }
    Optional<Element> interpolate = SafeXml.child(map, "Interpolate");
    if (interpolate.isPresent()) {
      return interpolate(interpolate.get());
    }
    return new ColorMap(
        type(SafeXml.attribute(map, "type").orElse("ramp")),
        SafeXml.children(map, "ColorMapEntry").stream().map(ColorMapParser::entry).toList());
  }

  private static ColorMap.Type type(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "ramp" -> ColorMap.Type.RAMP;
      case "intervals" -> ColorMap.Type.INTERVALS;
      case "values" -> ColorMap.Type.VALUES;
      default ->
          throw new SldException("type of ColorMap must be ramp, intervals or values, was " + text);
    };
  }

  private static ColorMap.Entry entry(Element e) {
    return new ColorMap.Entry(
        color(attribute(e, "color")),
        SldParser.number("quantity", attribute(e, "quantity")),
        SafeXml.attribute(e, "opacity").map(t -> SldParser.number("opacity", t)).orElse(1.0),
        SafeXml.attribute(e, "label").orElse(""));
  }

  private static String attribute(Element e, String name) {
    return SafeXml.attribute(e, name)
        .orElseThrow(() -> new SldException("ColorMapEntry must have " + name));
  }

  private static int color(String text) {
    if (!text.matches("(#|0[xX])[0-9a-fA-F]{6}")) {
      throw new SldException("color must be #RRGGBB, was " + text);
    }
    return Integer.parseInt(text.substring(text.length() - 6), 16);
  }

  // Values and thresholds take turns, a value first and last; a threshold belongs to the upper.
  private static ColorMap categorize(Element categorize) {
    List<Element> parts =
        SafeXml.children(categorize).stream()
            .filter(e -> !"LookupValue".equals(e.getLocalName()))
            .toList();
    List<ColorMap.Entry> entries = new ArrayList<>();
    for (int i = 0; i < parts.size(); i += 2) {
      boolean last = i + 1 == parts.size();
      double below =
          last ? Double.POSITIVE_INFINITY : SldParser.number("Threshold", text(parts.get(i + 1)));
      entries.add(new ColorMap.Entry(color(text(parts.get(i))), below, 1, ""));
    }
    return new ColorMap(ColorMap.Type.INTERVALS, entries);
  }

  private static ColorMap interpolate(Element interpolate) {
    List<ColorMap.Entry> entries = new ArrayList<>();
    for (Element point : SafeXml.children(interpolate, "InterpolationPoint")) {
      double quantity = SldParser.number("Data", SafeXml.text(point, "Data").orElse("nothing"));
      int rgb = color(SafeXml.text(point, "Value").orElse("nothing"));
      entries.add(new ColorMap.Entry(rgb, quantity, 1, ""));
    }
    return new ColorMap(ColorMap.Type.RAMP, entries);
  }

  private static String text(Element e) {
    return SldParser.literal(e);
  }
}
