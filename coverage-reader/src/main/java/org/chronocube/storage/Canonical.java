// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Descriptions as text that is the same in every run: records by their components, sets and maps in
 * the order of their texts, which immutable ones of the JDK are not.
 */
final class Canonical {

  private Canonical() {}

  static String text(Object value) {
    if (value instanceof Record record) {
      return record(record);
    } else if (value instanceof Optional<?> optional) {
      return optional.map(Canonical::text).orElse("none");
    } else if (value instanceof java.util.List<?> list) {
      return joined(list.stream().map(Canonical::text));
    } else if (value instanceof Collection<?> set) {
      return joined(set.stream().map(Canonical::text).sorted());
    } else if (value instanceof Map<?, ?> map) {
      return joined(
          map.entrySet().stream().map(e -> text(e.getKey()) + "=" + text(e.getValue())).sorted());
    }
    return String.valueOf(value);
  }

  private static String joined(Stream<String> parts) {
    return parts.collect(Collectors.joining(", ", "[", "]"));
  }

  private static String record(Record record) {
    StringBuilder text = new StringBuilder(record.getClass().getSimpleName()).append('[');
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      text.append(component.getName()).append('=').append(text(value(record, component)));
      text.append(';');
    }
    return text.append(']').toString();
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot describe " + record.getClass(), e);
    }
  }
}
