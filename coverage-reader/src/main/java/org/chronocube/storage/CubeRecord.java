// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.cube.CubeStorage;
import org.chronocube.grid.Affine;
import org.chronocube.kernel.BandExpression;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;

/**
 * What of a cube and of its scenes decides the pixels that are kept.
 *
 * @param definition changes whenever kept pixels would, or how they lie in files
 * @param bands names of the products' bands that the cube reads, by product
 * @param withCloudCover true when the cloud cover of scenes orders them
 */
record CubeRecord(String definition, Map<String, Set<String>> bands, boolean withCloudCover) {

  private static final int BYTES = 16;

  CubeRecord {
    bands = Map.copyOf(bands);
  }

  static CubeRecord of(Cube cube) {
    Map<String, Set<String>> bands = new HashMap<>();
    cube.products().forEach(p -> bands.put(p, read(cube, p)));
    return new CubeRecord(
        hash(
            Canonical.text(
                List.of(
                    cube.products(),
                    cube.bands(),
                    cube.grid(),
                    cube.grouping(),
                    cube.rule(),
                    cube.resampling(),
                    cube.masks(),
                    cube.coregistration(),
                    cube.storage() instanceof CubeStorage.Persistent p ? p.layout() : ""))),
        bands,
        cube.rule().kind() == MosaicRule.Kind.LEAST_CLOUDY);
  }

  private static Set<String> read(Cube cube, String product) {
    Set<String> names = new TreeSet<>();
    for (CubeBand band : cube.bands()) {
      band.expression(product).ifPresent(text -> names.addAll(names(text)));
    }
    cube.masks().stream().filter(m -> m.appliesTo(product)).forEach(m -> names.add(m.band()));
    return names;
  }

  private static List<String> names(String expression) {
    return CubeBand.isPlain(expression)
        ? List.of(expression)
        : BandExpression.compile(expression).names();
  }

  /** The granules that the cube reads of a scene. */
  List<Granule> granules(Scene scene) {
    Set<String> read = bands.getOrDefault(scene.product(), Set.of());
    return scene.granules().stream().filter(g -> read.contains(g.band())).toList();
  }

  /**
   * A scene's part in the pixels: what it is, when, and where each band lies and means. Of its
   * properties only what orders scenes counts.
   *
   * @param scene coregistered as the cube says
   */
  long digest(Scene scene) {
    Digest digest = new Digest().add(scene.product()).add(scene.id());
    digest.add(scene.time().toEpochMilli());
    if (withCloudCover) {
      digest.add(scene.cloudCover().orElse(Double.NaN));
    }
    Set<String> read = bands.getOrDefault(scene.product(), Set.of());
    for (Granule granule : scene.granules()) {
      if (read.contains(granule.band())) {
        add(digest, granule);
      }
    }
    return digest.value();
  }

  private static void add(Digest digest, Granule granule) {
    Affine affine = granule.grid().affine();
    digest
        .add(granule.band())
        .add(granule.uri().toString())
        .add(granule.fileBand())
        .add(granule.grid().crs())
        .add(granule.grid().height())
        .add(granule.grid().width());
    digest.add(affine.a()).add(affine.b()).add(affine.c());
    digest.add(affine.d()).add(affine.e()).add(affine.f());
    digest
        .add(granule.type().id())
        .add(granule.noData().orElse(Double.NaN))
        .add(granule.noData().saturated() == null ? Double.NaN : granule.noData().saturated())
        .add(granule.scaling().scale())
        .add(granule.scaling().offset());
  }

  private static String hash(String text) {
    try {
      byte[] all =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(all, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
