// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.xml.XmlStreams;

/** The fields that GDAL adds to TIFF (its GTiff driver's documentation): nodata and metadata. */
final class GdalTags {

  private GdalTags() {}

  /** GDAL_NODATA: a number as text, for all bands; one that no sample can have is none. */
  static NoData noData(Ifd ifd, DataType type) throws IOException {
    String text = ifd.text(Tag.GDAL_NODATA);
    if (text == null || text.isBlank()) {
      return NoData.NONE;
    }
    double declared = number(text.strip());
    double value = type == DataType.FLOAT32 ? (float) declared : declared;
    boolean infinite = type.isFloating() && Double.isInfinite(value);
    return type.holds(value) || infinite ? NoData.of(value) : NoData.NONE;
  }

  private static double number(String text) throws TiffException {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "nan", "-nan", "+nan", "nan(ind)", "-nan(ind)", "1.#qnan", "-1.#ind" -> {
        return Double.NaN;
      }
      case "inf", "+inf", "infinity" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "-inf", "-infinity" -> {
        return Double.NEGATIVE_INFINITY;
      }
      default -> {
        try {
          return Double.parseDouble(text);
        } catch (NumberFormatException e) {
          throw new TiffException("GDAL_NODATA must be a number, was '" + text + "'", e);
        }
      }
    }
  }

  /** GDAL_METADATA: items with role scale and offset, one per band; 1 and 0 where they lack. */
  static List<Scaling> scalings(Ifd ifd, int bands) throws IOException {
    double[] scales = new double[bands];
    double[] offsets = new double[bands];
    Arrays.fill(scales, 1);
    String xml = ifd.text(Tag.GDAL_METADATA);
    if (xml != null && !xml.isBlank()) {
      try {
        parse(xml.strip(), scales, offsets);
      } catch (XMLStreamException | NumberFormatException e) {
        throw new TiffException("GDAL_METADATA must be XML with numbers: " + e.getMessage(), e);
      }
    }
    List<Scaling> result = new ArrayList<>(bands);
    for (int i = 0; i < bands; i++) {
      if (scales[i] == 0 || !Double.isFinite(scales[i]) || !Double.isFinite(offsets[i])) {
        throw new TiffException(
            "scale must be finite and not 0, offset finite, were "
                + scales[i]
                + " and "
                + offsets[i]);
      }
      result.add(new Scaling(scales[i], offsets[i]));
    }
    return result;
  }

  /** DateTime as GDAL names it, and GDAL_METADATA's items of the whole file without a role. */
  static Map<String, String> descriptions(Ifd ifd) throws IOException {
    Map<String, String> items = new LinkedHashMap<>();
    String dateTime = ifd.text(Tag.DATE_TIME);
    if (dateTime != null && !dateTime.isBlank()) {
      items.put("TIFFTAG_DATETIME", dateTime.strip());
    }
    String xml = ifd.text(Tag.GDAL_METADATA);
    if (xml == null || xml.isBlank()) {
      return items;
    }
    try {
      XMLStreamReader reader = reader(xml.strip());
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals("Item")
            && reader.getAttributeValue(null, "role") == null
            && reader.getAttributeValue(null, "sample") == null
            && reader.getAttributeValue(null, "name") != null) {
          items.put(reader.getAttributeValue(null, "name"), reader.getElementText().strip());
        }
      }
    } catch (XMLStreamException e) {
      throw new TiffException("GDAL_METADATA must be XML: " + e.getMessage(), e);
    }
    return items;
  }

  private static XMLStreamReader reader(String xml) throws XMLStreamException {
    return XmlStreams.open(xml);
  }

  private static void parse(String xml, double[] scales, double[] offsets)
      throws XMLStreamException {
    XMLStreamReader reader = reader(xml);
    while (reader.hasNext()) {
      if (reader.next() != XMLStreamConstants.START_ELEMENT
          || !reader.getLocalName().equals("Item")) {
        continue;
      }
      String role = reader.getAttributeValue(null, "role");
      String sample = reader.getAttributeValue(null, "sample");
      double[] target = "scale".equals(role) ? scales : "offset".equals(role) ? offsets : null;
      int band = target == null || sample == null ? -1 : Integer.parseInt(sample);
      if (target != null && band >= 0 && band < target.length) {
        target[band] = Double.parseDouble(reader.getElementText().strip());
      }
    }
  }
}
