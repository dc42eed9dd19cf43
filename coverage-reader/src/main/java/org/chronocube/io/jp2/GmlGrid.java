// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.xml.XmlStreams;

/**
 * The grid that GML in JPEG 2000 gives (OGC 05-047r3 and 08-085r8): the origin of its {@code
 * RectifiedGrid} is the centre of the first pixel.
 */
final class GmlGrid {

  private static final Pattern EPSG =
      Pattern.compile("EPSG(?:/0/|:[\\d.]*:|:|/[\\d.]+/)(\\d{4,6})$");

  private String crs;
  private double[] origin;
  private final List<double[]> offsets = new ArrayList<>();

  private GmlGrid() {}

  /** The grid, or null when the text has none in a projected CRS with an EPSG code. */
  static GeoBox parse(String xml, Shape shape) throws Jp2Exception {
    int start = xml.indexOf('<');
    if (start < 0 || !xml.contains("RectifiedGrid")) {
      return null;
    }
    GmlGrid grid = new GmlGrid();
    try {
      grid.read(xml.substring(start));
    } catch (XMLStreamException | NumberFormatException e) {
      throw new Jp2Exception("GML must be XML with numbers: " + e.getMessage());
    }
    return grid.geoBox(shape);
  }

  private void read(String xml) throws XMLStreamException {
    XMLStreamReader reader = XmlStreams.open(xml);
    boolean inGrid = false;
    while (reader.hasNext()) {
      reader.next();
      if (reader.isEndElement() && reader.getLocalName().equals("RectifiedGrid")) {
        return;
      }
      if (!reader.isStartElement()) {
        continue;
      }
      String name = reader.getLocalName();
      inGrid |= name.equals("RectifiedGrid");
      if (!inGrid) {
        continue;
      }
      if (crs == null) {
        crs = epsg(reader.getAttributeValue(null, "srsName"));
      }
      if (name.equals("pos") || name.equals("coordinates")) {
        origin = numbers(reader.getElementText());
      } else if (name.equals("offsetVector")) {
        offsets.add(numbers(reader.getElementText()));
      }
    }
  }

  private static String epsg(String srsName) {
    Matcher match = EPSG.matcher(srsName == null ? "" : srsName);
    return match.find() ? "EPSG:" + match.group(1) : null;
  }

  private static double[] numbers(String text) {
    String[] words = text.strip().split("[\\s,]+");
    double[] numbers = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = Double.parseDouble(words[i]);
    }
    return numbers;
  }

  // Latitude comes first in EPSG:4326 (and the like), where writers disagree on what they wrote.
  private GeoBox geoBox(Shape shape) throws Jp2Exception {
    boolean complete =
        crs != null
            && !crs.matches("EPSG:4\\d{3}")
            && origin != null
            && origin.length == 2
            && offsets.size() == 2
            && offsets.stream().allMatch(o -> o.length == 2);
    if (!complete) {
      return null;
    }
    double[] column = offsets.get(0);
    double[] row = offsets.get(1);
    try {
      Affine centres = new Affine(column[0], row[0], origin[0], column[1], row[1], origin[1]);
      return new GeoBox(shape, centres.shift(-0.5, -0.5), crs);
    } catch (IllegalArgumentException e) {
      throw new Jp2Exception("GML grid: " + e.getMessage());
    }
  }
}
