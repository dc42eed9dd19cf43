// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterOpener;
import org.chronocube.kernel.Neighbourhood;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.BandUse;
import org.chronocube.plan.CubeRequest;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;

/**
 * Puts kept dates in the place of the scenes they were made of, for one request, wherever that
 * cannot change a sample. A kept date is a scene whose granules lie on the cube's grid, so the rest
 * of the engine need not know.
 */
final class KeptSlices implements RasterOpener {

  /** Product of kept scenes; no product of a catalog has such an id. */
  static final String PRODUCT = "kept:";

  private static final double SAME = 1e-6;

  private final SliceStore store;
  private final CrsRegistry crs;
  private final RasterOpener opener;
  private final Cube cube;
  private final CubeRequest request;
  private final List<BandRecipe> recipes;
  private final boolean possible;
  private final Map<URI, BlockReader> readers = new ConcurrentHashMap<>();
  private final Map<String, List<Scene>> origins = new ConcurrentHashMap<>();

  KeptSlices(
      SliceStore store,
      CrsRegistry crs,
      RasterOpener opener,
      Cube cube,
      CubeRequest request,
      List<BandRecipe> recipes) {
    this.store = store;
    this.crs = crs;
    this.opener = opener;
    this.cube = cube;
    this.request = request;
    this.recipes = recipes;
    this.possible = isPossible();
  }

  /** The recipes, which know kept scenes too. */
  List<BandRecipe> recipes() {
    return possible ? recipes.stream().map(KeptSlices::withKept).toList() : recipes;
  }

  // What is kept is the cube band already, on the pixels that are asked for.
  private static BandRecipe withKept(BandRecipe recipe) {
    Map<String, BandRecipe.Source> sources = new HashMap<>(recipe.sources());
    BandUse use = new BandUse(recipe.band().name(), Resampling.NEAREST, Neighbourhood.NONE);
    sources.put(PRODUCT, new BandRecipe.Source(List.of(use), null));
    return new BandRecipe(recipe.band(), sources);
  }

  @Override
  public BlockReader open(URI uri) {
    BlockReader reader = readers.get(uri);
    return reader == null ? opener.open(uri) : reader;
  }

  /** The scenes that a scene of the plan stands for: itself, unless it is a kept one. */
  List<Scene> origin(Scene scene) {
    return scene.product().equals(PRODUCT) ? origins.get(scene.id()) : List.of(scene);
  }

  private boolean isPossible() {
    boolean ordered = request.rule().kind() != MosaicRule.Kind.FIRST_VALID;
    return !(cube.storage() instanceof CubeStorage.InPlace)
        && (ordered || request.sort().isEmpty())
        && request.resampling() == cube.resampling()
        && isOnLattice(request.target(), cube.grid());
  }

  /** True when the pixels of a grid are pixels of another one. */
  static boolean isOnLattice(GeoBox part, GeoBox whole) {
    if (!part.crs().equals(whole.crs())) {
      return false;
    }
    Affine p = part.affine();
    Affine w = whole.affine();
    Affine inverse = w.inverse();
    double col = inverse.x(p.c(), p.f());
    double row = inverse.y(p.c(), p.f());
    long left = Math.round(col);
    long top = Math.round(row);
    // A pixel's size must be the same so exactly that the far edge is still the same pixel's.
    double drift =
        Math.max(Math.abs(p.a() - w.a()), Math.abs(p.b() - w.b())) * part.width()
            + Math.max(Math.abs(p.d() - w.d()), Math.abs(p.e() - w.e())) * part.height();
    double pixel = Math.max(Math.abs(w.a()) + Math.abs(w.b()), Math.abs(w.d()) + Math.abs(w.e()));
    return Math.abs(col - left) <= SAME
        && Math.abs(row - top) <= SAME
        && drift <= SAME * pixel
        && left >= 0
        && top >= 0
        && left + part.width() <= whole.width()
        && top + part.height() <= whole.height();
  }

  /**
   * The groups with kept dates in the place of their scenes, each group answered for itself.
   *
   * @param groups all scenes of each
   */
  List<Group> apart(List<Group> groups) {
    return possible ? put(groups, false) : groups;
  }

  /**
   * Scenes that are joined into one answer, with kept dates in the place of theirs.
   *
   * @param scenes in the index's order, newest first
   */
  List<Scene> together(List<Scene> scenes) {
    if (!possible || scenes.isEmpty()) {
      return scenes;
    }
    List<Group> groups = Group.of(scenes, cube.grouping());
    List<Group> put = put(groups, groups.size() > 1);
    List<Scene> kept = new ArrayList<>();
    Set<Scene> replaced = identities();
    for (int i = 0; i < groups.size(); i++) {
      if (put.get(i).scenes().get(0).product().equals(PRODUCT)) {
        kept.addAll(put.get(i).scenes());
        replaced.addAll(groups.get(i).scenes());
      }
    }
    // In the place of a date's first scene: rules that keep the order see the same order of dates.
    List<Scene> answer = new ArrayList<>();
    Map<Scene, Scene> byFirst = new IdentityHashMap<>();
    kept.forEach(k -> byFirst.put(first(scenes, origins.get(k.id())), k));
    for (Scene scene : scenes) {
      if (!replaced.contains(scene)) {
        answer.add(scene);
      } else if (byFirst.containsKey(scene)) {
        answer.add(byFirst.get(scene));
      }
    }
    return answer;
  }

