// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.index.InsertReport;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SceneSources;
import org.chronocube.index.SortKey;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.PropertyIsLessThanOrEqualTo;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** An index of times in a list: what the API asks for, and no more. */
final class ListIndex implements SceneIndex {

  private final Product product;
  private List<Instant> times;
  private long generation;
  private int questions;
  private Instant clear;

  ListIndex(Product product, List<Instant> times) {
    this.product = product;
    this.times = times;
  }

  void replace(List<Instant> others) {
    times = others;
    generation++;
  }

  void clearAt(Instant time) {
    clear = time;
  }

  int questions() {
    return questions;
  }

  @Override
  public Stream<Instant> times(SceneQuery query) {
    questions++;
    boolean newestFirst = query.sort().equals(List.of(SortKey.NEWEST_FIRST));
    Comparator<Instant> order = newestFirst ? Comparator.reverseOrder() : Comparator.naturalOrder();
    List<TimeInterval> wanted = query.times();
    return times.stream()
        .filter(t -> wanted.isEmpty() || wanted.stream().anyMatch(i -> i.contains(t)))
        .sorted(order)
        .skip(query.offset())
        .limit(query.limit());
  }

  @Override
  public Optional<Product> product(String id) {
    return Optional.of(product).filter(p -> p.id().equals(id));
  }

  @Override
  public long generation() {
    return generation;
  }

  @Override
  public void close() {}

  @Override
  public SceneSources sources() {
    throw unexpected();
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  @Override
  public void putProduct(Product other) {
    throw unexpected();
  }

  @Override
  public List<Product> products() {
    throw unexpected();
  }

  @Override
  public InsertReport insert(Collection<Scene> scenes) {
    throw unexpected();
  }

  @Override
  public int delete(String id, Collection<String> ids) {
    throw unexpected();
  }

  @Override
  public Optional<Scene> scene(String id, String scene) {
    throw unexpected();
  }

  @Override
  public Stream<Scene> find(SceneQuery query) {
    boolean wantsClear =
        query.filter() instanceof PropertyIsLessThanOrEqualTo filter
            && filter.getExpression1().toString().equals("eo:cloud_cover");
    if (!query.filter().equals(Filter.INCLUDE)) {
      return Stream.ofNullable(clear).filter(t -> wantsClear).map(this::scene);
    }
    return times.stream()
        .sorted(Comparator.reverseOrder())
        .map(this::scene)
        .skip(query.offset())
        .limit(query.limit());
  }

  private Scene scene(Instant time) {
    Geometry footprint = new GeometryFactory().toGeometry(new Envelope(5, 6, 51, 52));
    String id = time.toString().substring(0, 10);
    return new Scene(id, product.id(), time, footprint, null, "", Map.of(), List.of());
  }

  @Override
  public long count(SceneQuery query) {
    return find(query.withPage(0, SceneQuery.UNLIMITED)).count();
  }

  @Override
  public Optional<TimeInterval> timeBounds(SceneQuery query) {
    throw unexpected();
  }

  private static AssertionError unexpected() {
    return new AssertionError("the API must not ask the index for this");
  }
}
