// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.grid.GeoBox;
import org.chronocube.io.RasterOpener;
import org.chronocube.product.GranuleFacts;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Granule;

/**
 * The assets of one STAC item.
 *
 * @param product whose bands are looked for
 * @param item the item
 * @param hrefs what its hrefs mean
 * @param rasters reads headers where the item does not say enough
 */
record StacAssets(ProductDefinition product, StacDocument item, Hrefs hrefs, RasterOpener rasters) {

  /** Option: whose word counts for Sentinel-2's additive offset. */
  static final String BOA_OFFSET = "boa-offset";

  /** One granule per band found, in the product's order. */
  List<Granule> granules() {
    BandNames names = BandNames.of(product);
    JsonNode assets = item.json().path("assets");
    JsonNode templates = item.collection().path("item_assets");
    List<Granule> granules = new ArrayList<>();
    for (Band band : product.product().bands()) {
      BandMatch.find(assets, templates, names.of(band.name()))
          .map(match -> granule(band, match, assets, templates))
          .ifPresent(granules::add);
    }
    if (granules.isEmpty()) {
      throw new SceneParseException(
          item.place() + " must have an asset for a band of product " + product.product().id());
    }
    return granules;
  }

  private Granule granule(Band band, BandMatch match, JsonNode assets, JsonNode templates) {
    JsonNode asset = assets.path(match.key());
    AssetLayers layers =
        new AssetLayers(
            asset,
            templates.path(match.key()),
            item.json().path("properties"),
            item.collection().path("summaries"),
            match.band());
    GranuleFacts said = facts(band, layers);
    return said.granule(
        band, hrefs.asset(item.place(), asset.path("href").asText()), match.band(), rasters);
  }

  // Who says the type describes the band: nodata and scaling that are left out then are the
  // product's, without a look at the header.
  private GranuleFacts facts(Band band, AssetLayers layers) {
    GeoBox grid = new Projection(layers).grid();
    DataType type = type(layers.raster("data_type"));
    NoData noData = noData(layers.raster("nodata"));
    Scaling scaling = scaling(layers);
    if (type == null) {
      return new GranuleFacts(grid, null, noData, scaling);
    }
    boolean fits = band.noData().isDeclared() && type.holds(band.noData().value());
    NoData ofProduct = fits ? band.noData() : NoData.NONE;
    return new GranuleFacts(
        grid,
        type,
        noData == null ? ofProduct : noData,
        scaling == null ? band.scaling() : scaling);
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

  private Scaling scaling(AssetLayers layers) {
    JsonNode scale = layers.raster("scale");
    JsonNode offset = layers.raster("offset");
    if (!scale.isNumber() && !offset.isNumber()) {
      return null;
    }
    return new Scaling(scale.asDouble(1), isOffsetApplied() ? 0 : offset.asDouble(0));
  }

  /**
   * Earth Search lists Sentinel-2's {@code offset: -0.1} for each scene since baseline 04.00, also
   * for those whose pixels it has already shifted when it made COGs of them; the item's property
   * tells these apart (github.com/Element84/earth-search, issues 24 and 66; {@code sentinel:}
   * before its version 1).
   */
  private boolean isOffsetApplied() {
    if (product.options().getOrDefault(BOA_OFFSET, "metadata").equals("applied")) {
      return true;
    }
    JsonNode properties = item.json().path("properties");
    return properties.path("earthsearch:boa_offset_applied").asBoolean(false)
        || properties.path("sentinel:boa_offset_applied").asBoolean(false);
  }
}
