// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.sld;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Draws what a symbolizer's colours mean: a bar with labels for a ramp (high values on top) and for
 * gray, a box with a label for each interval, value or channel.
 */
public final class Legend {

  private static final int MARGIN = 4;
  private static final int FRAME = 0xFF606060;

  /**
   * A row: a colour and what it means.
   *
   * @param argb colour of a box, or of the bar at the row's middle
   * @param label may be empty
   */
  record Row(int argb, String label) {}

  private final boolean bar;
  private final List<Row> rows;

  private Legend(boolean bar, List<Row> rows) {
    this.bar = bar;
    this.rows = rows;
  }

  /**
   * The legend of a symbolizer.
   *
   * @param bandNames of the coverage, to name the channels
   */
  public static Legend of(RasterSymbolizer symbolizer, List<String> bandNames) {
    if (symbolizer.colorMap().isPresent()) {
      return ofColorMap(symbolizer.colorMap().get());
    }
    List<Integer> bands = symbolizer.bands(bandNames);
    if (bands.size() == 3) {
      return new Legend(
          false,
          List.of(
              new Row(0xFFE02020, bandNames.get(bands.get(0))),
              new Row(0xFF20A020, bandNames.get(bands.get(1))),
              new Row(0xFF2050E0, bandNames.get(bands.get(2)))));
    }
    return gray(symbolizer, bandNames.get(bands.get(0)));
  }

  private static Legend ofColorMap(ColorMap map) {
    List<Row> rows = new ArrayList<>();
    boolean labelled = map.entries().stream().anyMatch(e -> !e.label().isEmpty());
    for (ColorMap.Entry e : map.entries()) {
      String label = labelled ? e.label() : number(e.quantity());
      // Unlabelled categories are left out of a labelled legend, as the author meant.
      if (map.type() == ColorMap.Type.RAMP || !labelled || !label.isEmpty()) {
        rows.add(new Row(e.argb(), label));
      }
    }
    boolean ramp = map.type() == ColorMap.Type.RAMP;
    if (ramp) {
      Collections.reverse(rows);
    }
    return new Legend(ramp, rows);
  }

  private static Legend gray(RasterSymbolizer symbolizer, String band) {
    var range = symbolizer.contrast(0).range();
    String low = range.map(r -> number(r.min())).orElse("low");
    String high = range.map(r -> number(r.max())).orElse("high");
    return new Legend(
        true,
        List.of(
            new Row(0xFFFFFFFF, high + "  " + band),
            new Row(0xFF808080, ""),
            new Row(0xFF000000, low)));
  }

  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return Long.toString((long) value);
    }
    return String.format(Locale.ROOT, "%.4g", value).replaceFirst("(\\.\\d*?)0+$", "$1");
  }

  /**
   * Draws it.
   *
   * @param boxWidth width of a box or of the bar
   * @param boxHeight height of a row
   * @param background {@code 0xRRGGBB}, or null for none
   */
  public BufferedImage draw(int boxWidth, int boxHeight, Integer background) {
    int height = Math.max(boxHeight, 16);
    int textWidth = textWidth();
    BufferedImage image =
        new BufferedImage(
            2 * MARGIN + boxWidth + (textWidth == 0 ? 0 : 6 + textWidth),
            2 * MARGIN + rows.size() * height,
            BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    if (background != null) {
      g.setColor(new Color(background));
      g.fillRect(0, 0, image.getWidth(), image.getHeight());
    }
    if (bar) {
      drawBar(image, g, boxWidth, height);
    } else {
      drawBoxes(g, boxWidth, height);
    }
    drawLabels(g, MARGIN + boxWidth + 6, height);
    g.dispose();
    return image;
  }

  private void drawBoxes(Graphics2D g, int width, int height) {
    for (int i = 0; i < rows.size(); i++) {
      int y = MARGIN + i * height;
      g.setColor(new Color(rows.get(i).argb(), true));
      g.fillRect(MARGIN, y + 1, width, height - 3);
      g.setColor(new Color(FRAME));
      g.drawRect(MARGIN, y + 1, width - 1, height - 3);
    }
  }

  // A row's colour holds at its middle; between middles colours run, beyond the ends they stay.
  private void drawBar(BufferedImage image, Graphics2D g, int width, int height) {
    List<ColorMap.Entry> stops = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      int argb = rows.get(i).argb();
      double middle = MARGIN + (i + 0.5) * height;
      stops.add(new ColorMap.Entry(argb & 0xFFFFFF, middle, (argb >>> 24) / 255.0, ""));
    }
    ColorMap.Table table = new ColorMap(ColorMap.Type.RAMP, stops).table();
    g.setComposite(AlphaComposite.SrcOver);
    for (int y = MARGIN; y < image.getHeight() - MARGIN; y++) {
      g.setColor(new Color(table.argb(y + 0.5), true));
      g.fillRect(MARGIN, y, width, 1);
    }
    g.setColor(new Color(FRAME));
    g.drawRect(MARGIN, MARGIN, width - 1, rows.size() * height - 1);
  }

  private void drawLabels(Graphics2D g, int x, int height) {
    int rise = Labels.sizes().map(m -> (m.getAscent() - m.getDescent()) / 2).orElse(0);
    g.setColor(Color.BLACK);
    for (int i = 0; i < rows.size(); i++) {
      Labels.draw(g, rows.get(i).label(), x, MARGIN + i * height + height / 2 + rise);
    }
  }

  private int textWidth() {
    return rows.stream().mapToInt(r -> Labels.width(r.label())).max().orElse(0);
  }
}
