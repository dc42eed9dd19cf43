// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Progress;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.PixelTransform;
import org.chronocube.grid.Shape;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * The footprints of a coverage's scenes as a coverage of one band: {@link #INSIDE} a footprint,
 * {@link #EDGE} on its edge, nodata elsewhere. Its features are the scenes.
 *
 * @param base whose scenes
 * @param crs transforms footprints, which are in longitude and latitude
 */
record OutlineCoverage(LayerCoverage base, CrsRegistry crs) implements LayerCoverage {

  static final int INSIDE = 1;
  static final int EDGE = 2;

  /** Footprints drawn at most; a map of more is all edges. */
  static final int MOST_SCENES = 5000;

  private static final float EDGE_PIXELS = 2;
  private static final int PAD = 8;
  private static final Extent WORLD = new Extent(-180, -90, 180, 90);
  // Straight in longitude and latitude is bent on the map: so many pieces of the longer side.
  private static final int PIECES = 64;
  private static final Band BAND = Band.of("OUTLINE", DataType.UINT8, NoData.of(0));
  private static final GeoBox DEGREES =
      new GeoBox(new Shape(1, 1), new Affine(1, 0, 0, 0, 1, 0), CrsRegistry.WGS84);

  @Override
  public List<Band> bands() {
    return List.of(BAND);
  }

  @Override
  public GeoBox grid() {
    return base.grid();
  }

  @Override
  public LayerTimes times() {
    return base.times();
  }

  @Override
  public List<Scene> scenes(GeoBox target, List<TimeInterval> times, int most) {
    return base.scenes(target, times, most);
  }

  @Override
  public boolean isOfFeatures() {
    return true;
  }

  @Override
  public List<RasterBlock> read(
      GeoBox target, List<Integer> bands, List<TimeInterval> times, Progress progress) {
    GeoBox around = padded(target);
    List<Path2D> paths = new ArrayList<>();
    for (GeoBox turn : Turns.of(around, WORLD)) {
      Geometry visible = crs.searchArea(turn);
      PixelTransform toPixels = crs.pixelTransform(DEGREES, turn);
      for (Scene scene : base.scenes(turn, times, MOST_SCENES)) {
        progress.checkCancelled();
        Geometry part = scene.footprint().intersection(visible);
        if (!part.isEmpty()) {
          paths.add(path(part, toPixels));
        }
      }
    }
    return Collections.nCopies(bands.size(), block(paint(paths, around, progress), target));
  }

  // Room for the edges that cutting to what is visible makes.
  private static GeoBox padded(GeoBox target) {
    return new GeoBox(
        new Shape(target.height() + 2 * PAD, target.width() + 2 * PAD),
        target.affine().shift(-PAD, -PAD),
        target.crs());
  }

  private static Path2D path(Geometry geometry, PixelTransform toPixels) {
    Envelope e = geometry.getEnvelopeInternal();
    double step = Math.max(e.getWidth(), e.getHeight()) / PIECES;
    Geometry dense = step > 0 ? Densifier.densify(geometry, step) : geometry;
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (int i = 0; i < dense.getNumGeometries(); i++) {
      if (dense.getGeometryN(i) instanceof Polygon polygon) {
        ring(path, polygon.getExteriorRing(), toPixels);
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
          ring(path, polygon.getInteriorRingN(hole), toPixels);
        }
      }
    }
    return path;
  }

  private static void ring(Path2D path, LinearRing ring, PixelTransform toPixels) {
    Coordinate[] lonLat = ring.getCoordinates();
    double[] points = new double[2 * lonLat.length];
    for (int i = 0; i < lonLat.length; i++) {
      points[2 * i] = lonLat[i].x;
      points[2 * i + 1] = lonLat[i].y;
    }
    toPixels.transform(points, lonLat.length);
    boolean begun = false;
    for (int i = 0; i < points.length; i += 2) {
      // A point that the map's projection has not, such as a pole.
      if (Double.isNaN(points[i])) {
        continue;
      }
      if (begun) {
        path.lineTo(points[i], points[i + 1]);
      } else {
        path.moveTo(points[i], points[i + 1]);
        begun = true;
      }
    }
    if (begun) {
      path.closePath();
    }
  }

  private static BufferedImage paint(List<Path2D> paths, GeoBox grid, Progress progress) {
    BufferedImage image =
        new BufferedImage(grid.width(), grid.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(new Color(INSIDE));
    for (Path2D path : paths) {
      progress.checkCancelled();
      g.fill(path);
    }
    g.setStroke(new BasicStroke(EDGE_PIXELS, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    g.setColor(new Color(EDGE));
    for (Path2D path : paths) {
      progress.checkCancelled();
      g.draw(path);
    }
    g.dispose();
    return image;
  }

  private static RasterBlock block(BufferedImage image, GeoBox target) {
    RasterBlock block = RasterBlock.allocate(target.shape());
    for (int row = 0; row < target.height(); row++) {
      for (int col = 0; col < target.width(); col++) {
        int value = image.getRGB(col + PAD, row + PAD) & 0xFF;
        if (value != 0) {
          int at = block.index(row, col);
          block.samples()[at] = value;
          block.mask().setValid(at);
        }
      }
    }
    return block;
  }
}
