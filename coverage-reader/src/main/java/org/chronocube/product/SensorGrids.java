// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.geolocation.ImageCrs;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.io.rpc.RpcErrors;
import org.chronocube.io.rpc.RpcModelFormat;

/**
 * Grids of images in sensor geometry that are placed by rational polynomials.
 *
 * <p>Options of a product: {@code height}, metres above the ellipsoid; {@code dem}, a raster of
 * heights as a URI or a path below the product's location, to which {@code height} is then added
 * (that of the geoid, when the raster's heights count from it).
 */
public final class SensorGrids {

  private SensorGrids() {}

  /**
   * Checks the options.
   *
   * @throws InvalidParameterException naming option, rule and value
   */
  public static void checkOptions(ProductDefinition product) {
    String height = product.options().get(RpcModelFormat.HEIGHT);
    if (height != null && !height.matches("[-+]?\\d+(\\.\\d+)?")) {
      throw new InvalidParameterException("height", "height must be in metres, was " + height);
    }
  }

  /**
   * @param polynomials the file they are in
   * @param otherwise height when the options say none, metres above the ellipsoid; without it the
   *     middle of the heights that the polynomials are made for
   */
  public static GeoBox ofPolynomials(
      Shape shape, Path polynomials, ProductDefinition product, Optional<String> otherwise) {
    Map<String, String> options = new HashMap<>();
    String dem = product.options().get(RpcModelFormat.DEM);
    Optional<String> height = Optional.ofNullable(product.options().get(RpcModelFormat.HEIGHT));
    if (dem != null) {
      options.put(RpcModelFormat.DEM, uri(product, dem).toString());
      height.ifPresent(h -> options.put(RpcModelFormat.HEIGHT, h));
    } else {
      height.or(() -> otherwise).ifPresent(h -> options.put(RpcModelFormat.HEIGHT, h));
    }
    ImageCrs crs = new ImageCrs(RpcModelFormat.NAME, polynomials.toUri(), options);
    return new GeoBox(shape, Affine.IDENTITY, crs.id());
  }

  /** What the provider states of the polynomials' accuracy, as properties of a scene; metres. */
  public static Map<String, Object> accuracy(Path polynomials) {
    RpcErrors errors = RpcErrors.read(polynomials);
    Map<String, Object> accuracy = new HashMap<>();
    errors.bias().ifPresent(e -> accuracy.put("rpc:error_bias", e));
    errors.random().ifPresent(e -> accuracy.put("rpc:error_random", e));
    return accuracy;
  }

  private static URI uri(ProductDefinition product, String dem) {
    return dem.matches("[a-z][a-z0-9+.-]+:.*")
        ? URI.create(dem)
        : Path.of(product.location()).resolve(dem).normalize().toUri();
  }
}
