// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;

/** Names and places of the shipped data directory that several tests use. */
final class Sample {

  /** The Belgian field in EPSG:32631: 64 by 66 pixels of 10 m. */
  static final String FIELD = "643260,5675820,643900,5676480";

  static final int FIELD_COLUMNS = 64;
  static final int FIELD_ROWS = 66;
  static final double FIELD_WEST = 643260;
  static final double FIELD_NORTH = 5676480;

  /** Bordeaux: 461 by 517 pixels in longitude and latitude. */
  static final double CITY_WEST = -0.600986480713;

  static final double CITY_NORTH = 44.8668196756;
  static final double CITY_PIXEL_WIDTH = 0.050125122070 / 461;
  static final double CITY_PIXEL_HEIGHT = 0.0562365545 / 517;

  private Sample() {}

  /** West, south, east and north of a window of Bordeaux's pixels. */
  static double[] city(int column, int row, int columns, int rows) {
    return new double[] {
      CITY_WEST + column * CITY_PIXEL_WIDTH,
      CITY_NORTH - (row + rows) * CITY_PIXEL_HEIGHT,
      CITY_WEST + (column + columns) * CITY_PIXEL_WIDTH,
      CITY_NORTH - row * CITY_PIXEL_HEIGHT
    };
  }

  /** A map of the field at one pixel per pixel; parameters replace or add. */
  static Answer map(OgcServer server, String layer, String style, String... parameters)
      throws Exception {
    String[] base = {
      "version",
      "1.3.0",
      "request",
      "GetMap",
      "layers",
      server.layer(layer),
      "styles",
      style,
      "crs",
      "EPSG:32631",
      "bbox",
      FIELD,
      "width",
      Integer.toString(FIELD_COLUMNS),
      "height",
      Integer.toString(FIELD_ROWS),
      "format",
      "image/png",
      "transparent",
      "true"
    };
    return server.wms(joined(base, parameters));
  }

  /** What is expected of {@code sar_vv} on 15 April 2023. */
  static BufferedImage radar(OgcServer server) throws IOException {
    int black = Integer.parseUnsignedInt(KnownDifference.BLACK_OF_FLOATS.on(server), 16);
    return Pictures.withBlack(Expected.picture("map_sar_vv_20230415"), black);
  }

  static String[] joined(String[] base, String... more) {
    String[] all = Arrays.copyOf(base, base.length + more.length);
    System.arraycopy(more, 0, all, base.length, more.length);
    return all;
  }
}
