// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chronocube.InvalidParameterException;
import org.chronocube.index.jdbc.SpatialCondition.Relation;
import org.chronocube.scene.Footprints;
import org.geotools.api.filter.And;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.BinaryLogicOperator;
import org.geotools.api.filter.ExcludeFilter;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.Id;
import org.geotools.api.filter.IncludeFilter;
import org.geotools.api.filter.Not;
import org.geotools.api.filter.Or;
import org.geotools.api.filter.PropertyIsBetween;
import org.geotools.api.filter.PropertyIsLike;
import org.geotools.api.filter.PropertyIsNil;
import org.geotools.api.filter.PropertyIsNull;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.spatial.BBOX;
import org.geotools.api.filter.spatial.BinarySpatialOperator;
import org.geotools.api.filter.spatial.Contains;
import org.geotools.api.filter.spatial.Disjoint;
import org.geotools.api.filter.spatial.Intersects;
import org.geotools.api.filter.spatial.Within;
import org.geotools.api.filter.temporal.BinaryTemporalOperator;
import org.geotools.api.geometry.BoundingBox;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.locationtech.jts.geom.Geometry;

/**
 * From a GeoTools filter to conditions with one meaning in SQL and in Java. What has no such
 * condition (arithmetic, property against property, comparisons without case, exotic relations)
 * stays a filter and is evaluated by GeoTools on each row.
 */
final class FilterCompiler {

  private static final int DEEPEST = 100;

  private FilterCompiler() {}

  /**
   * @throws InvalidParameterException when the filter calls a function, compares the time with what
   *     is no time, or has geometry in a projected CRS
   */
  static Condition compile(Filter filter) {
    return compile(filter, 1);
  }

  private static Condition compile(Filter filter, int depth) {
    if (depth > DEEPEST) {
      throw invalid("filter must not be nested deeper than " + DEEPEST);
    }
    if (filter instanceof IncludeFilter) {
      return Condition.TRUE;
    }
    if (filter instanceof ExcludeFilter) {
      return Condition.FALSE;
    }
    if (filter instanceof And) {
      return Condition.all(compileParts(filter, And.class, depth));
    }
    if (filter instanceof Or) {
      return new Condition.Any(compileParts(filter, Or.class, depth));
    }
    if (filter instanceof Not not) {
      return new Condition.Not(compile(not.getFilter(), depth + 1));
    }
    return leaf(filter).orElseGet(() -> new Condition.ByFilter(BoundProperty.bind(filter)));
  }

  /** The parts of {@code a OR b OR c}, which parsers nest two by two. */
  private static List<Condition> compileParts(
      Filter filter, Class<? extends BinaryLogicOperator> operator, int depth) {
    List<Condition> parts = new ArrayList<>();
    Deque<Filter> waiting = new ArrayDeque<>(List.of(filter));
    while (!waiting.isEmpty()) {
      Filter next = waiting.pop();
      if (operator.isInstance(next)) {
        List<Filter> children = operator.cast(next).getChildren();
        for (int i = children.size() - 1; i >= 0; i--) {
          waiting.push(children.get(i));
        }
      } else {
        parts.add(compile(next, depth + 1));
      }
    }
    return parts;
  }

  static InvalidParameterException invalid(String message) {
    return new InvalidParameterException("filter", message);
  }

  private static Optional<Condition> leaf(Filter filter) {
    if (filter instanceof BinaryComparisonOperator comparison) {
      return Comparisons.compile(comparison);
    }
    if (filter instanceof PropertyIsBetween between) {
      return Comparisons.compile(between);
    }
    if (filter instanceof BinaryTemporalOperator temporal) {
      return Temporals.compile(temporal);
    }
    if (filter instanceof BinarySpatialOperator spatial) {
      return spatial(spatial);
    }
    if (filter instanceof PropertyIsLike like) {
      return like.isMatchingCase()
          ? field(like.getExpression())
              .filter(f -> f != Field.Column.TIME && f != Field.Column.FOOTPRINT)
              .map(f -> new Condition.Like(f, LikePattern.of(like)))
          : Optional.empty();
    }
    if (filter instanceof PropertyIsNull missing) {
      return field(missing.getExpression()).map(Condition.Missing::new);
    }
    if (filter instanceof PropertyIsNil missing) {
      return field(missing.getExpression()).map(Condition.Missing::new);
    }
    if (filter instanceof Id id) {
      return Optional.of(
          new Condition.IdIn(
              id.getIDs().stream().map(String::valueOf).collect(Collectors.toSet())));
    }
    return Optional.empty();
  }

  static Optional<Field> field(Expression expression) {
    return expression instanceof PropertyName p
        ? Optional.of(Field.of(p.getPropertyName()))
        : Optional.empty();
  }

  private static Optional<Condition> spatial(BinarySpatialOperator filter) {
    Relation relation = relation(filter);
    boolean mirrored = filter.getExpression1() instanceof Literal;
    Expression subject = mirrored ? filter.getExpression2() : filter.getExpression1();
    Expression object = mirrored ? filter.getExpression1() : filter.getExpression2();
    if (relation == null || !isFootprint(subject) || !(object instanceof Literal literal)) {
      return Optional.empty();
    }
    return area(literal.getValue())
        .map(area -> new SpatialCondition(mirrored ? mirror(relation) : relation, area));
  }

  private static Relation relation(BinarySpatialOperator filter) {
    if (filter instanceof BBOX || filter instanceof Intersects) {
      return Relation.INTERSECTS;
    }
    if (filter instanceof Within) {
      return Relation.WITHIN;
    }
    if (filter instanceof Contains) {
      return Relation.CONTAINS;
    }
    return filter instanceof Disjoint ? Relation.DISJOINT : null;
  }

  private static Relation mirror(Relation relation) {
    return switch (relation) {
      case WITHIN -> Relation.CONTAINS;
      case CONTAINS -> Relation.WITHIN;
      default -> relation;
    };
  }

  /** An empty name is how a bounding box says "the default geometry". */
  private static boolean isFootprint(Expression expression) {
    return expression instanceof PropertyName p
        && (p.getPropertyName().isEmpty()
            || Field.of(p.getPropertyName()) == Field.Column.FOOTPRINT);
  }

  private static Optional<Geometry> area(Object value) {
    if (value instanceof BoundingBox box) {
      checkCrs(box.getCoordinateReferenceSystem());
      return Optional.of(
          Footprints.box(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
    }
    if (value instanceof Geometry geometry) {
      checkCrs(geometry.getUserData());
      try {
        return Optional.of(Footprints.normalizeArea(geometry));
      } catch (IllegalArgumentException e) {
        throw new InvalidParameterException("filter", "filter geometry: " + e.getMessage(), e);
      }
    }
    return Optional.empty();
  }

  private static void checkCrs(Object crs) {
    if (crs instanceof CoordinateReferenceSystem c && !(c instanceof GeographicCRS)) {
      throw invalid("filter geometry must be in longitude latitude, was in " + c.getName());
    }
  }
}
