// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.List;
import java.util.stream.Collectors;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.SafeXml;
import org.w3c.dom.Element;

/**
 * Posted requests of WCS 1.0.0 (OGC 03-065r6, clauses 8.2.3 and 9.2.3) as the key-value pairs that
 * say the same.
 */
final class Wcs10Xml {

  private final KvpPairs pairs = new KvpPairs();

  private Wcs10Xml() {}

  static Kvp kvp(Element root) {
    Wcs10Xml xml = new Wcs10Xml();
    xml.pairs.put("coverage", join(SafeXml.children(root, "Coverage")));
    xml.pairs.put("coverage", SafeXml.text(root, "sourceCoverage"));
    SafeXml.path(root, "domainSubset", "spatialSubset").ifPresent(xml::space);
    SafeXml.path(root, "domainSubset", "temporalSubset").ifPresent(xml::time);
    SafeXml.child(root, "rangeSubset")
        .ifPresent(
            range ->
                SafeXml.children(range, "axisSubset")
                    .forEach(
                        axis ->
                            xml.pairs.put(
                                SafeXml.attribute(axis, "name")
                                    .orElseThrow(() -> OwsException.missing("name")),
                                join(SafeXml.children(axis, "singleValue")))));
    xml.pairs.put("interpolation", SafeXml.text(root, "interpolationMethod"));
    xml.pairs.put("response_crs", SafeXml.text(root, "output", "crs"));
    xml.pairs.put("format", SafeXml.text(root, "output", "format"));
    return xml.pairs.kvp();
  }

  private static String join(List<Element> elements) {
    return elements.stream().map(SafeXml::text).collect(Collectors.joining(","));
  }

  private void space(Element space) {
    SafeXml.child(space, "Envelope")
        .ifPresent(
            envelope -> {
              pairs.put("crs", SafeXml.attribute(envelope, "srsName"));
              pairs.put(
                  "bbox",
                  SafeXml.children(envelope, "pos").stream()
                      .map(pos -> KvpPairs.list(SafeXml.text(pos)))
                      .collect(Collectors.joining(",")));
            });
    for (String grid : List.of("Grid", "RectifiedGrid")) {
      SafeXml.child(space, grid).ifPresent(this::grid);
    }
  }

  private void grid(Element grid) {
    Element limits =
        SafeXml.path(grid, "limits", "GridEnvelope")
            .orElseThrow(() -> OwsException.missing("GridEnvelope"));
    String[] low = SafeXml.text(limits, "low").orElse("").split("\\s+");
    String[] high = SafeXml.text(limits, "high").orElse("").split("\\s+");
    if (low.length != 2 || high.length != 2) {
      throw OwsException.invalid("GridEnvelope", "low and high of a grid must have two numbers");
    }
    pairs.put("width", size(low[0], high[0]));
    pairs.put("height", size(low[1], high[1]));
  }

  private static String size(String low, String high) {
    try {
      return Long.toString(Math.subtractExact(Long.parseLong(high), Long.parseLong(low)) + 1);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new OwsException(
          OwsException.INVALID_PARAMETER_VALUE,
          "GridEnvelope",
          "low and high of a grid must be whole numbers, were " + low + " and " + high,
          e);
    }
  }

  private void time(Element time) {
    pairs.put(
        "time",
        SafeXml.children(time).stream()
            .map(
                t ->
                    t.getLocalName().equals("timePosition")
                        ? SafeXml.text(t)
                        : SafeXml.text(t, "beginPosition").orElse("")
                            + "/"
                            + SafeXml.text(t, "endPosition").orElse(""))
            .collect(Collectors.joining(",")));
  }
}
