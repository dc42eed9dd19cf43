// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.util.Range;

/** Values of custom dimensions in read parameters: numbers, ranges, texts, {@code min/max}. */
final class DimensionValues {

  private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

  private DimensionValues() {}

  /** Any of the values; on the granules' attribute. */
  static Filter filter(SceneDimension dimension, List<?> values) {
    List<Filter> any = new ArrayList<>();
    for (Object value : values) {
      any.add(one(dimension, value));
    }
    return any.size() == 1 ? any.get(0) : FILTERS.or(any);
  }

  private static Filter one(SceneDimension dimension, Object value) {
    PropertyName attribute = FILTERS.property(dimension.attribute());
    if (value instanceof Range<?> range) {
      return FILTERS.between(
          attribute, FILTERS.literal(range.getMinValue()), FILTERS.literal(range.getMaxValue()));
    }
    boolean number = Number.class.isAssignableFrom(dimension.type());
    if (number && value instanceof String text && text.contains("/")) {
      String[] ends = text.split("/");
      return FILTERS.between(
          attribute,
          FILTERS.literal(number(dimension, ends[0])),
          FILTERS.literal(number(dimension, ends[1])));
    }
    Object literal = number ? (Object) number(dimension, value) : String.valueOf(value);
    return FILTERS.equals(attribute, FILTERS.literal(literal));
  }

  private static Double number(SceneDimension dimension, Object value) {
    try {
      return Double.valueOf(String.valueOf(value).strip());
    } catch (NumberFormatException e) {
      throw new InvalidParameterException(
          dimension.name(), dimension + " must be a number or min/max, was " + value, e);
    }
  }
}
