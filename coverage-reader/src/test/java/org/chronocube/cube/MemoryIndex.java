// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.chronocube.index.IndexException;
import org.chronocube.index.InsertReport;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SceneSources;
import org.chronocube.index.SortKey;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/**
 * A scene index in memory, for tests of what asks one: products, area, times, grouping, sort by
 * time, pages. Records its queries.
 */
final class MemoryIndex implements SceneIndex {

  final List<String> asked = new ArrayList<>();
  private final Map<String, Product> products = new LinkedHashMap<>();
  private final List<Scene> scenes = new ArrayList<>();

  MemoryIndex(Scene... scenes) {
    this.scenes.addAll(List.of(scenes));
  }

  @Override
  public void putProduct(Product product) {
    products.put(product.id(), product);
  }

  @Override
  public List<Product> products() {
    return List.copyOf(products.values());
  }

  @Override
  public Optional<Product> product(String id) {
    return Optional.ofNullable(products.get(id));
  }

  @Override
  public InsertReport insert(Collection<Scene> more) {
    scenes.addAll(more);
    return new InsertReport(more.stream().map(Scene::id).toList(), List.of(), List.of(), Map.of());
  }

  @Override
  public int delete(String product, Collection<String> ids) {
    int before = scenes.size();
    scenes.removeIf(s -> s.product().equals(product) && ids.contains(s.id()));
    return before - scenes.size();
  }

  @Override
  public Optional<Scene> scene(String product, String id) {
    return scenes.stream().filter(s -> s.product().equals(product) && s.id().equals(id)).findAny();
  }

  @Override
  public Stream<Scene> find(SceneQuery query) {
    asked.add("find");
    return matching(query).skip(query.offset()).limit(query.limit());
  }

  private Stream<Scene> matching(SceneQuery query) {
    if (!query.filter().equals(Filter.INCLUDE)) {
      throw new IndexException("filter must be INCLUDE in memory, was " + query.filter());
    }
    Comparator<Scene> order = Comparator.comparing(Scene::time).reversed();
    if (!query.sort().isEmpty()) {
      SortKey key = query.sort().get(0);
      order =
          switch (key.property()) {
            case SortKey.TIME -> Comparator.comparing(Scene::time);
            case SortKey.ID -> Comparator.comparing(Scene::id);
            default -> throw new IndexException("sort must be by time or id, was " + key);
          };
      order = key.descending() ? order.reversed() : order;
    }
    return scenes.stream()
        .filter(s -> query.products().isEmpty() || query.products().contains(s.product()))
        .filter(s -> query.area() == null || query.area().intersects(s.footprint()))
        .filter(isInTimes(query))
        .sorted(order.thenComparing(Scene::id));
  }

  private Predicate<Scene> isInTimes(SceneQuery query) {
    if (query.times().isEmpty()) {
      return s -> true;
    }
    return s ->
        query.times().stream()
            .anyMatch(
                t ->
                    t.contains(s.time())
                        || (query.grouping() == TimeGrouping.SOLAR_DAY
                            && t.isInstant()
                            && scenes.stream()
                                .anyMatch(
                                    other ->
                                        t.contains(other.time())
                                            && other.solarDay().equals(s.solarDay()))));
  }

  @Override
  public long count(SceneQuery query) {
    return matching(query).count();
  }

  @Override
  public Optional<TimeInterval> timeBounds(SceneQuery query) {
    List<Instant> times = matching(query).map(Scene::time).sorted().toList();
    return times.isEmpty()
        ? Optional.empty()
        : Optional.of(TimeInterval.ofClosed(times.get(0), times.get(times.size() - 1)));
  }

  @Override
  public Stream<Instant> times(SceneQuery query) {
    asked.add("times limit " + query.limit());
    List<Instant> instants =
        Group.of(matching(query).toList(), query.grouping()).stream().map(Group::instant).toList();
    boolean newestFirst = !query.sort().isEmpty() && query.sort().get(0).descending();
    Comparator<Instant> order = Comparator.naturalOrder();
    return instants.stream()
        .sorted(newestFirst ? order.reversed() : order)
        .skip(query.offset())
        .limit(query.limit());
  }

  @Override
  public long generation() {
    return scenes.size();
  }

  @Override
  public SceneSources sources() {
    throw new AssertionError("sources are for indexing");
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public void close() {}
}
