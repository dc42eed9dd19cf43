// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.List;
import java.util.stream.Collectors;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.SafeXml;
import org.w3c.dom.Element;

/**
 * Posted requests of WCS 1.1 (OGC 07-067r2) as the key-value pairs that say the same, so that one
 * place decodes both.
 */
final class Wcs11Xml {

  private final KvpPairs pairs = new KvpPairs();

  private Wcs11Xml() {}

  static Kvp kvp(Element root) {
    Wcs11Xml xml = new Wcs11Xml();
    List<Element> identifiers = SafeXml.children(root, "Identifier");
    xml.pairs.put("identifier", join(identifiers, ","));
    SafeXml.child(root, "DomainSubset").ifPresent(xml::domain);
    SafeXml.child(root, "RangeSubset").ifPresent(xml::range);
    SafeXml.child(root, "Output").ifPresent(xml::output);
    return xml.pairs.kvp();
  }

  private static String join(List<Element> elements, String separator) {
    return elements.stream().map(SafeXml::text).collect(Collectors.joining(separator));
  }

  private void domain(Element domain) {
    SafeXml.child(domain, "BoundingBox")
        .ifPresent(
            box -> {
              String corners =
                  SafeXml.text(box, "LowerCorner").orElse("")
                      + " "
                      + SafeXml.text(box, "UpperCorner").orElse("");
              String crs = SafeXml.attribute(box, "crs").map(c -> "," + c).orElse("");
              pairs.put("boundingBox", KvpPairs.list(corners) + crs);
            });
    SafeXml.child(domain, "TemporalSubset")
        .ifPresent(
            times ->
                pairs.put(
                    "timeSequence",
                    SafeXml.children(times).stream()
                        .map(Wcs11Xml::time)
                        .collect(Collectors.joining(","))));
  }

  private static String time(Element time) {
    return time.getLocalName().equals("timePosition")
        ? SafeXml.text(time)
        : SafeXml.text(time, "BeginPosition").orElse("")
            + "/"
            + SafeXml.text(time, "EndPosition").orElse("")
            + SafeXml.text(time, "TimeResolution").map(step -> "/" + step).orElse("");
  }

  private void range(Element range) {
    pairs.put(
        "rangeSubset",
        SafeXml.children(range, "FieldSubset").stream()
            .map(Wcs11Xml::field)
            .collect(Collectors.joining(";")));
  }

  private static String field(Element field) {
    String axes =
        SafeXml.children(field, "AxisSubset").stream()
            .map(
                axis ->
                    SafeXml.text(axis, "Identifier").orElse("")
                        + "["
                        + join(SafeXml.children(axis, "Key"), ",")
                        + "]")
            .collect(Collectors.joining(","));
    return SafeXml.text(field, "Identifier").orElse("")
        + SafeXml.text(field, "InterpolationType").map(method -> ":" + method).orElse("")
        + (axes.isEmpty() ? "" : "[" + axes + "]");
  }

  private void output(Element output) {
    pairs.put("format", SafeXml.attribute(output, "format"));
    pairs.put("store", SafeXml.attribute(output, "store"));
    SafeXml.child(output, "GridCRS")
        .ifPresent(
            grid -> {
              pairs.put("gridBaseCRS", SafeXml.text(grid, "GridBaseCRS"));
              pairs.put("gridType", SafeXml.text(grid, "GridType"));
              pairs.put("gridCS", SafeXml.text(grid, "GridCS"));
              pairs.put("gridOrigin", SafeXml.text(grid, "GridOrigin").map(KvpPairs::list));
              pairs.put("gridOffsets", SafeXml.text(grid, "GridOffsets").map(KvpPairs::list));
            });
  }
}
