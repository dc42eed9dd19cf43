// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;

/**
 * The catalogue of scenes. Safe for concurrent use; every write is one transaction. All methods
 * throw {@link IndexException} when the store fails.
 */
public interface SceneIndex extends AutoCloseable {

  /** Adds a product or replaces its description; its scenes stay. */
  void putProduct(Product product);

  /** All products, by id. */
  List<Product> products();

  Optional<Product> product(String id);

  /**
   * Adds scenes in one transaction: all or none. Idempotent by product and scene id. Where two
   * scenes of one product share an acquisition, the one with the greater revision is current, the
   * other is kept but superseded, in whichever order they arrive.
   *
   * @throws IndexException when a scene's product is unknown, or the index is read-only
   */
  InsertReport insert(Collection<Scene> scenes);

  /**
   * Deletes scenes of one product; a scene that the deleted ones had superseded becomes current.
   *
   * @return how many there were
   */
  int delete(String product, Collection<String> ids);

  Optional<Scene> scene(String product, String id);

  /** Lazy; must be closed. Holds a connection until then. */
  Stream<Scene> find(SceneQuery query);

  /** Number of scenes {@link #find} gives, offset and limit left out. */
  long count(SceneQuery query);

  /**
   * How a query's scenes spread over time, offset and limit left out.
   *
   * @param edges at least two, ascending
   * @return one number less than edges: number i counts the scenes from edge i on and before edge i
   *     + 1
   */
  default long[] histogram(SceneQuery query, List<Instant> edges) {
    TimeBuckets buckets = new TimeBuckets(edges);
    try (Stream<Scene> scenes = find(query.withPage(0, SceneQuery.UNLIMITED))) {
      scenes.forEach(scene -> buckets.add(scene.time().toEpochMilli()));
    }
    return buckets.counts();
  }

  /** From the earliest scene to the latest of a query, offset and limit left out. */
  Optional<TimeInterval> timeBounds(SceneQuery query);

  /**
   * The distinct instants of a query's scenes, grouped as the query says, ascending, or descending
   * when its first sort key is time descending; offset and limit apply to instants. Lazy; must be
   * closed.
   */
  Stream<Instant> times(SceneQuery query);

  /** Grows with every committed change, by whichever process: what caches compare. */
  long generation();

  /** Where the scenes came from. */
  SceneSources sources();

  boolean isReadOnly();

  @Override
  void close();
}
