// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.scene.Granule;

/**
 * The assets of one STAC item.
 *
 * @param product whose bands are looked for
 * @param file the item's file
 * @param item the item
 * @param context root and header reader
 */
record StacAssets(ProductDefinition product, Path file, JsonNode item, ParserContext context) {

  /** One granule per band found, in the product's order. */
  List<Granule> granules() {
    List<Granule> granules = new ArrayList<>();
    for (Band band : product.product().bands()) {
      find(band).ifPresent(granules::add);
    }
    if (granules.isEmpty()) {
      throw new SceneParseException(
          file + " must have an asset for a band of product " + product.product().id());
    }
    return granules;
  }

  private Optional<Granule> find(Band band) {
    JsonNode byKey = item.path("assets").path(band.name());
    if (byKey.isObject() && bandCount(byKey) <= 1) {
      return Optional.of(granule(band, byKey, 0));
    }
    for (JsonNode asset : item.path("assets")) {
      JsonNode names = asset.has("bands") ? asset.path("bands") : asset.path("eo:bands");
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i).path("name").asText().equals(band.name())) {
          return Optional.of(granule(band, asset, i));
        }
      }
    }
    return Optional.empty();
  }

  private static int bandCount(JsonNode asset) {
    return Math.max(asset.path("bands").size(), asset.path("eo:bands").size());
  }

  private Granule granule(Band band, JsonNode asset, int fileBand) {
    URI uri = uri(asset.path("href").asText());
    JsonNode raster = asset.path("raster:bands").path(fileBand);
    JsonNode merged = asset.path("bands").path(fileBand);
    GranuleFacts said =
        new GranuleFacts(
            grid(asset),
            type(first("data_type", raster, merged, asset)),
            noData(first("nodata", raster, merged, asset)),
            scaling(raster, merged, asset));
    return said.granule(band, uri, fileBand, context.rasters());
  }

  private static JsonNode first(String name, JsonNode raster, JsonNode band, JsonNode asset) {
    if (raster.has(name)) {
      return raster.path(name);
    }
    if (band.has("raster:" + name)) {
      return band.path("raster:" + name);
    }
    return band.has(name) ? band.path(name) : asset.path(name);
  }

  private static DataType type(JsonNode name) {
    try {
      return name.isTextual() ? DataType.parse(name.asText()) : null;
    } catch (IllegalArgumentException other) {
      return null; // a type rasters here do not have: the header decides whether it can be read
    }
  }

  private static NoData noData(JsonNode value) {
    if (value.isNumber()) {
      return NoData.of(value.asDouble());
    }
    return value.asText().equalsIgnoreCase("nan") ? NoData.of(Double.NaN) : null;
  }

  private static Scaling scaling(JsonNode raster, JsonNode band, JsonNode asset) {
    JsonNode scale = first("scale", raster, band, asset);
    JsonNode offset = first("offset", raster, band, asset);
    if (!scale.isNumber() && !offset.isNumber()) {
      return null;
    }
    return new Scaling(scale.asDouble(1), offset.asDouble(0));
  }

  /** The grid, when shape, transform and CRS are all said; at the asset or for the whole item. */
  private GeoBox grid(JsonNode asset) {
    JsonNode shape = projection(asset, "proj:shape");
    JsonNode t = projection(asset, "proj:transform");
    String crs = crs(asset);
    if (crs == null || shape.size() != 2 || t.size() < 6) {
      return null;
    }
    Affine affine =
        new Affine(
            t.get(0).asDouble(),
            t.get(1).asDouble(),
            t.get(2).asDouble(),
            t.get(3).asDouble(),
            t.get(4).asDouble(),
            t.get(5).asDouble());
    return new GeoBox(new Shape(shape.get(0).asInt(), shape.get(1).asInt()), affine, crs);
  }

  private String crs(JsonNode asset) {
    JsonNode code = projection(asset, "proj:code");
    if (code.isTextual() && code.asText().startsWith("EPSG:")) {
      return code.asText();
    }
    JsonNode epsg = projection(asset, "proj:epsg");
    return epsg.isInt() ? "EPSG:" + epsg.asInt() : null;
  }

  private JsonNode projection(JsonNode asset, String name) {
    return asset.has(name) ? asset.path(name) : item.path("properties").path(name);
  }

  // An item comes from elsewhere: it must not be able to name any file or server it likes.
  private URI uri(String href) {
    if (href.matches("[A-Za-z][A-Za-z0-9+.-]+:.*") && !href.startsWith("file:")) {
      return remote(href);
    }
    Path path = href.startsWith("file:") ? Path.of(URI.create(href)) : relative(href);
    if (!path.startsWith(context.root())) {
      throw new SceneParseException("href must stay under " + context.root() + ", was " + href);
    }
    if (!Files.isRegularFile(path)) {
      throw new SceneParseException("asset must be a file that exists, was " + path);
    }
    return path.toUri();
  }

  private URI remote(String href) {
    try {
      URI uri = URI.create(href);
      String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
      if (href.matches("https?:.*") && product.hosts().contains(host)) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new SceneParseException("href must be a URI, was " + href, e);
    }
    throw new SceneParseException(
        "href must be a local file or on one of the product's hosts "
            + new TreeSet<>(product.hosts())
            + ", was "
            + href);
  }

  // Hrefs are URI references: %20 is a space.
  private Path relative(String href) {
    URI resolved = file.toUri().resolve(href.replace(" ", "%20"));
    return Path.of(resolved).normalize();
  }
}
