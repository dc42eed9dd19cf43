// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.index.SceneQuery;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.factory.CommonFactoryFinder;

/**
 * A dataset series (OGC 10-140r1, clause 7.5): the scenes of a coverage, or those of a product
 * wherever a coverage shows them.
 *
 * @param id an NCName
 * @param title for humans
 * @param parts of which coverages the scenes are datasets; no scene is in two parts
 */
record DatasetSeries(String id, String title, List<Part> parts) {

  private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

  /**
   * Scenes of one product as datasets of a coverage.
   *
   * @param coverage that they are seen through
   * @param product their product
   * @param filter which of them
   */
  record Part(Coverage coverage, String product, Filter filter) {

    /** All scenes of the part, newest first. */
    SceneQuery query() {
      return coverage.scenes().withProducts(List.of(product)).withFilter(filter);
    }
  }

  /** The series of coverages that have datasets, then those of products. */
  static List<DatasetSeries> of(List<Coverage> coverages) {
    List<DatasetSeries> all = new ArrayList<>();
    Map<String, List<Part>> products = new LinkedHashMap<>();
    for (Coverage coverage : coverages) {
      if (coverage.hasTime() && coverage.hasDatasets()) {
        all.add(new DatasetSeries(EoIds.series(coverage.id()), coverage.title(), parts(coverage)));
        for (String product : coverage.cube().products()) {
          addTo(products.computeIfAbsent(product, p -> new ArrayList<>()), coverage, product);
        }
      }
    }
    products.forEach(
        (product, parts) ->
            all.add(
                new DatasetSeries(EoIds.series(product), title(parts.get(0)), List.copyOf(parts))));
    return all;
  }

  private static String title(Part part) {
    return part.coverage()
        .datacube()
        .index()
        .product(part.product())
        .map(p -> p.title())
        .orElse(part.product());
  }

  /** The scenes of a coverage, product by product. */
  static List<Part> parts(Coverage coverage) {
    return coverage.cube().products().stream()
        .map(product -> new Part(coverage, product, Filter.INCLUDE))
        .toList();
  }

  /** Adds the scenes that no earlier coverage shows. */
  private static void addTo(List<Part> parts, Coverage coverage, String product) {
    Filter filter = Filter.INCLUDE;
    for (Part part : parts) {
      Coverage earlier = part.coverage();
      if (!earlier.datacube().equals(coverage.datacube())) {
        continue;
      }
      if (earlier.cube().grid().equals(coverage.cube().grid())) {
        return;
      }
      Filter outside =
          FILTERS.disjoint(
              FILTERS.property("footprint"),
              FILTERS.literal(coverage.datacube().crs().searchArea(earlier.cube().grid())));
      filter = filter == Filter.INCLUDE ? outside : FILTERS.and(filter, outside);
    }
    parts.add(new Part(coverage, product, filter));
  }

  /** First to last scene; empty while there is none. */
  Optional<TimeInterval> time() {
    return parts.stream()
        .flatMap(p -> p.coverage().datacube().index().timeBounds(p.query()).stream())
        .reduce(
            (a, b) ->
                new TimeInterval(
                    a.start().isBefore(b.start()) ? a.start() : b.start(),
                    a.end().isAfter(b.end()) ? a.end() : b.end()));
  }

  /** Around the coverages' grids, longitude and latitude in degrees. */
  Extent bounds() {
    return parts.stream()
        .map(
            p ->
                p.coverage()
                    .datacube()
                    .crs()
                    .transform(
                        p.coverage().cube().grid().extent(),
                        p.coverage().cube().grid().crs(),
                        CrsRegistry.WGS84))
        .reduce(Extent::union)
        .orElseThrow();
  }
}
