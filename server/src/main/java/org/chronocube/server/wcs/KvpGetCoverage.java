// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;

/** Reads GetCoverage from key-value pairs (OGC 09-147r3 and the KVP clauses of the extensions). */
final class KvpGetCoverage {

  private static final Pattern SUBSET =
      Pattern.compile("\\s*([^,()\\s]+)\\s*(?:,\\s*([^()\\s]+)\\s*)?\\((.*)\\)\\s*");
  private static final Pattern SUBSET_KEY = Pattern.compile("subset\\d*", Pattern.CASE_INSENSITIVE);
  // A comma that has an even number of quotes behind it is not inside a quoted token.
  private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
  private static final Pattern AXIS_VALUE =
      Pattern.compile("\\G\\s*([^(),\\s]+)\\s*\\(([^()]*)\\)\\s*(,|$)");

  private KvpGetCoverage() {}

  static GetCoverageRequest read(Kvp kvp) {
    return new GetCoverageRequest(
        kvp.require("coverageId"),
        kvp.get("format"),
        kvp.get("mediaType"),
        subsets(kvp),
        scaling(kvp),
        range(kvp),
        kvp.get("subsettingCrs"),
        kvp.get("outputCrs"),
        kvp.get("interpolation"),
        axisInterpolation(kvp),
        encoding(kvp));
  }

  // GDAL numbers the keys, as drafts of 09-147 did.
  static List<Subset> subsets(Kvp kvp) {
    return kvp.keys().stream()
        .filter(key -> SUBSET_KEY.matcher(key).matches())
        .flatMap(key -> kvp.all(key).stream())
        .map(KvpGetCoverage::subset)
        .toList();
  }

  static Subset subset(String text) {
    Matcher m = SUBSET.matcher(text);
    if (!m.matches()) {
      throw badSubset(text);
    }
    String[] points = COMMA.split(m.group(3), -1);
    Optional<String> crs = Optional.ofNullable(m.group(2));
    if (points.length == 1) {
      String point = point(points[0], text).orElseThrow(() -> badSubset(text));
      return new Subset(m.group(1), crs, Optional.of(point), Optional.empty(), true);
    }
    if (points.length == 2) {
      return new Subset(m.group(1), crs, point(points[0], text), point(points[1], text), false);
    }
    throw badSubset(text);
  }

  private static Optional<String> point(String text, String whole) {
    String point = text.strip();
    if (point.equals("*")) {
      return Optional.empty();
    }
    if (point.length() > 1 && point.startsWith("\"") && point.endsWith("\"")) {
      point = point.substring(1, point.length() - 1).strip();
    }
    if (point.isEmpty() || point.contains("\"")) {
      throw badSubset(whole);
    }
    return Optional.of(point);
  }

  private static OwsException badSubset(String text) {
    return WcsCodes.syntax("subset", "axis[,crs](point) or axis[,crs](low,high)", text);
  }

  private static Scaling scaling(Kvp kvp) {
    List<Scaling> found = new ArrayList<>();
    kvp.number("scaleFactor").ifPresent(f -> found.add(new Scaling.ByFactor(f)));
    axes(kvp, "scaleAxes", Double::parseDouble)
        .ifPresent(m -> found.add(new Scaling.ByAxisFactors(m)));
    axes(kvp, "scaleSize", Long::parseLong).ifPresent(m -> found.add(new Scaling.ToSize(m)));
    axes(kvp, "scaleExtent", KvpGetCoverage::extent)
        .ifPresent(m -> found.add(new Scaling.ToExtent(m)));
    if (found.size() > 1) {
      throw OwsException.invalid(
          "scaling", "a request must have one of scaleFactor, scaleAxes, scaleSize, scaleExtent");
    }
    return found.isEmpty() ? Scaling.NONE : found.get(0);
  }

  private static Scaling.Range extent(String text) {
    String[] ends = text.split("[:,]", -1);
    if (ends.length != 2) {
      throw new NumberFormatException(text);
    }
    return new Scaling.Range(Long.parseLong(ends[0].strip()), Long.parseLong(ends[1].strip()));
  }

  /** {@code axis(value),axis(value)}. */
  private static <T> Optional<Map<String, T>> axes(Kvp kvp, String key, Function<String, T> value) {
    return kvp.get(key).map(text -> axes(key, text, value));
  }

  private static <T> Map<String, T> axes(String key, String text, Function<String, T> value) {
    Map<String, T> all = new LinkedHashMap<>();
    Matcher m = AXIS_VALUE.matcher(text);
    int end = 0;
    while (m.find()) {
      try {
        all.put(m.group(1), value.apply(m.group(2).strip()));
      } catch (NumberFormatException e) {
        throw WcsCodes.syntax(key, "axis(number),axis(number)", text);
      }
      end = m.end();
    }
    if (end != text.length() || text.endsWith(",")) {
      throw WcsCodes.syntax(key, "axis(number),axis(number)", text);
    }
    return all;
  }

  private static List<String> range(Kvp kvp) {
    List<String> items = kvp.list("rangeSubset");
    for (String item : items) {
      if (item.isEmpty() || !item.matches("[^:]+(:[^:]+)?")) {
        throw WcsCodes.syntax("rangeSubset", "band,band or first:last", String.join(",", items));
      }
    }
    return items;
  }

  // 12-049: axis,method pairs, separated by semicolons.
  private static Map<String, String> axisInterpolation(Kvp kvp) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String text : kvp.all("interpolationPerAxis")) {
      for (String pair : text.split(";")) {
        String[] parts =
            Arrays.stream(pair.split(",", -1)).map(String::strip).toArray(String[]::new);
        if (parts.length != 2) {
          throw WcsCodes.syntax("interpolationPerAxis", "axis,method", text);
        }
        all.put(parts[0], parts[1]);
      }
    }
    return all;
  }

  private static Map<String, String> encoding(Kvp kvp) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String name : GetCoverageRequest.GEOTIFF_PARAMETERS) {
      kvp.get("geotiff:" + name).or(() -> kvp.get(name)).ifPresent(value -> all.put(name, value));
    }
    return all;
  }
}
