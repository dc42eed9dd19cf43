// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Window;
import org.chronocube.scene.Footprints;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.locationtech.jts.geom.Envelope;

/**
 * The grid of a scene as a dataset: the pixels of a cube's lattice that its footprint and its
 * granules touch, so that all datasets of a cube have the offset vectors of the cube (OGC 10-140r1,
 * requirements 18 and 19).
 */
final class DatasetGrid {

  /** Of a pixel. */
  private static final double HAIR = 0.01;

  private DatasetGrid() {}

  static GeoBox of(GeoBox lattice, Scene scene, CrsRegistry registry) {
    Extent all = shrunk(footprint(lattice.crs(), scene, registry), lattice.resolution());
    for (Granule granule : scene.granules()) {
      Extent frame = frame(granule, lattice.crs(), registry);
      all = union(all, frame);
    }
    if (all == null) {
      return lattice;
    }
    Window window = lattice.windowOf(all);
    return lattice.crop(window.union(Window.at(window.rowStart(), window.colStart(), 1, 1)));
  }

  private static Extent union(Extent a, Extent b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.union(b);
  }

  /** Footprints are rounded: a hair beside an edge between pixels is no further pixel. */
  private static Extent shrunk(Extent extent, Resolution pixel) {
    double dx = HAIR * pixel.x();
    double dy = HAIR * pixel.y();
    boolean tiny = extent == null || extent.width() <= 2 * dx || extent.height() <= 2 * dy;
    return tiny
        ? extent
        : new Extent(
            extent.minX() + dx, extent.minY() + dy, extent.maxX() - dx, extent.maxY() - dy);
  }

  /** Null when a vertex has no place in the CRS. */
  private static Extent footprint(String crs, Scene scene, CrsRegistry registry) {
    if (crs.equals(CrsRegistry.WGS84)) {
      return Footprints.extent(scene.footprint());
    }
    try {
      Envelope e =
          registry.transform(scene.footprint(), CrsRegistry.WGS84, crs).getEnvelopeInternal();
      return new Extent(e.getMinX(), e.getMinY(), e.getMaxX(), e.getMaxY());
    } catch (InvalidParameterException e) {
      return null;
    }
  }

  /** Null when it has no place in the CRS, or when a geographic CRS would turn it around. */
  private static Extent frame(Granule granule, String crs, CrsRegistry registry) {
    if (crs.equals(CrsRegistry.WGS84) && !granule.grid().crs().equals(crs)) {
      return null;
    }
    try {
      return registry.transform(granule.grid().extent(), granule.grid().crs(), crs);
    } catch (InvalidParameterException e) {
      return null;
    }
  }
}
