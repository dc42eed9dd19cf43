// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

  /**
   * What GDAL_METADATA and DateTime say.
   *
   * @param scalings of items with role scale and offset, one per band; 1 and 0 where they lack
   * @param descriptions DateTime as GDAL names it, and the items of the whole file without a role
   */
  record Metadata(List<Scaling> scalings, Map<String, String> descriptions) {}

  static Metadata metadata(Ifd ifd, int bands) throws IOException {
    Items items = new Items(bands);
    String dateTime = ifd.text(Tag.DATE_TIME);
    if (dateTime != null && !dateTime.isBlank()) {
      items.descriptions.put("TIFFTAG_DATETIME", dateTime.strip());
    }
    String xml = ifd.text(Tag.GDAL_METADATA);
    if (xml != null && !xml.isBlank()) {
      try {
        items.parse(xml.strip());
      } catch (XMLStreamException | NumberFormatException e) {
        throw new TiffException("GDAL_METADATA must be XML with numbers: " + e.getMessage(), e);
      }
    }
    return new Metadata(items.scalings(), Collections.unmodifiableMap(items.descriptions));
  }

  /** What is gathered while the XML is read, once. */
  private static final class Items {

    final double[] scales;
    final double[] offsets;
    final Map<String, String> descriptions = new LinkedHashMap<>();

    Items(int bands) {
      scales = new double[bands];
      offsets = new double[bands];
      Arrays.fill(scales, 1);
    }

    void parse(String xml) throws XMLStreamException {
      XMLStreamReader reader = XmlStreams.open(xml);
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals("Item")) {
          item(reader);
        }
      }
    }

    private void item(XMLStreamReader reader) throws XMLStreamException {
      String role = reader.getAttributeValue(null, "role");
      String sample = reader.getAttributeValue(null, "sample");
      String name = reader.getAttributeValue(null, "name");
      if (role == null && sample == null && name != null) {
        descriptions.put(name, reader.getElementText().strip());
        return;
      }
      double[] target = "scale".equals(role) ? scales : "offset".equals(role) ? offsets : null;
      int band = target == null || sample == null ? -1 : Integer.parseInt(sample);
      if (target != null && band >= 0 && band < target.length) {
        target[band] = Double.parseDouble(reader.getElementText().strip());
      }
    }

    List<Scaling> scalings() throws TiffException {
      List<Scaling> result = new ArrayList<>(scales.length);
      for (int i = 0; i < scales.length; i++) {
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
  }
}
