// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.chronocube.ChronocubeException;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.io.range.HttpSettings;
import org.chronocube.io.remote.Archives;
import org.chronocube.product.ListingParser;
import org.chronocube.product.Options;
import org.chronocube.product.ParserContext;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.SceneListing;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Scene;

/**
 * STAC items (1.0 and 1.1): JSON files beside their assets, item collections, and catalogs, static
 * or behind an API.
 *
 * <p>An asset is a granule when it, or one of its bands, has the name of a band of the product (see
 * {@link BandMatch}). Grid, type, nodata and scaling come from {@code proj:*} and {@code
 * raster:bands} (or {@code bands}) of the asset, of the collection's {@code item_assets} or of the
 * item; what none of them says comes from the file's header, and what that does not declare from
 * the product's band.
 *
 * <p>Options:
 *
 * <ul>
 *   <li>{@code bands}: what the catalogue calls the product's bands, e.g. {@code {red: B04}}: asset
 *       key, band name, common name, or {@code KEY#N} for the N-th band of an asset.
 *   <li>{@code acquisition}, {@code revision}: item properties (several separated by commas) that
 *       tell reprocessings of one acquisition apart. Without them each item is its own acquisition.
 *   <li>{@code collection}: only items of this collection.
 *   <li>{@code boa-offset}: {@code metadata}, the default, believes {@code
 *       earthsearch:boa_offset_applied}; {@code applied} drops the offset of each scene, for
 *       catalogues whose property is wrong.
 *   <li>{@code search}: the JSON body of a search, to be posted to the location, which is an API's
 *       {@code /search}; without it the location is got.
 *   <li>{@code max-items}: of a catalogue, a million by default; further ones are an error.
 *   <li>{@code hosts}: names of HTTP servers and S3 buckets, separated by commas, on which
 *       documents and assets may lie; none without it.
 * </ul>
 *
 * Specification: STAC Item 1.0.0 and 1.1.0; extensions projection 1.0 to 2.0, raster 1.1 and 2.0,
 * eo 1.0 to 2.0, item-assets 1.0.
 */
public final class StacItemParser implements ListingParser {

  private static final String COLLECTION = "collection";
  private static final String SEARCH = "search";
  private static final String MAX_ITEMS = "max-items";
  private static final int DEFAULT_MAX_ITEMS = 1_000_000;
  private static final Set<String> OPTIONS =
      Set.of(
          "acquisition",
          "revision",
          COLLECTION,
          SEARCH,
          MAX_ITEMS,
          BandNames.OPTION,
          StacAssets.BOA_OFFSET,
          ProductDefinition.HOSTS);

  @Override
  public String id() {
    return "stac-item";
  }

  @Override
  public void checkOptions(ProductDefinition product) {
    Options.checkNames(product, OPTIONS);
    BandNames.of(product);
    maxItems(product);
    search(product);
    String offset = product.options().getOrDefault(StacAssets.BOA_OFFSET, "metadata");
    if (!offset.equals("metadata") && !offset.equals("applied")) {
      throw new InvalidParameterException(
          StacAssets.BOA_OFFSET, "boa-offset must be metadata or applied, was " + offset);
    }
  }

