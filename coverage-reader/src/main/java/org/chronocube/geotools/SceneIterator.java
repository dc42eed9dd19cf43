// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.util.Iterator;
import java.util.stream.Stream;
import org.chronocube.scene.Scene;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.data.simple.SimpleFeatureIterator;

/** Features made of scenes one by one as they are asked for. Holds a connection until closed. */
final class SceneIterator implements SimpleFeatureIterator {

  private final Stream<Scene> stream;
  private final Iterator<Scene> scenes;
  private final GranuleSchema schema;

  SceneIterator(Stream<Scene> stream, GranuleSchema schema) {
    this.stream = stream;
    this.scenes = stream.iterator();
    this.schema = schema;
  }

  @Override
  public boolean hasNext() {
    return scenes.hasNext();
  }

  @Override
  public SimpleFeature next() {
    return schema.feature(scenes.next());
  }

  @Override
  public void close() {
    stream.close();
  }
}
