// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;

/** Maps of 256 x 256 pixels of an archive at random places, dates and zooms. */
final class MapRequests {

  static final int SIDE = 256;

  private static final double EARTH = 20037508.342789244;
  private static final int FIRST_ZOOM = 11;
  private static final int ZOOMS = 4;

  /**
   * One map.
   *
   * @param box in its CRS
   * @param crs EPSG:32631 or EPSG:3857
   * @param date as a TIME parameter
   * @param zoom of a tile
   * @param row of a tile, from the top
   * @param col of a tile
   */
  record Asked(Extent box, String crs, String date, int zoom, int row, int col) {

    private String map() {
      return String.format(
          Locale.ROOT,
          "service=WMS&version=1.1.1&request=GetMap&srs=%s&bbox=%.6f,%.6f,%.6f,%.6f"
              + "&width=%d&height=%d&format=image/png%%3B%%20mode=8bit&transparent=true",
          crs,
          box.minX(),
          box.minY(),
          box.maxX(),
          box.maxY(),
          SIDE,
          SIDE);
    }

    URI ours(URI root) {
      return root.resolve(
          "wms?layers=chronocube:"
              + MadeArchive.CUBE
              + "&styles=reflectance_gray&time="
              + date
              + "&"
              + map());
    }

    URI mapServer(URI root) {
      return root.resolve("?layers=made&styles=&date=" + date + "&" + map());
    }

    URI tile(URI root) {
      return root.resolve(
          String.format(
              Locale.ROOT,
              "wmts?service=WMTS&version=1.0.0&request=GetTile&layer=chronocube:%s"
                  + "&style=reflectance_gray&tilematrixset=EPSG:900913"
                  + "&tilematrix=EPSG:900913:%d&tilerow=%d&tilecol=%d&format=image/png8&time=%s",
              MadeArchive.CUBE,
              zoom,
              row,
              col,
              date));
    }

    URI restTile(URI root) {
      return root.resolve(
          String.format(
              Locale.ROOT,
              "gwc/service/wmts/rest/chronocube:%s/reflectance_gray/EPSG:900913/EPSG:900913:%d"
                  + "/%d/%d?format=image/png8&time=%s",
              MadeArchive.CUBE,
              zoom,
              row,
              col,
              date));
    }
  }

  private MapRequests() {}

  /** In the CRS of the files, 5 to 80 m a pixel. */
  static List<Asked> aligned(MadeArchive archive, int count) {
    SplittableRandom random = new SplittableRandom(6);
    Extent whole = archive.grid().extent();
    double most = whole.maxX() - whole.minX();
    List<Asked> asked = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double side = Math.min(SIDE * 10 * Math.pow(2, random.nextInt(5) - 1), most);
      double x = whole.minX() + random.nextDouble() * (most - side);
      double y = whole.minY() + random.nextDouble() * (most - side);
      Extent box = new Extent(x, y, x + side, y + side);
      asked.add(new Asked(box, archive.grid().crs(), date(archive, random), 0, 0, 0));
    }
    return asked;
  }

  /** Tiles of the web's usual grid, 5 to 38 m a pixel on the ground. */
  static List<Asked> tiles(MadeArchive archive, int count) {
    SplittableRandom random = new SplittableRandom(7);
    Extent whole =
        new CrsRegistry().transform(archive.grid().extent(), archive.grid().crs(), "EPSG:3857");
    List<Asked> asked = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int zoom = FIRST_ZOOM + random.nextInt(ZOOMS);
      double side = 2 * EARTH / (1 << zoom);
      double x = whole.minX() + random.nextDouble() * (whole.maxX() - whole.minX());
      double y = whole.minY() + random.nextDouble() * (whole.maxY() - whole.minY());
      int col = (int) ((x + EARTH) / side);
      int row = (int) ((EARTH - y) / side);
      Extent box =
          new Extent(
              col * side - EARTH,
              EARTH - (row + 1) * side,
              (col + 1) * side - EARTH,
              EARTH - row * side);
      asked.add(new Asked(box, "EPSG:3857", date(archive, random), zoom, row, col));
    }
    return asked;
  }

  private static String date(MadeArchive archive, SplittableRandom random) {
    return archive.time(random.nextInt(archive.dates())).toString().substring(0, 10);
  }
}
