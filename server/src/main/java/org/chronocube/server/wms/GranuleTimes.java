// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.chronocube.server.datadir.DataDirectoryException;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.coverage.grid.io.DimensionDescriptor;
import org.geotools.coverage.grid.io.GranuleSource;
import org.geotools.coverage.grid.io.StructuredGridCoverage2DReader;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.factory.CommonFactoryFinder;

/** The times of a reader's granules, asked one question at a time. */
final class GranuleTimes implements LayerTimes {

  private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();
  private static final String DIMENSION = "time";

  private final StructuredGridCoverage2DReader reader;
  private final String coverage;

  GranuleTimes(StructuredGridCoverage2DReader reader, String coverage) {
    this.reader = reader;
    this.coverage = coverage;
  }

  @Override
  public Optional<Instant> newest() {
    return metadata("TIME_DOMAIN_MAXIMUM").map(GranuleTimes::last);
  }

  @Override
  public Optional<Instant> oldest() {
    return metadata("TIME_DOMAIN_MINIMUM").map(GranuleTimes::first);
  }

  @Override
  public List<String> domain() {
    return metadata("TIME_DOMAIN").map(d -> Arrays.asList(d.split(","))).orElse(List.of());
  }

  @Override
  public boolean any(Instant first, Instant last) {
    String attribute = attribute();
    Filter filter =
        FILTERS.between(
            FILTERS.property(attribute), FILTERS.literal(date(first)), FILTERS.literal(date(last)));
    return one(filter, attribute, SortOrder.DESCENDING).isPresent();
  }

  @Override
  public Optional<Instant> atOrBefore(Instant instant) {
    String attribute = attribute();
    Filter filter =
        FILTERS.lessOrEqual(FILTERS.property(attribute), FILTERS.literal(date(instant)));
    return one(filter, attribute, SortOrder.DESCENDING);
  }

  @Override
  public Optional<Instant> atOrAfter(Instant instant) {
    String attribute = attribute();
    Filter filter =
        FILTERS.greaterOrEqual(FILTERS.property(attribute), FILTERS.literal(date(instant)));
    return one(filter, attribute, SortOrder.ASCENDING);
  }

  private Optional<Instant> one(Filter filter, String attribute, SortOrder order) {
    try {
      GranuleSource granules = reader.getGranules(coverage, true);
      Query query = new Query(granules.getSchema().getTypeName(), filter);
      query.setMaxFeatures(1);
      query.setSortBy(new SortBy[] {FILTERS.sort(attribute, order)});
      try (SimpleFeatureIterator features = granules.getGranules(query).features()) {
        if (!features.hasNext()) {
          return Optional.empty();
        }
        SimpleFeature granule = features.next();
        return Optional.of(((Date) granule.getAttribute(attribute)).toInstant());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String attribute() {
    try {
      return reader.getDimensionDescriptors(coverage).stream()
          .filter(d -> d.getName().equalsIgnoreCase(DIMENSION))
          .map(DimensionDescriptor::getStartAttribute)
          .findFirst()
          .orElseThrow(
              () -> new DataDirectoryException("coverage " + coverage + " has no time dimension"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> metadata(String name) {
    try {
      return Optional.ofNullable(reader.getMetadataValue(coverage, name))
          .filter(text -> !text.isBlank());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant first(String text) {
    return Instant.parse(text.split("/")[0].strip());
  }

  private static Instant last(String text) {
    String[] parts = text.split("/");
    return Instant.parse(parts[parts.length > 1 ? 1 : 0].strip());
  }

  private static Date date(Instant instant) {
    return Date.from(instant);
  }
}
