// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.List;
import org.chronocube.algorithm.ClassAreas;
import org.chronocube.algorithm.Statistics;
import org.chronocube.algorithm.StatisticsAccumulator;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;

/**
 * What all sites show at one time, gathered block by block. Sites without a valid pixel take no
 * memory.
 */
final class ZonalTally {

  /** Samples kept for exact percentiles; a sketch, which follows, takes about as much memory. */
  static final int EXACT_LIMIT = 50_000;

  private final Sites sites;
  private final ZonalFigures figures;
  private final PixelAreas areas;
  private final int bands;

  /** [site · bands + band] */
  private final StatisticsAccumulator[] statistics;

  private final ClassAreas[] classes;

  /**
   * @param areas of the pixels of the sites' grid; looked at for classes only
   */
  ZonalTally(Sites sites, ZonalFigures figures, PixelAreas areas, int bands) {
    this.sites = sites;
    this.figures = figures;
    this.areas = areas;
    this.bands = bands;
    int n = sites.count() * bands;
    this.statistics = new StatisticsAccumulator[figures.classes() ? 0 : n];
    this.classes = new ClassAreas[figures.classes() ? n : 0];
  }

  /**
   * @param values one block a band, of the block's window
   */
  void add(SiteBlock block, List<RasterBlock> values) {
    for (int i = 0; i < block.count(); i++) {
      for (int band = 0; band < bands; band++) {
        add(block, i, block.site(i) * bands + band, values.get(band));
      }
    }
  }

  private void add(SiteBlock block, int i, int at, RasterBlock values) {
    int first = block.start(i);
    int stop = block.start(i + 1);
    if (figures.classes()) {
      if (classes[at] == null) {
        classes[at] = new ClassAreas();
      }
      Window window = block.window();
      classes[at].add(
          values.samples(),
          values.mask(),
          block.runs(),
          first,
          stop,
          pixel ->
              areas.at(
                  window.rowStart() + pixel / window.width(),
                  window.colStart() + pixel % window.width()));
      return;
    }
    if (statistics[at] == null) {
      statistics[at] =
          figures.percentiles().isEmpty()
              ? StatisticsAccumulator.withoutPercentiles()
              : new StatisticsAccumulator(EXACT_LIMIT);
    }
    statistics[at].add(values.samples(), values.mask(), block.runs(), first, stop);
  }

  /** Adds lines for the sites that show enough, in the order of sites, bands and classes. */
  void addRows(ZonalRow.Time time, List<String> names, List<ZonalRow> rows) {
    for (int site = 0; site < sites.count(); site++) {
      for (int band = 0; band < bands; band++) {
        int at = site * bands + band;
        if (figures.classes()) {
          addClasses(site, time, names.get(band), classes[at], rows);
        } else if (statistics[at] != null && isEnough(site, statistics[at].count())) {
          Statistics of =
              statistics[at].result(figures.percentiles()).withTotal(sites.pixels(site));
          rows.add(new ZonalRow.Values(site, time, names.get(band), of));
        }
      }
    }
  }

  private void addClasses(
      int site, ZonalRow.Time time, String band, ClassAreas of, List<ZonalRow> rows) {
    if (of == null || !isEnough(site, of.valid())) {
      return;
    }
    for (int i = 0; i < of.count(); i++) {
      rows.add(
          new ZonalRow.ClassArea(
              site, time, band, of.value(i), of.pixels(i), of.valid(), of.squareMetres(i)));
    }
  }

  private boolean isEnough(int site, long count) {
    return count > 0 && 100.0 * count >= figures.minValid() * sites.pixels(site);
  }
}
