// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.algorithm.Connectivity;
import org.chronocube.algorithm.GeodesicArea;
import org.chronocube.algorithm.Outlines;
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

  List<ChangeMap.Patch> of(byte[] change, float[] magnitude, Progress progress) {
    Patches patches = Patches.of(grid.shape(), change, connectivity);
    double[] sums = new double[patches.count() + 1];
    for (int i = 0; i < magnitude.length; i++) {
      sums[patches.label(i)] += patches.label(i) == 0 ? 0 : magnitude[i];
    }
    List<Geometry> outlines = Outlines.of(patches, grid.affine());
    List<ChangeMap.Patch> result = new ArrayList<>(outlines.size());
    for (int i = 0; i < outlines.size(); i++) {
      if (i % CANCEL_EVERY == 0) {
        progress.checkCancelled();
      }
      int pixels = patches.size(i + 1);
      result.add(
          new ChangeMap.Patch(
              outlines.get(i), pixels, sums[i + 1] / pixels, squareMetres(outlines.get(i))));
    }
    return result;
  }

  private double squareMetres(Geometry outline) {
    double step = DENSE_PIXELS * Math.max(grid.resolution().x(), grid.resolution().y());
    Geometry dense = Densifier.densify(outline, step);
    return GeodesicArea.of(crs.transform(dense, grid.crs(), CrsRegistry.WGS84)).squareMetres();
  }
}
