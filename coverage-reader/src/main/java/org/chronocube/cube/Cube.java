// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chronocube.grid.GeoBox;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MaskRule;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;

/**
 * A named view of products: bands, grid, mosaic rule, mask rules. A description only; nothing is
 * read until a request comes (STAC: nothing; GeoServer: a coverage).
 *
 * @param name an NCName, the coverage's name
 * @param title for humans
 * @param description a paragraph, may be empty
 * @param products ids of the products it shows, at least one
 * @param bands at least one, unique names
 * @param grid native grid: CRS, resolution and extent of the whole cube
 * @param grouping what is one instant of its time axis
 * @param rule how scenes of one time selection become one
 * @param resampling when a request does not say
 * @param masks all must hold for a pixel to be valid; may be empty
 * @param dimensions properties of its scenes that are dimensions of its coverage in GeoServer, e.g.
 *     {@code eo:cloud_cover}; may be empty
 * @param coregistration whether scenes are moved onto their reference
 * @param derivation how its pixels are computed from another cube's; empty when it shows its
 *     products. Expressions of the bands of a derived cube mean nothing
 * @param storage whether its pixels are also kept as it shows them
 */
public record Cube(
    String name,
    String title,
    String description,
    List<String> products,
    List<CubeBand> bands,
    GeoBox grid,
    TimeGrouping grouping,
    MosaicRule rule,
    Resampling resampling,
    List<MaskRule> masks,
    List<String> dimensions,
    Coregistration coregistration,
    Optional<Derivation> derivation,
    CubeStorage storage) {

  /** The properties of scenes that can be dimensions. */
  public static final List<String> DIMENSIONS =
      List.of(Scene.CLOUD_COVER, "sat:relative_orbit", "sat:orbit_state");

  /** Without dimensions but time. */
  public Cube(
      String name,
      String title,
      String description,
      List<String> products,
      List<CubeBand> bands,
      GeoBox grid,
      TimeGrouping grouping,
      MosaicRule rule,
      Resampling resampling,
      List<MaskRule> masks) {
    this(
        name,
        title,
        description,
        products,
        bands,
        grid,
        grouping,
        rule,
        resampling,
        masks,
        List.of(),
        Coregistration.NONE);
  }

  /** A cube that shows its products. */
  public Cube(
      String name,
      String title,
      String description,
      List<String> products,
      List<CubeBand> bands,
      GeoBox grid,
      TimeGrouping grouping,
      MosaicRule rule,
      Resampling resampling,
      List<MaskRule> masks,
      List<String> dimensions,
      Coregistration coregistration) {
    this(
        name,
        title,
        description,
        products,
        bands,
        grid,
        grouping,
        rule,
        resampling,
        masks,
        dimensions,
        coregistration,
        Optional.empty(),
        CubeStorage.IN_PLACE);
  }

  public Cube {
    if (name == null || !name.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException("cube name must be an NCName, was " + name);
    }
    title = title == null || title.isBlank() ? name : title;
    description = description == null ? "" : description;
    products = List.copyOf(products);
    bands = List.copyOf(bands);
    masks = List.copyOf(masks);
    dimensions = List.copyOf(dimensions);
    Objects.requireNonNull(coregistration, "coregistration");
    Objects.requireNonNull(derivation, "derivation");
    Objects.requireNonNull(storage, "storage");
    if (derivation.isPresent() && !storage.equals(CubeStorage.IN_PLACE)) {
      throw new IllegalArgumentException(
          "storage of cube " + name + " must be in-place, for the cube is derived");
    }
    Objects.requireNonNull(grid, "grid");
    Objects.requireNonNull(grouping, "grouping");
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(resampling, "resampling");
    if (!DIMENSIONS.containsAll(dimensions)) {
      throw new IllegalArgumentException(
          "dimensions of cube " + name + " must be of " + DIMENSIONS + ", were " + dimensions);
    }
    if (products.isEmpty() || bands.isEmpty()) {
      throw new IllegalArgumentException(
          "cube " + name + " must have at least one product and one band");
    }
    if (bands.stream().map(b -> b.band().name()).collect(Collectors.toSet()).size()
        != bands.size()) {
      throw new IllegalArgumentException("bands of cube " + name + " must have unique names");
    }
  }

  /** The same cube with its scenes moved onto their reference, or not. */
  public Cube withCoregistration(Coregistration other) {
    return new Cube(
        name,
        title,
        description,
        products,
        bands,
        grid,
        grouping,
        rule,
        resampling,
        masks,
        dimensions,
        other,
        derivation,
        storage);
  }

  /** The same cube, kept in another way. */
  public Cube withStorage(CubeStorage other) {
    return new Cube(
        name,
        title,
        description,
        products,
        bands,
        grid,
        grouping,
        rule,
        resampling,
        masks,
        dimensions,
        coregistration,
        derivation,
        other);
  }

  /** The same cube on another grid. */
  public Cube withGrid(GeoBox other) {
    return new Cube(
        name,
        title,
        description,
        products,
        bands,
        other,
        grouping,
        rule,
        resampling,
        masks,
        dimensions,
        coregistration);
  }

  public Optional<CubeBand> band(String bandName) {
    return bands.stream().filter(b -> b.band().name().equals(bandName)).findFirst();
  }
}
