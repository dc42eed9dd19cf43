// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.Progress;
import org.chronocube.cube.ReadReport;
import org.chronocube.cube.ValidPixels;
import org.chronocube.cube.ValidRequest;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.scene.Scene;
import org.geotools.api.filter.Filter;

/**
 * Search for scenes by how much they show of the user's own area: property {@value #VALID}, the
 * percentage of the area's pixels that are valid by the mask rules of a cube. It is computed when
 * it is asked for, not taken from a tile's metadata.
 *
 * <p>The index decides first whatever it can; masks are read of what is left, at the resolution of
 * the cube's grid, and no more of them than the answer takes: without an order by {@value #VALID},
 * scenes are looked at in the index's order until the page is full.
 *
 * @param index where scenes are found
 * @param engine reads their masks
 */
public record SceneSearch(SceneIndex index, CubeEngine engine) {

  /** Name of the property: percent of the area's pixels, 0 to 100. */
  public static final String VALID = "aoi:valid";

  /** Most scenes whose masks one search reads. */
  public static final int MOST_SCENES = 1000;

  /** Most pixels of masks one search reads. */
  public static final long MOST_PIXELS = 1L << 32;

  private static final int BATCH = 16;

  /**
   * What was found.
   *
   * @param scenes in order, with property {@value #VALID}
   * @param matched how many there are in all; empty when the search ended with a full page
   * @param failures scenes whose masks cannot be read: nobody knows whether they match
   */
  public record Found(List<Scene> scenes, OptionalLong matched, List<ReadReport.Failure> failures) {

    public Found {
      scenes = List.copyOf(scenes);
      failures = List.copyOf(failures);
    }
  }

  /**
   * True when a filter or an order asks for {@value #VALID}, so that {@link #find} is to answer.
   */
  public static boolean asks(Filter filter, List<SortKey> sort) {
    return ValidCondition.isAsked(filter, sort);
  }

  /**
   * @param query what to look for; its filter and its first sort key may be on {@value #VALID}
   * @param cube whose masks say what is valid; its products are searched when the query names none
   * @param area of which the share is
   * @throws InvalidParameterException when more masks would be read than {@link #MOST_SCENES} or
   *     {@link #MOST_PIXELS}, or a condition or sort key is not possible
   * @throws org.chronocube.cube.CancelledException when cancelled
   */
  public Found find(SceneQuery query, Cube cube, Area area, Progress progress) {
    ValidCondition condition = ValidCondition.of(query.filter());
    List<String> products = query.products().isEmpty() ? cube.products() : query.products();
    if (!cube.products().containsAll(products)) {
      throw new InvalidParameterException(
          "cube",
          "cube must be of the products searched, " + products + ", was of " + cube.products());
    }
    boolean ordered = isOrdered(query.sort());
    List<SortKey> rest = ordered ? query.sort().subList(1, query.sort().size()) : query.sort();
    SceneQuery candidates =
        query
            .withProducts(products)
            .withFilter(condition.indexed())
            .withSort(rest)
            .withPage(0, SceneQuery.UNLIMITED);
    Search search = new Search(condition, cube, area, progress);
    return ordered
        ? search.all(candidates, query)
        : search.untilFull(candidates, query.offset(), query.limit());
  }

  private static boolean isOrdered(List<SortKey> sort) {
    for (int i = 1; i < sort.size(); i++) {
      if (sort.get(i).property().equals(VALID)) {
        throw new InvalidParameterException(
            "sort", "sort must have " + VALID + " as its first key, was key " + (i + 1));
      }
    }
    return !sort.isEmpty() && sort.get(0).property().equals(VALID);
  }

  /** One search at work. */
  private final class Search {
    private final ValidCondition condition;
    private final Cube cube;
    private final Area area;
    private final Progress progress;
    private final long most;
    private final List<Scene> matching = new ArrayList<>();
    private final List<ReadReport.Failure> failures = new ArrayList<>();

    Search(ValidCondition condition, Cube cube, Area area, Progress progress) {
      this.condition = condition;
      this.cube = cube;
      this.area = area;
      this.progress = progress;
      this.most = Math.min(MOST_SCENES, Math.max(1, MOST_PIXELS / area.pixels()));
    }

    Found all(SceneQuery candidates, SceneQuery asked) {
      long count = index.count(candidates);
      if (count > most) {
        throw tooMany(count);
      }
      List<Scene> scenes;
      try (Stream<Scene> found = index.find(candidates)) {
        scenes = found.toList();
      }
      look(scenes);
      Comparator<Scene> byShare = Comparator.comparingDouble(SceneSearch::share);
      List<Scene> page =
          matching.stream()
              .sorted(asked.sort().get(0).descending() ? byShare.reversed() : byShare)
              .skip(asked.offset())
              .limit(asked.limit())
              .toList();
      return new Found(page, OptionalLong.of(matching.size()), failures);
    }

    Found untilFull(SceneQuery candidates, long offset, int limit) {
      long wanted = offset + limit;
      long seen = 0;
      boolean more = true;
      while (more && matching.size() < wanted) {
        List<Scene> batch;
        try (Stream<Scene> found = index.find(candidates.withPage(seen, BATCH))) {
          batch = found.toList();
        }
        seen += batch.size();
        if (seen > most) {
          throw tooMany(index.count(candidates));
        }
        look(batch);
        more = batch.size() == BATCH;
      }
      List<Scene> page = matching.stream().skip(offset).limit(limit).toList();
      boolean whole = !more;
      return new Found(
          page, whole ? OptionalLong.of(matching.size()) : OptionalLong.empty(), failures);
    }

    private void look(List<Scene> scenes) {
      ValidRequest request =
          new ValidRequest(cube, area.grid(), area.geometry(), area.allTouched());
      for (ValidPixels valid : engine.validPixels(request, scenes, progress)) {
        double share = 100.0 * valid.count() / area.pixels();
        if (valid.failed().isPresent()) {
          failures.add(valid.failure());
        } else if (condition.holds(share)) {
          matching.add(with(valid.scene(), share));
        }
      }
    }

    private InvalidParameterException tooMany(long count) {
      return new InvalidParameterException(
          "filter",
          "search by "
              + VALID
              + " must read the masks of at most "
              + most
              + " scenes over this area, had "
              + count
              + " to look at; narrow the time, the area or the other conditions");
    }
  }

  private static double share(Scene scene) {
    return ((Number) scene.properties().get(VALID)).doubleValue();
  }

  private static Scene with(Scene scene, double share) {
    Map<String, Object> properties = new LinkedHashMap<>(scene.properties());
    properties.put(VALID, share);
    return new Scene(
        scene.id(),
        scene.product(),
        scene.time(),
        scene.footprint(),
        scene.acquisition(),
        scene.revision(),
        properties,
        scene.granules());
  }
}
