// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chronocube.grid.Shape;
import org.chronocube.server.sld.Labels;

/** Errors drawn on the map, for clients that look at nothing but images. */
final class ErrorImage {

  private static final int MARGIN = 6;

  private ErrorImage() {}

  /**
   * The message in lines that fit, on a background {@code 0xAARRGGBB}; empty where Java has no
   * fonts to write with.
   */
  static Optional<Canvas> draw(Shape shape, int background, String message) {
    return Labels.sizes().map(metrics -> draw(shape, background, message, metrics));
  }

  private static Canvas draw(Shape shape, int background, String message, FontMetrics metrics) {
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(background, true));
    g.fillRect(0, 0, shape.width(), shape.height());
    g.setColor(new Color(0xB00000));
    int y = MARGIN + metrics.getAscent();
    for (String line : lines(message, shape.width() - 2 * MARGIN, metrics)) {
      Labels.draw(g, line, MARGIN, y);
      y += metrics.getHeight();
    }
    g.dispose();
    return Canvas.of(image);
  }

  private static List<String> lines(String message, int width, FontMetrics metrics) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : message.split("\\s+")) {
      if (line.length() > 0 && metrics.stringWidth(line + " " + word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
