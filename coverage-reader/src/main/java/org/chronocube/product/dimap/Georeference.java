// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.dimap;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.product.SceneParseException;
import org.chronocube.product.SensorGrids;
import org.chronocube.xml.XmlElement;

/**
 * Where an image lies: by an insertion point (ortho), or by rational polynomials (sensor).
 *
 * @param document of the image
 * @param file where the document is
 */
record Georeference(XmlElement document, Path file) {

  private static final Pattern EPSG =
      Pattern.compile("(?i)(?:urn:ogc:def:crs:)?EPSG:[^:]*?:?(\\d+)");

  /** True when the image is placed by its rational polynomials. */
  boolean isSensor() {
    return document.find("Geoposition_Insert").isEmpty();
  }

  /**
   * @param product its options say at which height images in sensor geometry are placed; without
   *     them it is that of the scene's centre, as far as the metadata say it
   * @throws SceneParseException when it is not said where the image lies
   */
  GeoBox grid(Shape shape, ProductDefinition product) {
    return isSensor() ? sensor(shape, product) : ortho(shape);
  }

  // DIMAP: ULXMAP, ULYMAP are where PIXEL_ORIENTATION says: the corner or the centre of the first
  // pixel. Without it, PIXEL_CRS_TYPE (version 1: RASTER_CS_TYPE) says it: cells have corners.
  private GeoBox ortho(Shape shape) {
    double x = document.requireNumber("Geoposition_Insert/ULXMAP");
    double y = document.requireNumber("Geoposition_Insert/ULYMAP");
    double dx = document.requireNumber("Geoposition_Insert/XDIM");
    double dy = document.requireNumber("Geoposition_Insert/YDIM");
    Affine affine = new Affine(dx, 0, x, 0, -dy, y);
    return new GeoBox(shape, isCentre() ? affine.shift(-0.5, -0.5) : affine, crs());
  }

  private boolean isCentre() {
    Optional<String> orientation = document.textOf("PIXEL_ORIENTATION");
    if (orientation.isPresent()) {
      return orientation.get().toUpperCase(Locale.ROOT).startsWith("CENT");
    }
    return document
        .textOf("PIXEL_CRS_TYPE")
        .or(() -> document.textOf("RASTER_CS_TYPE"))
        .filter(t -> t.equalsIgnoreCase("POINT"))
        .isPresent();
  }

  private String crs() {
    String code =
        document
            .textOf("PROJECTED_CRS_CODE")
            .or(() -> document.textOf("GEODETIC_CRS_CODE"))
            .or(() -> document.textOf("HORIZONTAL_CS_CODE"))
            .orElseThrow(
                () -> new SceneParseException(file + " must have the code of a CRS, has none"));
    Matcher epsg = EPSG.matcher(code);
    if (!epsg.matches()) {
      throw new SceneParseException("CRS must be an EPSG code, was " + code + " in " + file);
    }
    return "EPSG:" + epsg.group(1);
  }

  private GeoBox sensor(Shape shape, ProductDefinition product) {
    String href =
        document
            .find("Geoposition_Models/Rational_Function_Model/Component/COMPONENT_PATH")
            .map(p -> p.attributes().get("href"))
            .orElseThrow(
                () ->
                    new SceneParseException(
                        file + " must have a Geoposition_Insert or a Rational_Function_Model"));
    return SensorGrids.ofPolynomials(
        shape, Inside.resolve(file, href), product, document.textOf("Dataset_Extent/Center/H"));
  }
}