  private static Scene first(List<Scene> order, List<Scene> some) {
    Set<Scene> set = identities();
    set.addAll(some);
    return order.stream().filter(set::contains).findFirst().orElseThrow();
  }

  private static Set<Scene> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private List<Group> put(List<Group> groups, boolean joined) {
    List<Integer> candidates = new ArrayList<>();
    List<List<Scene>> dates = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      if (allows(groups.get(i).scenes(), joined)) {
        candidates.add(i);
        dates.add(groups.get(i).scenes());
      }
    }
    if (dates.isEmpty()) {
      return groups;
    }
    List<Optional<SliceStore.Kept>> found = store.find(cube, dates, request.target());
    List<Group> answer = new ArrayList<>(groups);
    for (int i = 0; i < dates.size(); i++) {
      int at = candidates.get(i);
      Group group = groups.get(at);
      found
          .get(i)
          .filter(k -> group.scenes().size() == 1 || recipes.size() == 1 || k.uniform())
          .map(k -> scene(group, k))
          .ifPresent(s -> answer.set(at, new Group(group.instant(), List.of(s))));
    }
    return answer;
  }

  // Within a date the kept pixels follow the cube's rule; between dates, the request's.
  private boolean allows(List<Scene> scenes, boolean joined) {
    MosaicRule rule = request.rule();
    if (scenes.stream().anyMatch(s -> present(s).isEmpty())) {
      return false;
    }
    if (scenes.size() > 1) {
      Set<Set<String>> present = new HashSet<>();
      scenes.forEach(s -> present.add(present(s)));
      boolean sameOrder =
          rule.kind() == MosaicRule.Kind.MOST_RECENT || rule.kind() == MosaicRule.Kind.FIRST_VALID;
      return present.size() == 1 && rule.equals(cube.rule()) && (!joined || sameOrder);
    }
    return !joined || rule.kind().isOrdered() || isUnrounded(scenes.get(0));
  }

  /** Names of the requested bands that a scene has. */
  private Set<String> present(Scene scene) {
    Set<String> names = new HashSet<>();
    for (BandRecipe recipe : recipes) {
      recipe
          .source(scene.product())
          .filter(s -> s.uses().stream().allMatch(u -> scene.granule(u.band()).isPresent()))
          .ifPresent(s -> names.add(recipe.band().name()));
    }
    return names;
  }

  // Kept samples are rounded to the band's type; statistics over dates are of unrounded ones.
  private boolean isUnrounded(Scene scene) {
    return recipes.stream()
        .allMatch(
            r ->
                r.band().type().isFloating()
                    || r.source(scene.product()).stream().allMatch(s -> isPassedOn(r, s, scene)));
  }

  private static boolean isPassedOn(BandRecipe recipe, BandRecipe.Source source, Scene scene) {
    BandUse use = source.uses().get(0);
    return source.expression() == null
        && use.resampling() == Resampling.NEAREST
        && use.neighbourhood().equals(Neighbourhood.NONE)
        && scene.granule(use.band()).stream()
            .allMatch(
                g ->
                    g.type() == recipe.band().type()
                        && g.scaling().equals(recipe.band().scaling()));
  }

  // Of a single scene what orders scenes stays: its time, its cloud cover.
  private Scene scene(Group group, SliceStore.Kept kept) {
    List<Scene> scenes = group.scenes();
    Scene first = scenes.get(0);
    boolean single = scenes.size() == 1;
    List<Granule> granules = new ArrayList<>();
    for (String band : present(first)) {
      granules.add(kept.bands().get(band));
    }
    String id = group.instant() + "/" + first.product() + "/" + first.id();
    readers.putAll(kept.readers());
    origins.put(id, List.copyOf(scenes));
    return new Scene(
        id,
        PRODUCT,
        single ? first.time() : group.instant(),
        single ? first.footprint() : crs.footprint(cube.grid()),
        id,
        "",
        single ? first.properties() : Map.of(),
        granules);
  }

  /** The window of the cube's grid that the request's target is. */
  static Window window(GeoBox target, GeoBox grid) {
    Affine inverse = grid.affine().inverse();
    int left = (int) Math.round(inverse.x(target.affine().c(), target.affine().f()));
    int top = (int) Math.round(inverse.y(target.affine().c(), target.affine().f()));
    return Window.at(top, left, target.height(), target.width());
  }
}