  private static int maxItems(ProductDefinition product) {
    String text = product.options().getOrDefault(MAX_ITEMS, "" + DEFAULT_MAX_ITEMS);
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw new InvalidParameterException(
          MAX_ITEMS, "max-items must be a whole number of 1 to 999999999, was " + text);
    }
    return Integer.parseInt(text);
  }

  private static JsonNode search(ProductDefinition product) {
    String text = product.options().get(SEARCH);
    try {
      return text == null ? null : Json.parse(text.getBytes(StandardCharsets.UTF_8), "search");
    } catch (SceneParseException e) {
      throw new InvalidParameterException(SEARCH, e.getMessage(), e);
    }
  }

  @Override
  public boolean lists(ProductDefinition product, String location) {
    return isServer(location) || location.matches("(?i).+\\.(geo)?json");
  }

  private static boolean isServer(String location) {
    return location.matches("(?i)https?://.+");
  }

  @Override
  public SceneListing list(ProductDefinition product, String location, Context context) {
    HttpSettings settings = HttpSettings.allowing(HttpSettings.hosts(product.hosts()));
    return list(product, location, context, Documents.over(settings));
  }

  SceneListing list(
      ProductDefinition product, String location, Context context, Documents documents) {
    checkOptions(product);
    try {
      Path file =
          isServer(location)
              ? null
              : context.archives().path(location).toAbsolutePath().normalize();
      Hrefs hrefs = new Hrefs(product, file == null ? null : file.getParent(), context.archives());
      Place start = file == null ? hrefs.server(location) : Place.of(file);
      StacScenes scenes = new StacScenes(product, hrefs, context.rasters(), context.crs());
      return new CatalogListing(documents, scenes, start, search(product), maxItems(product));
    } catch (IOException | SceneParseException e) {
      throw new InvalidParameterException("location", "location: " + e.getMessage(), e);
    }
  }

  @Override
  public List<SceneFiles> group(ProductDefinition product, Path directory, List<Path> entries) {
    return entries.stream()
        .filter(p -> p.getFileName().toString().toLowerCase(Locale.ROOT).endsWith("json"))
        .filter(Files::isRegularFile)
        .filter(StacItemParser::holdsItems)
        .map(SceneFiles::single)
        .toList();
  }

  // Collections and catalogs lie in the same folders; items of a broken JSON are kept, to be
  // reported when they are parsed.
  private static boolean holdsItems(Path file) {
    try {
      return switch (Json.type(file)) {
        case "Feature" -> true;
        case "FeatureCollection" -> isItem(Json.read(file).path("features").path(0));
        default -> false;
      };
    } catch (IOException | SceneParseException broken) {
      return true;
    }
  }

  private static boolean isItem(JsonNode feature) {
    return feature.path("assets").isObject();
  }

  @Override
  public boolean recognises(ProductDefinition product, SceneFiles files) {
    String collection = product.options().getOrDefault(COLLECTION, product.product().id());
    return items(files.main()).stream()
        .allMatch(item -> item.path("collection").asText().equals(collection));
  }

  @Override
  public Scene parse(ProductDefinition product, SceneFiles files, ParserContext context) {
    return parseAll(product, files, context).get(0);
  }

  @Override
  public List<Scene> parseAll(ProductDefinition product, SceneFiles files, ParserContext context) {
    List<Scene> scenes = new ArrayList<>();
    parseEach(
        product,
        files,
        context,
        scenes::add,
        (item, reason) -> {
          throw reason;
        });
    return scenes;
  }

  @Override
  public void parseEach(
      ProductDefinition product,
      SceneFiles files,
      ParserContext context,
      Consumer<Scene> scenes,
      BiConsumer<String, RuntimeException> broken) {
    Path file = files.main();
    Hrefs hrefs = new Hrefs(product, context.root(), Archives.local());
    StacScenes maker = new StacScenes(product, hrefs, context.rasters(), context.crs());
    List<JsonNode> items = items(file);
    items.removeIf(item -> !isWanted(product, item));
    if (items.isEmpty()) {
      throw new SceneParseException(
          file + " must hold an item of collection " + product.options().get(COLLECTION));
    }
    for (JsonNode item : items) {
      try {
        StacDocument document = new StacDocument(Place.of(file), item);
        scenes.accept(maker.scene(document.withCollection(collection(document, hrefs))));
      } catch (IllegalArgumentException | ChronocubeException e) {
        if (items.size() == 1) {
          throw e; // the file says it all
        }
        broken.accept(item.path("id").asText("an item without id"), e);
      }
    }
  }

  /** True when an item is of the collection that the options ask for. */
  static boolean isWanted(ProductDefinition product, JsonNode item) {
    return isWanted(product, item.path("collection").asText());
  }

  static boolean isWanted(ProductDefinition product, String collection) {
    String wanted = product.options().get(COLLECTION);
    return wanted == null || wanted.equals(collection);
  }

  /** The item of a file, or those of an item collection. */
  private static List<JsonNode> items(Path file) {
    JsonNode document = Json.read(file);
    if (!document.path("type").asText().equals("FeatureCollection")) {
      return new ArrayList<>(List.of(document));
    }
    List<JsonNode> items = new ArrayList<>();
    document.path("features").forEach(items::add);
    return items;
  }

  /** The collection of an item when it is a file too; nothing is asked of a server for it. */
  private static JsonNode collection(StacDocument item, Hrefs hrefs) {
    for (JsonNode link : item.links("collection")) {
      String href = link.path("href").asText();
      if (!href.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
        Path file = hrefs.document(item.place(), href).path();
        if (Files.isRegularFile(file)) {
          return Json.read(file);
        }
      }
    }
    return MissingNode.getInstance();
  }
}
