// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.util.Date;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.expression.ExpressionVisitor;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.geotools.util.Converters;
import org.xml.sax.helpers.NamespaceSupport;

/** A property name of a filter that reads scene rows. */
final class BoundProperty implements PropertyName {

  private final String name;
  private final Field field;

  private BoundProperty(String name) {
    this.name = name;
    this.field = Field.of(name);
  }

  /** The filter with every property bound; functions were refused before. */
  static Filter bind(Filter filter) {
    return (Filter)
        filter.accept(
            new DuplicatingFilterVisitor() {
              @Override
              public Object visit(PropertyName expression, Object extraData) {
                return new BoundProperty(expression.getPropertyName());
              }

              @Override
              public Object visit(Function expression, Object extraData) {
                throw FilterCompiler.invalid(
                    "filter must not call functions, was " + expression.getName());
              }
            },
            null);
  }

  @Override
  public String getPropertyName() {
    return name;
  }

  @Override
  public NamespaceSupport getNamespaceContext() {
    return null;
  }

  @Override
  public Object evaluate(Object object) {
    Object value = field.valueIn((SceneRow) object);
    return field == Field.Column.TIME ? new Date((Long) value) : value;
  }

  @Override
  public <T> T evaluate(Object object, Class<T> context) {
    return Converters.convert(evaluate(object), context);
  }

  @Override
  public Object accept(ExpressionVisitor visitor, Object extraData) {
    return visitor.visit(this, extraData);
  }
}
