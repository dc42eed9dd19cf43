// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;

/** An index that remembers which questions reached it. */
final class RecordingIndex {

  /** Name of the method and most rows asked for, e.g. {@code times 1}. */
  final List<String> calls = new CopyOnWriteArrayList<>();

  private final SceneIndex index;

  RecordingIndex(SceneIndex recorded) {
    this.index =
        (SceneIndex)
            Proxy.newProxyInstance(
                SceneIndex.class.getClassLoader(),
                new Class<?>[] {SceneIndex.class},
                (proxy, method, arguments) -> {
                  if (arguments != null && arguments[0] instanceof SceneQuery query) {
                    int limit = query.limit();
                    calls.add(
                        method.getName() + (limit == SceneQuery.UNLIMITED ? " all" : " " + limit));
                  }
                  try {
                    return method.invoke(recorded, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  SceneIndex index() {
    return index;
  }
}
