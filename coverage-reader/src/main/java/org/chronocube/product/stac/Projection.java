// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import com.fasterxml.jackson.databind.JsonNode;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.product.SceneParseException;

/**
 * The grid of an asset by the projection extension (1.0 to 2.0).
 *
 * <p>{@code proj:transform} has 6 numbers, or 9 with the last row of the matrix; corner anchored,
 * as ours. Without it, {@code proj:bbox} and {@code proj:shape} make a north-up grid. Shape,
 * transform and box that the item says for all assets hold for an asset only as far as it does not
 * say another one itself: its own shape goes with the item's box, never with the item's transform,
 * which is of another resolution.
 *
 * @param layers where facts may be said
 */
record Projection(AssetLayers layers) {

  /** The grid, or null when too little is said. */
  GeoBox grid() {
    String crs = crs();
    if (crs == null) {
      return null;
    }
    Shape shape = null;
    Affine transform = null;
    Extent box = null;
    for (JsonNode level : layers.projections()) {
      Shape ownShape = shape(level.path("proj:shape"));
      Affine ownTransform = transform(level.path("proj:transform"));
      Extent ownBox = box(level.path("proj:bbox"));
      if (shape == null && transform == null) {
        shape = ownShape;
        transform = ownTransform;
        box = ownBox;
      } else if (box == null) {
        box = ownBox != null ? ownBox : covered(ownShape, ownTransform, crs);
      }
    }
    if (shape == null) {
      return transform == null || box == null ? null : byBox(transform, box, crs);
    }
    if (transform != null) {
      return new GeoBox(shape, transform, crs);
    }
    return box == null ? null : GeoBox.fitting(box, shape, crs);
  }

  private static Extent covered(Shape shape, Affine transform, String crs) {
    return shape == null || transform == null ? null : new GeoBox(shape, transform, crs).extent();
  }

  // The number of pixels that a box holds, where only their size is said.
  private static GeoBox byBox(Affine transform, Extent box, String crs) {
    if (!transform.isRectilinear()) {
      return null;
    }
    long width = Math.round(box.width() / transform.resolution().x());
    long height = Math.round(box.height() / transform.resolution().y());
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      return null;
    }
    return new GeoBox(new Shape((int) height, (int) width), transform, crs);
  }

  private static Shape shape(JsonNode shape) {
    if (shape.size() != 2 || !shape.get(0).canConvertToInt() || !shape.get(1).canConvertToInt()) {
      return null;
    }
    return new Shape(shape.get(0).asInt(), shape.get(1).asInt());
  }

  private static Affine transform(JsonNode t) {
    if (t.size() != 6 && t.size() != 9) {
      return null;
    }
    for (JsonNode number : t) {
      if (!number.isNumber()) {
        throw new SceneParseException("proj:transform must be 6 or 9 numbers, was " + t);
      }
    }
    if (t.size() == 9
        && (t.get(6).asDouble() != 0 || t.get(7).asDouble() != 0 || t.get(8).asDouble() != 1)) {
      throw new SceneParseException("proj:transform must be affine, was " + t);
    }
    return new Affine(
        t.get(0).asDouble(),
        t.get(1).asDouble(),
        t.get(2).asDouble(),
        t.get(3).asDouble(),
        t.get(4).asDouble(),
        t.get(5).asDouble());
  }

  private static Extent box(JsonNode box) {
    if (box.size() != 4 && box.size() != 6) {
      return null;
    }
    int half = box.size() / 2;
    double minX = box.get(0).asDouble();
    double minY = box.get(1).asDouble();
    double maxX = box.get(half).asDouble();
    double maxY = box.get(half + 1).asDouble();
    return minX < maxX && minY < maxY ? new Extent(minX, minY, maxX, maxY) : null;
  }

  // A CRS that is said to have no code (null) is not looked for further out.
  private String crs() {
    for (JsonNode level : layers.projections()) {
      if (level.has("proj:code")) {
        return epsg(level.path("proj:code"));
      }
      if (level.has("proj:epsg")) {
        JsonNode epsg = level.path("proj:epsg");
        return epsg.isInt() ? "EPSG:" + epsg.asInt() : null;
      }
    }
    JsonNode code = layers.summary("proj:code");
    JsonNode epsg = layers.summary("proj:epsg");
    return code.isTextual() ? epsg(code) : epsg.isInt() ? "EPSG:" + epsg.asInt() : null;
  }

  private static String epsg(JsonNode code) {
    return code.asText().matches("EPSG:\\d+") ? code.asText() : null;
  }
}
