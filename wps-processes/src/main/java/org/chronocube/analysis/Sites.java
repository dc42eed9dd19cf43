// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Connectivity;
import org.chronocube.algorithm.Outlines;
import org.chronocube.algorithm.Patches;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Progress;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Many places of which figures are wanted at once, burnt into a grid: each pixel of the grid can
 * then be read once, whatever the number of sites. Pixels belong to a site by the rules of {@link
 * Area}; sites may overlap, and a pixel then counts for each of them.
 */
public final class Sites {

  /** Rows and columns of the cells that what is read is rounded to. */
  private static final int CELL = 64;

  private static final int CANCEL_EVERY = 64;

  /**
   * A place.
   *
   * @param id for humans
   * @param geometry of any type, x first
   * @param crs of the geometry, {@code EPSG:n}
   */
  public record Place(String id, Geometry geometry, String crs) {}

  /**
   * A place that has pixels.
   *
   * @param place its index among the places asked for
   * @param allTouched true: every pixel touched, as no centre is inside; false: by pixel centre
   */
  record Site(int place, boolean allTouched, SiteRuns runs) {}

  private final List<Place> places;
  private final GeoBox grid;
  private final List<Site> sites;
  private final int row;
  private final int col;
  private final STRtree tree = new STRtree();

  private Sites(List<Place> places, GeoBox whole, List<Site> sites) {
    this.places = List.copyOf(places);
    this.sites = sites;
    Window window = sites.get(0).runs().window();
    for (int i = 0; i < sites.size(); i++) {
      Window own = sites.get(i).runs().window();
      window = window.union(own);
      tree.insert(envelope(own), i);
    }
    tree.build();
    this.row = window.rowStart();
    this.col = window.colStart();
    this.grid = whole.crop(window);
  }

  /**
   * Burns places into a grid. Those that have no pixel in it are left out.
   *
   * @param progress can stop it; nothing is reported
   * @throws InvalidParameterException when none has
   * @throws org.chronocube.cube.CancelledException when cancelled
   */
  public static Sites of(GeoBox grid, List<Place> places, CrsRegistry crs, Progress progress) {
    List<Site> sites = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      if (i % CANCEL_EVERY == 0) {
        progress.checkCancelled();
      }
      Place place = places.get(i);
      if (place.geometry() != null && !place.geometry().isEmpty()) {
        Geometry polygons = Area.polygons(place.geometry(), place.crs(), grid, crs);
        SiteRuns runs = SiteRuns.of(grid, polygons, false);
        boolean touched = runs.pixels() == 0 || place.geometry().getDimension() < 2;
        SiteRuns own = touched ? SiteRuns.of(grid, polygons, true) : runs;
        if (own.pixels() > 0) {
          sites.add(new Site(i, touched, own));
        }
      }
    }
    if (sites.isEmpty()) {
      throw new InvalidParameterException(
          "sites",
          "sites must meet "
              + grid.extent()
              + " in "
              + grid.crs()
              + ", none of "
              + places.size()
              + " did");
    }
    return new Sites(places, grid, sites);
  }

  private static Envelope envelope(Window w) {
    return new Envelope(w.colStart(), w.colStop() - 1, w.rowStart(), w.rowStop() - 1);
  }

  /** Smallest part of the grid that holds all sites. */
  public GeoBox grid() {
    return grid;
  }

  /** Number of sites that have pixels. */
  public int count() {
    return sites.size();
  }

  /** Number of places asked for. */
  public int places() {
    return places.size();
  }

  /** Ids of the places that have no pixel, in their order. */
  public List<String> withoutPixels() {
    List<String> ids = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < places.size(); i++) {
      if (next < sites.size() && sites.get(next).place() == i) {
        next++;
      } else {
        ids.add(places.get(i).id());
      }
    }
    return ids;
  }

  /** The place of the i-th site. */
  public Place place(int site) {
    return places.get(sites.get(site).place());
  }

  /** Index of the i-th site's place among those asked for. */
  public int placeIndex(int site) {
    return sites.get(site).place();
  }

  /** Whether every pixel it touches belongs to the i-th site. */
  public boolean allTouched(int site) {
    return sites.get(site).allTouched();
  }

  /** Number of pixels of the i-th site, ≥ 1. */
  public long pixels(int site) {
    return sites.get(site).runs().pixels();
  }

  /** A window of {@link #grid} in the grid that the sites were burnt into. */
  Window inWhole(Window window) {
    return window.shift(row, col);
  }

  /** The sites in a window of {@link #grid}. */
  SiteBlock block(Window window) {
    List<?> found = tree.query(envelope(window.shift(row, col)));
    int[] indices = found.stream().mapToInt(i -> (Integer) i).sorted().toArray();
    return SiteBlock.of(window, row, col, sites, indices);
  }

  /**
   * What must be read: a polygon, in the grid's CRS and along pixel edges, that holds all pixels of
   * all sites and not much else.
   */
  Geometry cells() {
    Shape cells = new Shape(cells(grid.height()), cells(grid.width()));
    byte[] needed = new byte[Math.toIntExact(cells.pixels())];
    Window here = grid.window().shift(row, col);
    for (Site site : sites) {
      site.runs()
          .forEach(
              here,
              (r, from, to) -> {
                int line = (r - row) / CELL * cells.width();
                for (int c = (from - col) / CELL; c <= (to - 1 - col) / CELL; c++) {
                  needed[line + c] = 1;
                }
              });
    }
    Affine a = grid.affine();
    Affine coarse =
        new Affine(a.a() * CELL, a.b() * CELL, a.c(), a.d() * CELL, a.e() * CELL, a.f());
    List<Geometry> outlines = Outlines.of(Patches.of(cells, needed, Connectivity.FOUR), coarse);
    return new GeometryFactory().buildGeometry(outlines);
  }

  private static int cells(int pixels) {
    return (pixels + CELL - 1) / CELL;
  }
}
