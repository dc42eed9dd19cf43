// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.SafeXml;
import org.w3c.dom.Element;

/**
 * Reads GetCoverage from XML (OGC 09-148r1 and the schemas of the extensions). Elements are found
 * by local name, since drafts of the extensions had other namespaces that clients still send.
 */
final class XmlGetCoverage {

  private XmlGetCoverage() {}

  static GetCoverageRequest read(Element root) {
    Optional<Element> extension = SafeXml.child(root, "Extension");
    return new GetCoverageRequest(
        SafeXml.text(root, "CoverageId").orElseThrow(() -> OwsException.missing("coverageId")),
        SafeXml.text(root, "format"),
        SafeXml.text(root, "mediaType"),
        subsets(root),
        extension
            .flatMap(e -> SafeXml.child(e, "Scaling"))
            .map(XmlGetCoverage::scaling)
            .orElse(Scaling.NONE),
        extension
            .flatMap(e -> SafeXml.child(e, "RangeSubset"))
            .map(XmlGetCoverage::range)
            .orElse(List.of()),
        extension.flatMap(e -> crs(e, "subsettingCrs")),
        extension.flatMap(e -> crs(e, "outputCrs")),
        extension.flatMap(e -> SafeXml.child(e, "Interpolation")).flatMap(XmlGetCoverage::global),
        extension
            .flatMap(e -> SafeXml.child(e, "Interpolation"))
            .map(XmlGetCoverage::perAxis)
            .orElse(Map.of()),
        extension.map(XmlGetCoverage::encoding).orElse(Map.of()));
  }

  static List<Subset> subsets(Element root) {
    List<Subset> all = new ArrayList<>();
    for (Element e : SafeXml.children(root)) {
      String name = e.getLocalName();
      if (name.equals("DimensionTrim")) {
        all.add(Subset.trim(axis(e), bound(e, "TrimLow"), bound(e, "TrimHigh")));
      } else if (name.equals("DimensionSlice")) {
        String point = bound(e, "SlicePoint").orElseThrow(() -> OwsException.missing("SlicePoint"));
        all.add(Subset.slice(axis(e), point));
      }
    }
    return all;
  }

  private static String axis(Element e) {
    return SafeXml.text(e, "Dimension").orElseThrow(() -> OwsException.missing("Dimension"));
  }

  private static Optional<String> bound(Element e, String name) {
    return SafeXml.text(e, name)
        .map(text -> text.replaceAll("^\"|\"$", "").strip())
        .filter(text -> !text.isEmpty() && !text.equals("*"));
  }

  // The final schema wraps both in GetCoverageCrs, the drafts did not.
  private static Optional<String> crs(Element extension, String name) {
    return SafeXml.text(extension, "GetCoverageCrs", name).or(() -> SafeXml.text(extension, name));
  }

  private static Scaling scaling(Element scaling) {
    Element how =
        SafeXml.children(scaling).stream()
            .findFirst()
            .orElseThrow(() -> OwsException.missing("Scaling"));
    return switch (how.getLocalName()) {
      case "ScaleByFactor" -> new Scaling.ByFactor(number(how, "scaleFactor", Double::parseDouble));
      case "ScaleAxesByFactor" ->
          new Scaling.ByAxisFactors(
              axes(how, "ScaleAxis", e -> number(e, "scaleFactor", Double::parseDouble)));
      case "ScaleToSize" ->
          new Scaling.ToSize(
              axes(how, "TargetAxisSize", e -> number(e, "targetSize", XmlGetCoverage::whole)));
      case "ScaleToExtent" ->
          new Scaling.ToExtent(
              axes(
                  how,
                  "TargetAxisExtent",
                  e ->
                      new Scaling.Range(
                          number(e, "low", XmlGetCoverage::whole),
                          number(e, "high", XmlGetCoverage::whole))));
      default ->
          throw WcsCodes.syntax(
              "Scaling",
              "ScaleByFactor, ScaleAxesByFactor, ScaleToSize or ScaleToExtent",
              how.getLocalName());
    };
  }

  // The schema has doubles for sizes.
  private static long whole(String text) {
    double value = Double.parseDouble(text);
    if (value != Math.rint(value) || Math.abs(value) > 1e15) {
      throw new NumberFormatException(text);
    }
    return (long) value;
  }

  private static <T> Map<String, T> axes(Element parent, String name, Function<Element, T> value) {
    Map<String, T> all = new LinkedHashMap<>();
    for (Element e : SafeXml.children(parent, name)) {
      String axis = SafeXml.text(e, "axis").orElseThrow(() -> OwsException.missing("axis"));
      all.put(axis, value.apply(e));
    }
    return all;
  }

  private static <T> T number(Element parent, String name, Function<String, T> parse) {
    String text = SafeXml.text(parent, name).orElseThrow(() -> OwsException.missing(name));
    try {
      return parse.apply(text);
    } catch (NumberFormatException e) {
      throw WcsCodes.syntax(name, "a number", text);
    }
  }

  private static List<String> range(Element subset) {
    List<String> items = new ArrayList<>();
    for (Element item : SafeXml.children(subset, "RangeItem")) {
      SafeXml.text(item, "RangeComponent").ifPresent(items::add);
      SafeXml.child(item, "RangeInterval")
          .ifPresent(
              i ->
                  items.add(
                      SafeXml.text(i, "startComponent")
                              .orElseThrow(() -> OwsException.missing("startComponent"))
                          + ":"
                          + SafeXml.text(i, "endComponent")
                              .orElseThrow(() -> OwsException.missing("endComponent"))));
    }
    return items;
  }

  private static Optional<String> global(Element interpolation) {
    return SafeXml.text(interpolation, "globalInterpolation")
        .or(
            () ->
                SafeXml.child(interpolation, "InterpolationMethod")
                    .flatMap(
                        e ->
                            SafeXml.attribute(e, "interpolationMethod")
                                .or(() -> Optional.of(SafeXml.text(e)))));
  }

  private static Map<String, String> perAxis(Element interpolation) {
    Map<String, String> all = new LinkedHashMap<>();
    List<Element> axes = new ArrayList<>(SafeXml.children(interpolation, "InterpolationPerAxis"));
    SafeXml.child(interpolation, "InterpolationAxes")
        .ifPresent(a -> axes.addAll(SafeXml.children(a, "InterpolationAxis")));
    for (Element e : axes) {
      String axis =
          SafeXml.attribute(e, "axis")
              .or(() -> SafeXml.text(e, "axis"))
              .orElseThrow(() -> OwsException.missing("axis"));
      String method =
          SafeXml.attribute(e, "interpolationMethod")
              .or(() -> SafeXml.text(e, "interpolationMethod"))
              .orElseThrow(() -> OwsException.missing("interpolationMethod"));
      all.put(axis, method);
    }
    return all;
  }

  // As children of the extension, or inside geotiff:parameters.
  private static Map<String, String> encoding(Element extension) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String name : GetCoverageRequest.GEOTIFF_PARAMETERS) {
      SafeXml.text(extension, "parameters", name)
          .or(() -> SafeXml.text(extension, name))
          .ifPresent(value -> all.put(name, value));
    }
    return all;
  }
}
