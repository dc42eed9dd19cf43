// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.util.Base64;
import org.chronocube.scene.Scene;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/**
 * One scene of a kept date.
 *
 * @param product its product
 * @param id unique in its product
 * @param digest of {@link CubeRecord#digest}
 * @param footprint of the scene, WKB in Base64: many scenes are held in memory
 */
record KeptScene(String product, String id, long digest, String footprint) {

  /**
   * @param scene coregistered as the cube says
   */
  static KeptScene of(Scene scene, CubeRecord cube) {
    byte[] wkb = new WKBWriter().write(scene.footprint());
    return new KeptScene(
        scene.product(),
        scene.id(),
        cube.digest(scene),
        Base64.getEncoder().withoutPadding().encodeToString(wkb));
  }

  /** True when a search of an area finds the scene. */
  boolean touches(Geometry area) {
    try {
      return area.intersects(new WKBReader().read(Base64.getDecoder().decode(footprint)));
    } catch (ParseException | IllegalArgumentException e) {
      throw new StorageException(
          "footprint of scene " + product + "/" + id + " in the journal must be WKB", e);
    }
  }

  /** Product and id. */
  String name() {
    return product + "/" + id;
  }
}
