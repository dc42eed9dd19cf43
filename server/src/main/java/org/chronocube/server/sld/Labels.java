// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.sld;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Text in pictures. A Java without any font (small containers have none) cannot draw text: legends
 * then have no labels, which is logged once.
 */
public final class Labels {

  private static final Logger LOG = LoggerFactory.getLogger(Labels.class);
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Optional<FontMetrics> METRICS = metrics();

  private Labels() {}

  private static Optional<FontMetrics> metrics() {
    Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB).createGraphics();
    try {
      FontMetrics metrics = g.getFontMetrics(FONT);
      metrics.stringWidth("0");
      return Optional.of(metrics);
    } catch (Error | RuntimeException noFonts) {
      // Which of them depends on what is missing: the library, its configuration, or every font.
      LOG.warn("legends have no labels: this Java has no fonts ({})", noFonts.toString());
      return Optional.empty();
    } finally {
      g.dispose();
    }
  }

  /** Sizes of text; empty when there are no fonts. */
  public static Optional<FontMetrics> sizes() {
    return METRICS;
  }

  /** Pixels a text takes, 0 without fonts. */
  static int width(String text) {
    return METRICS.map(m -> m.stringWidth(text)).orElse(0);
  }

  /** Draws a text in the present colour from a baseline's left end; nothing without fonts. */
  public static void draw(Graphics2D g, String text, int x, int baseline) {
    if (METRICS.isPresent()) {
      g.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      g.setFont(FONT);
      g.drawString(text, x, baseline);
    }
  }
}
