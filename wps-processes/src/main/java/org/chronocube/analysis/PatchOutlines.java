// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.algorithm.Connectivity;
import org.chronocube.algorithm.GeodesicArea;
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
    double pixel = squareMetres(outline(grid.crop(middle)));
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
   * @param change 1 = change, 0 = none
   * @param values of which each patch is told the means
   */
  List<ChangeMap.Patch> of(byte[] change, LayerRaster values, Progress progress) {
    Patches patches = Patches.of(grid.shape(), change, connectivity);
    double[][] means = means(patches, values);
    List<Geometry> outlines = Outlines.of(patches, grid.affine());
    List<ChangeMap.Patch> result = new ArrayList<>(outlines.size());
    for (int i = 0; i < outlines.size(); i++) {
      if (i % CANCEL_EVERY == 0) {
        progress.checkCancelled();
      }
      Geometry outline = outlines.get(i);
      result.add(
          new ChangeMap.Patch(outline, patches.size(i + 1), means[i], squareMetres(outline)));
    }
    return result;
  }

  /** Means of all layers, [patch - 1][layer]. */
  private static double[][] means(Patches patches, LayerRaster values) {
    double[][] means = new double[patches.count()][values.layers()];
    for (int layer = 0; layer < values.layers(); layer++) {
      PatchFigures figures = PatchFigures.of(patches, values.pixels(layer));
      for (int patch = 0; patch < means.length; patch++) {
        means[patch][layer] = figures.mean(patch + 1);
      }
    }
    return means;
  }

  private double squareMetres(Geometry outline) {
    double step = DENSE_PIXELS * Math.max(grid.resolution().x(), grid.resolution().y());
    Geometry dense = Densifier.densify(outline, step);
    return GeodesicArea.of(crs.transform(dense, grid.crs(), CrsRegistry.WGS84)).squareMetres();
  }
}
