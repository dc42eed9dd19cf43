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
 * Draws what the colours of rules mean, one below the other, each under its title if it has one: a
 * bar with labels for a ramp (high values on top) and for gray, a box with a label for each
 * interval, value or channel.
 */
public final class Legend {

  private static final int MARGIN = 4;
  private static final int GAP = 6;
  private static final int FRAME = 0xFF606060;

  /**
   * A row: a colour and what it means.
   *
   * @param argb colour of a box, or of the bar at the row's middle
   * @param label may be empty
   */
  record Row(int argb, String label) {}

  /**
   * What one symbolizer means.
   *
   * @param title may be empty
   * @param bar true for a continuous bar through the rows, false for a box each
   * @param rows from the top
   */
  private record Part(String title, boolean bar, List<Row> rows) {

    int height(int row) {
      return (title.isEmpty() ? 0 : row) + rows.size() * row;
    }
  }

  private final List<Part> parts;

  private Legend(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * The legend of some rules of a style.
   *
   * @param bandNames of the coverage, to name the channels
   */
  public static Legend of(List<RasterStyle.Rule> rules, List<String> bandNames) {
    return new Legend(rules.stream().map(r -> part(r.title(), r.symbolizer(), bandNames)).toList());
  }

  private static Part part(String title, RasterSymbolizer symbolizer, List<String> bandNames) {
    if (symbolizer.colorMap().isPresent()) {
      return ofColorMap(title, symbolizer.colorMap().get());
    }
    List<Integer> bands = symbolizer.bands(bandNames);
    if (bands.size() == 3) {
      return new Part(
          title,
          false,
          List.of(
              new Row(0xFFE02020, bandNames.get(bands.get(0))),
              new Row(0xFF20A020, bandNames.get(bands.get(1))),
              new Row(0xFF2050E0, bandNames.get(bands.get(2)))));
    }
    return gray(title, symbolizer, bandNames.get(bands.get(0)));
  }

  private static Part ofColorMap(String title, ColorMap map) {
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
    return new Part(title, ramp, rows);
  }

  private static Part gray(String title, RasterSymbolizer symbolizer, String band) {
    var range = symbolizer.contrast(0).range();
    String low = range.map(r -> number(r.min())).orElse("low");
    String high = range.map(r -> number(r.max())).orElse("high");
    return new Part(
        title,
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
    BufferedImage image =
        new BufferedImage(
            2 * MARGIN + width(boxWidth),
            2 * MARGIN + parts.stream().mapToInt(p -> p.height(height)).sum(),
            BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    if (background != null) {
      g.setColor(new Color(background));
      g.fillRect(0, 0, image.getWidth(), image.getHeight());
    }
    int top = MARGIN;
    for (Part part : parts) {
      draw(part, g, top, boxWidth, height);
      top += part.height(height);
    }
    g.dispose();
    return image;
  }

  private static void draw(Part part, Graphics2D g, int top, int width, int height) {
    int rows = top;
    if (!part.title().isEmpty()) {
      label(g, part.title(), MARGIN, top, height);
      rows += height;
    }
    if (part.bar()) {
      drawBar(part.rows(), g, rows, width, height);
    } else {
      drawBoxes(part.rows(), g, rows, width, height);
    }
    for (int i = 0; i < part.rows().size(); i++) {
      label(g, part.rows().get(i).label(), MARGIN + width + GAP, rows + i * height, height);
    }
  }

  private static void drawBoxes(List<Row> rows, Graphics2D g, int top, int width, int height) {
    for (int i = 0; i < rows.size(); i++) {
      int y = top + i * height;
      g.setColor(new Color(rows.get(i).argb(), true));
      g.fillRect(MARGIN, y + 1, width, height - 3);
      g.setColor(new Color(FRAME));
      g.drawRect(MARGIN, y + 1, width - 1, height - 3);
    }
  }

  // A row's colour holds at its middle; between middles colours run, beyond the ends they stay.
  private static void drawBar(List<Row> rows, Graphics2D g, int top, int width, int height) {
    List<ColorMap.Entry> stops = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      int argb = rows.get(i).argb();
      double middle = top + (i + 0.5) * height;
      stops.add(new ColorMap.Entry(argb & 0xFFFFFF, middle, (argb >>> 24) / 255.0, ""));
    }
    ColorMap.Table table = new ColorMap(ColorMap.Type.RAMP, stops).table();
    g.setComposite(AlphaComposite.SrcOver);
    for (int y = top; y < top + rows.size() * height; y++) {
      g.setColor(new Color(table.argb(y + 0.5), true));
      g.fillRect(MARGIN, y, width, 1);
    }
    g.setColor(new Color(FRAME));
    g.drawRect(MARGIN, top, width - 1, rows.size() * height - 1);
  }

  private static void label(Graphics2D g, String text, int x, int top, int height) {
    int rise = Labels.sizes().map(m -> (m.getAscent() - m.getDescent()) / 2).orElse(0);
    g.setColor(Color.BLACK);
    Labels.draw(g, text, x, top + height / 2 + rise);
  }

  private int width(int box) {
    int titles = parts.stream().mapToInt(p -> Labels.width(p.title())).max().orElse(0);
    int labels =
        parts.stream()
            .flatMap(p -> p.rows().stream())
            .mapToInt(r -> Labels.width(r.label()))
            .max()
            .orElse(0);
    return Math.max(titles, box + (labels == 0 ? 0 : GAP + labels));
  }
}
