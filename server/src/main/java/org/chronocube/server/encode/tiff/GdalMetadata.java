// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.tiff;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chronocube.band.Band;
import org.chronocube.band.Scaling;
import org.chronocube.time.TimeInterval;

/** What TIFF has no tag for, in the XML that GDAL and its many users read (tag 42112). */
final class GdalMetadata {

  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private GdalMetadata() {}

  /**
   * @param time of the slice, or null
   */
  static String xml(List<Band> bands, TimeInterval time) {
    StringBuilder xml = new StringBuilder("<GDALMetadata>\n");
    if (time != null) {
      item(xml, "name=\"TIME\"", timeText(time));
    }
    for (int i = 0; i < bands.size(); i++) {
      Band band = bands.get(i);
      bandItem(xml, i, "DESCRIPTION", "description", band.name());
      if (!band.scaling().equals(Scaling.IDENTITY)) {
        bandItem(xml, i, "OFFSET", "offset", Double.toString(band.scaling().offset()));
        bandItem(xml, i, "SCALE", "scale", Double.toString(band.scaling().scale()));
      }
      if (!band.unit().isEmpty()) {
        bandItem(xml, i, "UNITTYPE", "unittype", band.unit());
      }
      if (!band.title().equals(band.name())) {
        item(xml, "name=\"TITLE\" sample=\"" + i + "\"", band.title());
      }
      if (band.wavelengthNm() != null) {
        item(xml, "name=\"WAVELENGTH_NM\" sample=\"" + i + "\"", band.wavelengthNm().toString());
      }
    }
    return xml.append("</GDALMetadata>\n").toString();
  }

  /** An instant, or the first and the last instant of a range with a slash between them. */
  static String timeText(TimeInterval time) {
    String start = TIME.format(time.start());
    return time.isInstant() ? start : start + "/" + TIME.format(time.last());
  }

  /** The instant in the form of TIFF's DateTime tag; empty for a range. */
  static Optional<String> tiffDateTime(TimeInterval time) {
    if (time == null || !time.isInstant()) {
      return Optional.empty();
    }
    Instant start = time.start();
    return Optional.of(
        DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .format(start));
  }

  private static void bandItem(StringBuilder xml, int band, String name, String role, String text) {
    item(xml, "name=\"" + name + "\" sample=\"" + band + "\" role=\"" + role + "\"", text);
  }

  private static void item(StringBuilder xml, String attributes, String text) {
    xml.append("  <Item ").append(attributes).append('>');
    text.chars().forEach(c -> escape(xml, (char) c));
    xml.append("</Item>\n");
  }

  // Twice: GDAL unescapes the text of an item once more after it has parsed the XML.
  private static void escape(StringBuilder xml, char c) {
    switch (c) {
      case '&' -> xml.append("&amp;amp;");
      case '<' -> xml.append("&amp;lt;");
      case '>' -> xml.append("&amp;gt;");
      default -> xml.append(c);
    }
  }
}
