// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chronocube.algorithm.Connectivity;
import org.chronocube.algorithm.GeodesicArea;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.Outlines;
import org.chronocube.algorithm.PatchFigures;
import org.chronocube.algorithm.Patches;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Progress;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Patches of change with their outlines and areas on the ellipsoid. */
final class PatchOutlines {

  private static final int CANCEL_EVERY = 256;

  /** Edges are straight in the grid's CRS; this many pixels of them are as good as a geodesic. */
  private static final int DENSE_PIXELS = 16;

  private final GeoBox grid;
  private final Connectivity connectivity;
  private final CrsRegistry crs;

  PatchOutlines(GeoBox grid, Connectivity connectivity, CrsRegistry crs) {
    this.grid = grid;
    this.connectivity = connectivity;
    this.crs = crs;
  }

  /** The least number of pixels that is not less than an area, by the grid's middle pixel. */
  int pixels(double squareMetres) {
    if (squareMetres == 0) {
      return 1;
    }
    Window middle = Window.at(grid.height() / 2, grid.width() / 2, 1, 1);
    double pixel = measure(outline(grid.crop(middle))).squareMetres();
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.ceil(squareMetres / pixel - 1e-6)));
  }

  private static Geometry outline(GeoBox pixel) {
    Affine a = pixel.affine();
    Coordinate first = new Coordinate(a.x(0, 0), a.y(0, 0));
    return new GeometryFactory()
        .createPolygon(
            new Coordinate[] {
              first,
              new Coordinate(a.x(0, 1), a.y(0, 1)),
              new Coordinate(a.x(1, 1), a.y(1, 1)),
              new Coordinate(a.x(1, 0), a.y(1, 0)),
              first.copy()
            });
  }

  /**
   * @param classes 0 = no change; patches are of one class
   * @param signs direction of a patch by its class
   * @param plain the layers, of which each patch is told figures
   */
  List<ChangeMap.Patch> of(byte[] classes, int[] signs, ChangeMap plain, Progress progress) {
    Patches patches = Patches.of(grid.shape(), classes, connectivity);
    int[] directions = new int[patches.count() + 1];
    patches.forEachRun((patch, from, to) -> directions[patch] = signs[classes[from]]);
    Figures figures = new Figures(patches, plain, progress);
    List<Geometry> outlines = Outlines.of(patches, grid.affine());
    List<ChangeMap.Patch> result = new ArrayList<>(outlines.size());
    for (int i = 0; i < outlines.size(); i++) {
      if (i % CANCEL_EVERY == 0) {
        progress.checkCancelled();
      }
      GeodesicArea size = measure(outlines.get(i));
      result.add(
          new ChangeMap.Patch(
              outlines.get(i),
              patches.size(i + 1),
              directions[i + 1],
              figures.means[i],
              figures.largest[i],
              figures.dates[i],
              size.squareMetres(),
              size.perimeterMetres()));
    }
    return result;
  }

  /** What layers are over each patch, [patch - 1]; one layer is gathered at a time. */
  private static final class Figures {
    final double[][] means;
    final double[] largest;
    final ChangeMap.Dates[] dates;

    Figures(Patches patches, ChangeMap plain, Progress progress) {
      means = new double[patches.count()][plain.layers().size()];
      largest = new double[patches.count()];
      dates = new ChangeMap.Dates[patches.count()];
      Arrays.fill(largest, Double.NaN);
      Arrays.fill(dates, ChangeMap.Dates.NONE);
      int magnitude = plain.magnitude();
      int date = plain.layer(Layer.Role.DATE);
      for (int layer = 0; layer < plain.layers().size(); layer++) {
        progress.checkCancelled();
        PatchFigures of = PatchFigures.of(patches, plain.values().pixels(layer));
        for (int i = 0; i < means.length; i++) {
          means[i][layer] = of.mean(i + 1);
          if (layer == magnitude) {
            largest[i] = farthest(of.min(i + 1), of.max(i + 1));
          }
          if (layer == date) {
            dates[i] = new ChangeMap.Dates(of.median(i + 1), of.min(i + 1), of.max(i + 1));
          }
        }
      }
    }

    private static double farthest(double min, double max) {
      return -min > max ? min : max;
    }
  }

  private GeodesicArea measure(Geometry outline) {
    double step = DENSE_PIXELS * Math.max(grid.resolution().x(), grid.resolution().y());
    Geometry dense = Densifier.densify(outline, step);
    return GeodesicArea.of(crs.transform(dense, grid.crs(), CrsRegistry.WGS84));
  }
}
