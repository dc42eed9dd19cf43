// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chronocube.index.jdbc.Condition.Compare;
import org.chronocube.index.jdbc.Condition.Operator;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.PropertyIsBetween;
import org.geotools.api.filter.PropertyIsEqualTo;
import org.geotools.api.filter.PropertyIsGreaterThan;
import org.geotools.api.filter.PropertyIsGreaterThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLessThan;
import org.geotools.api.filter.PropertyIsLessThanOrEqualTo;
import org.geotools.api.filter.PropertyIsNotEqualTo;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;

/** Comparisons of a field with a literal. */
final class Comparisons {

  private Comparisons() {}

  /** Empty when this is not a field against a literal, or ignores case. */
  static Optional<Condition> compile(BinaryComparisonOperator filter) {
    boolean mirrored = filter.getExpression1() instanceof Literal;
    Expression subject = mirrored ? filter.getExpression2() : filter.getExpression1();
    Expression object = mirrored ? filter.getExpression1() : filter.getExpression2();
    Optional<Field> field = FilterCompiler.field(subject);
    if (field.isEmpty() || !(object instanceof Literal literal) || ignoresCase(filter, literal)) {
      return Optional.empty();
    }
    if (filter instanceof PropertyIsNotEqualTo) {
      return compare(field.get(), Operator.EQUAL, literal.getValue()).map(Condition.Not::new);
    }
    Operator operator = operator(filter);
    return operator == null
        ? Optional.empty()
        : compare(field.get(), mirrored ? operator.mirrored() : operator, literal.getValue());
  }

  static Optional<Condition> compile(PropertyIsBetween filter) {
    Optional<Field> field = FilterCompiler.field(filter.getExpression());
    if (field.isPresent()
        && filter.getLowerBoundary() instanceof Literal lower
        && filter.getUpperBoundary() instanceof Literal upper) {
      return compare(field.get(), Operator.AT_LEAST, lower.getValue())
          .flatMap(
              from ->
                  compare(field.get(), Operator.AT_MOST, upper.getValue())
                      .map(to -> Condition.all(List.of(from, to))));
    }
    return Optional.empty();
  }

  /** Only equality knows an ignored case; the other operators carry the flag without meaning. */
  private static boolean ignoresCase(BinaryComparisonOperator filter, Literal literal) {
    boolean equality =
        filter instanceof PropertyIsEqualTo || filter instanceof PropertyIsNotEqualTo;
    return equality && !filter.isMatchingCase() && literal.getValue() instanceof String;
  }

  private static Operator operator(BinaryComparisonOperator filter) {
    if (filter instanceof PropertyIsEqualTo) {
      return Operator.EQUAL;
    }
    if (filter instanceof PropertyIsLessThan) {
      return Operator.LESS;
    }
    if (filter instanceof PropertyIsLessThanOrEqualTo) {
      return Operator.AT_MOST;
    }
    if (filter instanceof PropertyIsGreaterThan) {
      return Operator.GREATER;
    }
    return filter instanceof PropertyIsGreaterThanOrEqualTo ? Operator.AT_LEAST : null;
  }

  private static Optional<Condition> compare(Field field, Operator operator, Object literal) {
    if (field == Field.Column.FOOTPRINT || literal == null) {
      return Optional.empty();
    }
    if (field == Field.Column.TIME) {
      return Optional.of(new Compare(field, operator, Temporals.millis(literal)));
    }
    if (field instanceof Field.Column) {
      return Optional.of(new Compare(field, operator, literal.toString()));
    }
    if (literal instanceof String text) {
      return Optional.of(anyType(field, operator, text));
    }
    if (literal instanceof Number number) {
      double value = number.doubleValue();
      return Optional.of(
          Double.isNaN(value) ? Condition.FALSE : new Compare(field, operator, value));
    }
    if (literal instanceof Boolean && operator == Operator.EQUAL) {
      return Optional.of(new Compare(field, operator, literal));
    }
    return Optional.empty();
  }

  /** Front ends quote numbers and booleans too: '20' stands for the text and for the number. */
  private static Condition anyType(Field field, Operator operator, String text) {
    List<Condition> readings = new ArrayList<>();
    readings.add(new Compare(field, operator, text));
    if (text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
      readings.add(new Compare(field, operator, Double.valueOf(text)));
    }
    if (operator == Operator.EQUAL && (text.equals("true") || text.equals("false"))) {
      readings.add(new Compare(field, operator, Boolean.valueOf(text)));
    }
    return readings.size() == 1 ? readings.get(0) : new Condition.Any(readings);
  }
}
