// SPDX-License-Identifier: Apache-2.0
package org.chronocube.scene;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;

/**
 * How far a scene lies beside a reference, as its properties {@code coregistration:*} keep it.
 *
 * @param dx how far the scene's content lies to the east of where the reference has it, in units of
 *     {@code crs} (metres, mostly)
 * @param dy likewise to the north
 * @param crs the CRS of the scene's granules that it was measured in
 * @param confidence 0 to 1
 * @param reference what it was measured against
 */
public record SceneShift(double dx, double dy, String crs, double confidence, String reference) {

  private static final String PREFIX = "coregistration:";

  public SceneShift {
    if (!Double.isFinite(dx) || !Double.isFinite(dy)) {
      throw new IllegalArgumentException("shift must be finite, was " + dx + ", " + dy);
    }
  }

  /** What a scene's properties say; empty when it has not been measured. */
  public static Optional<SceneShift> of(Scene scene) {
    Map<String, Object> p = scene.properties();
    if (p.get(PREFIX + "dx") instanceof Number dx
        && p.get(PREFIX + "dy") instanceof Number dy
        && p.get(PREFIX + "crs") instanceof String crs
        && p.get(PREFIX + "confidence") instanceof Number confidence) {
      return Optional.of(
          new SceneShift(
              dx.doubleValue(),
              dy.doubleValue(),
              crs,
              confidence.doubleValue(),
              String.valueOf(p.getOrDefault(PREFIX + "reference", ""))));
    }
    return Optional.empty();
  }

  /** The scene with this shift as its own, in place of one that it had. */
  public Scene writeTo(Scene scene) {
    Map<String, Object> properties = new LinkedHashMap<>(scene.properties());
    properties.put(PREFIX + "dx", dx);
    properties.put(PREFIX + "dy", dy);
    properties.put(PREFIX + "crs", crs);
    properties.put(PREFIX + "confidence", confidence);
    properties.put(PREFIX + "reference", reference);
    return with(scene, properties, scene.granules());
  }

  /** The scene moved onto the reference: granules in {@link #crs} have their grids moved. */
  public Scene applyTo(Scene scene) {
    List<Granule> moved =
        scene.granules().stream()
            .map(g -> g.grid().crs().equals(crs) ? moved(g, g.grid()) : g)
            .toList();
    return with(scene, scene.properties(), moved);
  }

  private Granule moved(Granule g, GeoBox grid) {
    Affine a = grid.affine();
    Affine to = new Affine(a.a(), a.b(), a.c() - dx, a.d(), a.e(), a.f() - dy);
    return new Granule(
        g.band(),
        g.uri(),
        g.fileBand(),
        new GeoBox(grid.shape(), to, crs),
        g.type(),
        g.noData(),
        g.scaling());
  }

  private static Scene with(Scene s, Map<String, Object> properties, List<Granule> granules) {
    return new Scene(
        s.id(),
        s.product(),
        s.time(),
        s.footprint(),
        s.acquisition(),
        s.revision(),
        properties,
        granules);
  }
}
