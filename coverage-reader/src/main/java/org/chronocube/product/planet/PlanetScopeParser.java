// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.planet;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.grid.GeoBox;
import org.chronocube.io.RasterInfo;
import org.chronocube.product.Options;
import org.chronocube.product.Outlines;
import org.chronocube.product.ParserContext;
import org.chronocube.product.ProductParser;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.SceneParseException;
import org.chronocube.product.SensorGrids;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.locationtech.jts.geom.Geometry;

/**
 * PlanetScope scenes of 4, 5 and 8 bands as they are delivered: ortho ({@code 3B}, {@code 3A}) and,
 * placed by their rational polynomials, basic ({@code 1B}).
 *
 * <p>Bands are {@code blue}, {@code green}, {@code red}, {@code nir}; of 8 also {@code
 * coastal_blue}, {@code green_i}, {@code yellow}, {@code rededge}. The mask of usable pixels (UDM
 * 2) has {@code udm2_clear}, {@code udm2_snow}, {@code udm2_shadow}, {@code udm2_light_haze},
 * {@code udm2_heavy_haze}, {@code udm2_cloud}, {@code udm2_confidence} and {@code udm2_unusable}.
 *
 * <p>Options:
 *
 * <ul>
 *   <li>{@code radiometry}: {@code surface} (the default: the images {@code AnalyticMS_SR}, DN ·
 *       0.0001), {@code reflectance} (at the top of the atmosphere: the images {@code AnalyticMS},
 *       DN · {@code reflectanceCoefficient}), {@code radiance} (the same, DN · {@code
 *       radiometricScaleFactor}, W/(m²·sr·µm)) or {@code dn} of these.
 *   <li>{@code height}, {@code dem}: at which basic scenes are placed, see {@link SensorGrids}.
 * </ul>
 *
 * <p>Source: Planet Imagery Product Specifications (2022); docs.planet.com on UDM 2.1. Written from
 * these; not tried on a delivered scene.
 */
public final class PlanetScopeParser implements ProductParser {

  private static final Set<String> CHOICES = Set.of("surface", "reflectance", "radiance", "dn");
  private static final Scaling SURFACE = new Scaling(1e-4, 0);

  @Override
  public String id() {
    return "planetscope";
  }

  @Override
  public void checkOptions(ProductDefinition product) {
    Options.checkNames(product, Set.of("radiometry", "height", "dem"));
    if (!CHOICES.contains(radiometry(product))) {
      throw new InvalidParameterException(
          "radiometry",
          "radiometry must be surface, reflectance, radiance or dn, was " + radiometry(product));
    }
    SensorGrids.checkOptions(product);
  }

  private static String radiometry(ProductDefinition product) {
    return product.options().getOrDefault("radiometry", "surface");
  }

  @Override
  public List<ProductDefinition> standardProducts() {
    return PlanetProducts.all(id());
  }

  @Override
  public List<SceneFiles> group(ProductDefinition product, Path directory, List<Path> entries) {
    boolean surface = radiometry(product).equals("surface");
    List<SceneFiles> scenes = new ArrayList<>();
    for (Path entry : entries) {
      PlanetFiles.of(entry, entries)
          .filter(f -> f.isSurface() == surface)
          .ifPresent(
              f -> {
                Set<Path> files = new LinkedHashSet<>(f.beside());
                scenes.add(new SceneFiles(f.image(), List.copyOf(files)));
              });
    }
    return scenes;
  }

  @Override
  public boolean recognises(ProductDefinition product, SceneFiles files) {
    return true; // the name says it: what it is and how it is calibrated
  }

  @Override
  public Scene parse(ProductDefinition product, SceneFiles files, ParserContext context) {
    PlanetFiles scene = PlanetFiles.of(files.main(), files.files()).orElseThrow();
    PlanetMetadata metadata = PlanetMetadata.read(scene);
    RasterInfo header = context.rasters().open(scene.image().toUri()).info();
    GeoBox grid = grid(product, scene, header);
    List<Granule> granules =
        granules(product.product(), scene, header, grid, context, metadata, radiometry(product));
    Geometry outline =
        scene.isClipped() || metadata.footprint().isEmpty()
            ? new Outlines(context.crs()).ofGrid(grid)
            : metadata.footprint().get();
    return new Scene(
        scene.id(),
        product.product().id(),
        metadata.time(),
        outline,
        null,
        "",
        properties(metadata, scene, header),
        granules);
  }

  private static Map<String, Object> properties(
      PlanetMetadata metadata, PlanetFiles scene, RasterInfo header) {
    Map<String, Object> all = metadata.properties();
    if (header.grid() == null) {
      scene.polynomials().ifPresent(rpc -> all.putAll(SensorGrids.accuracy(rpc)));
    }
    return all;
  }

  private static GeoBox grid(ProductDefinition product, PlanetFiles scene, RasterInfo header) {
    if (header.grid() != null) {
      return header.grid();
    }
    Path polynomials =
        scene
            .polynomials()
            .orElseThrow(
                () ->
                    new SceneParseException(
                        scene.image() + " must be georeferenced or have an _RPC.TXT beside it"));
    return SensorGrids.ofPolynomials(header.shape(), polynomials, product, Optional.empty());
  }

  private static List<Granule> granules(
      Product product,
      PlanetFiles scene,
      RasterInfo header,
      GeoBox grid,
      ParserContext context,
      PlanetMetadata metadata,
      String radiometry) {
    List<String> inImage = PlanetBands.ofImage(header.bandCount(), scene.image());
    NoData noData = header.noData().isDeclared() ? header.noData() : NoData.of(0);
    URI image = scene.image().toUri();
    List<Granule> granules = new ArrayList<>();
    for (Band band : product.bands()) {
      int index = inImage.indexOf(band.name());
      if (index >= 0) {
        Scaling scaling = scaling(radiometry, metadata, index + 1);
        granules.add(new Granule(band.name(), image, index, grid, header.type(), noData, scaling));
      } else if (band.name().startsWith(PlanetBands.MASK_PREFIX) && scene.mask().isPresent()) {
        granules.add(mask(band.name(), scene, grid, context));
      }
    }
    if (granules.isEmpty()) {
      throw new SceneParseException(scene.image() + " must have a band of product " + product.id());
    }
    return granules;
  }

  private static Scaling scaling(String radiometry, PlanetMetadata metadata, int band) {
    return switch (radiometry) {
      case "surface" -> SURFACE;
      case "reflectance" -> new Scaling(metadata.factor("reflectanceCoefficient", band), 0);
      case "radiance" -> new Scaling(metadata.factor("radiometricScaleFactor", band), 0);
      default -> Scaling.IDENTITY;
    };
  }

  private static Granule mask(String band, PlanetFiles scene, GeoBox grid, ParserContext context) {
    int index = PlanetBands.MASK.indexOf(band.substring(PlanetBands.MASK_PREFIX.length()));
    URI mask = scene.mask().orElseThrow().toUri();
    RasterInfo header = context.rasters().open(mask).info();
    if (index < 0 || index >= header.bandCount()) {
      throw new SceneParseException(
          "mask band must be udm2_ and one of " + PlanetBands.MASK + ", was " + band);
    }
    GeoBox own = header.grid() == null ? grid : header.grid();
    return new Granule(band, mask, index, own, DataType.UINT8, NoData.NONE, Scaling.IDENTITY);
  }
}
