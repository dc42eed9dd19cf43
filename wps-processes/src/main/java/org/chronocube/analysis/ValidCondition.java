// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chronocube.InvalidParameterException;
import org.chronocube.index.SortKey;
import org.geotools.api.filter.And;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.FilterAttributeExtractor;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;

/**
 * A condition on scenes, parted into what the index knows and what is asked of {@code aoi:valid},
 * the share (percent) of an area that a scene shows validly.
 *
 * @param indexed decided by the index, at first
 * @param valid on {@code aoi:valid} alone; {@link Filter#INCLUDE} for none
 */
record ValidCondition(Filter indexed, Filter valid) {

  private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

  /**
   * @throws InvalidParameterException when one of the conditions joined by AND is on {@code
   *     aoi:valid} and something else
   */
  static ValidCondition of(Filter filter) {
    List<Filter> indexed = new ArrayList<>();
    List<Filter> valid = new ArrayList<>();
    for (Filter part : parts(filter)) {
      Set<String> names = names(part);
      if (!names.contains(SceneSearch.VALID)) {
        indexed.add(part);
      } else if (names.size() == 1) {
        valid.add(part);
      } else {
        names.remove(SceneSearch.VALID);
        throw new InvalidParameterException(
            "filter",
            "filter must join "
                + SceneSearch.VALID
                + " to other conditions by AND, was joined to "
                + names
                + " otherwise");
      }
    }
    return new ValidCondition(joined(indexed), joined(valid));
  }

  /** True when a filter or a sort asks for {@code aoi:valid}. */
  static boolean isAsked(Filter filter, List<SortKey> sort) {
    return names(filter).contains(SceneSearch.VALID)
        || sort.stream().anyMatch(k -> k.property().equals(SceneSearch.VALID));
  }

  /** True when a scene with this share, in percent, passes. */
  boolean holds(double share) {
    return valid.equals(Filter.INCLUDE)
        || ((Filter) valid.accept(new Known(share), null)).evaluate(null);
  }

  private static Set<String> names(Filter filter) {
    FilterAttributeExtractor names = new FilterAttributeExtractor();
    filter.accept(names, null);
    return new HashSet<>(names.getAttributeNameSet());
  }

  private static List<Filter> parts(Filter filter) {
    if (!(filter instanceof And and)) {
      return List.of(filter);
    }
    return and.getChildren().stream().flatMap(child -> parts(child).stream()).toList();
  }

  private static Filter joined(List<Filter> filters) {
    return switch (filters.size()) {
      case 0 -> Filter.INCLUDE;
      case 1 -> filters.get(0);
      default -> FILTERS.and(filters);
    };
  }

  /** Puts the share where its name stands. */
  private static final class Known extends DuplicatingFilterVisitor {
    private final double share;

    Known(double share) {
      super(FILTERS);
      this.share = share;
    }

    @Override
    public Object visit(PropertyName name, Object data) {
      return FILTERS.literal(share);
    }
  }
}
