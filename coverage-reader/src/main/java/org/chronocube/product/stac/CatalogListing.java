// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chronocube.product.SceneListing;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Scene;

/**
 * The items of a catalogue: of a static one by its {@code child} and {@code item} links, of an API
 * by {@code items} and {@code next}. Documents are opened one by one, in the order of their links,
 * each once, so that loops end; depth and number of items are bounded.
 */
final class CatalogListing implements SceneListing {

  private static final int MAX_DEPTH = 32;
  private static final int MAX_EMPTY_PAGES = 100;

  private final Documents documents;
  private final StacScenes scenes;
  private final Collections collections;
  private final Place start;
  private final int maxItems;
  private final Deque<Page> pages = new ArrayDeque<>();
  private final Deque<Entry> ready = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();
  private int listed;
  private int emptyPages;
  private boolean failed;

  /**
   * @param start first document
   * @param search to post to it, or null
   */
  CatalogListing(
      Documents documents, StacScenes scenes, Place start, JsonNode search, int maxItems) {
    this.documents = documents;
    this.scenes = scenes;
    this.collections = new Collections(documents, scenes.hrefs());
    this.start = start;
    this.maxItems = maxItems;
    pages.push(new Page(start, search, 0, MissingNode.getInstance()));
  }

  @Override
  public Optional<Entry> next() {
    while (ready.isEmpty() && !pages.isEmpty()) {
      Page page = pages.pop();
      try {
        open(page);
      } catch (SceneParseException e) {
        return broken(page.place(), e);
      }
    }
    if (ready.isEmpty()) {
      return Optional.empty();
    }
    if (listed == maxItems) {
      pages.clear();
      ready.clear();
      return broken(
          start,
          new SceneParseException(
              start + " must have at most " + maxItems + " items (option max-items), has more"));
    }
    listed++;
    return Optional.of(ready.poll());
  }

  private Optional<Entry> broken(Place place, SceneParseException reason) {
    failed = true;
    return Optional.of(ItemEntry.broken(place, reason));
  }

  @Override
  public boolean isComplete() {
    return !failed && ready.isEmpty() && pages.isEmpty();
  }

  private void open(Page page) {
    if (page.depth() > MAX_DEPTH) {
      throw new SceneParseException(
          page.place() + " must be at most " + MAX_DEPTH + " links deep, is deeper");
    }
    if (!seen.add(page.key())) {
      return;
    }
    JsonNode json =
        page.body() == null
            ? documents.get(page.place())
            : documents.post(page.place(), page.body());
    StacDocument document = new StacDocument(page.place(), json);
    switch (document.type()) {
      case "Feature" ->
          ready.add(ItemEntry.of(page.place(), json, j -> scene(page.place(), j, page)));
      case "FeatureCollection" -> page(document, page);
      case "Catalog", "Collection" -> catalog(document, page);
      default ->
          throw new SceneParseException(
              page.place()
                  + " must be a STAC catalog, collection, item or item collection, is "
                  + document.json().path("type").asText("something else"));
    }
  }

  private void page(StacDocument document, Page page) {
    int before = ready.size();
    document.json().path("features").forEach(item -> feature(item, page));
    emptyPages = ready.size() > before ? 0 : emptyPages + 1;
    if (document.links("next").isEmpty()) {
      return;
    }
    Page next = page.next(document.links("next").get(0), scenes.hrefs());
    if (seen.contains(next.key()) || emptyPages > MAX_EMPTY_PAGES) {
      // The items of this page are good all the same.
      failLater(
          next.place(),
          new SceneParseException(
              "the next link of " + page.place() + " must lead on, leads in circles"));
    } else {
      pages.push(next);
    }
  }

  private void failLater(Place place, SceneParseException reason) {
    failed = true;
    ready.add(ItemEntry.broken(place, reason));
  }

  private void feature(JsonNode item, Page page) {
    if (!StacItemParser.isWanted(scenes.product(), item)) {
      return;
    }
    Place base = self(item, page.place());
    String uri =
        base.equals(page.place())
            ? ItemEntry.name(start)
                + "#"
                + item.path("collection").asText()
                + "/"
                + item.path("id").asText()
            : ItemEntry.name(base);
    ready.add(new ItemEntry(null, uri, () -> item, j -> scene(base, j, page)));
  }

  /** Where an item says that it is; hrefs of items that a server sends are relative to that. */
  private static Place self(JsonNode item, Place otherwise) {
    for (JsonNode link : new StacDocument(otherwise, item).links("self")) {
      String href = link.path("href").asText();
      if (otherwise.path() == null && href.matches("(?i)(https?|s3)://.+")) {
        return Place.of(Place.reference(href));
      }
    }
    return otherwise;
  }

  private void catalog(StacDocument document, Page page) {
    JsonNode collection =
        document.type().equals("Collection") ? document.json() : page.collection();
    Page inside = new Page(page.place(), page.depth(), collection);
    if (!document.type().equals("Collection")
        || StacItemParser.isWanted(scenes.product(), document.json().path("id").asText())) {
      document.links("item").forEach(link -> item(link, inside));
    }
    List<Page> children = new ArrayList<>();
    boolean dynamic = document.links("item").isEmpty() && !document.links("items").isEmpty();
    for (JsonNode link : dynamic ? document.links("items") : document.links("child")) {
      try {
        Place place = scenes.hrefs().document(page.place(), link.path("href").asText());
        children.add(new Page(place, page.depth() + 1, collection));
      } catch (SceneParseException e) {
        failLater(page.place(), e);
      }
    }
    for (int i = children.size() - 1; i >= 0; i--) {
      pages.push(children.get(i));
    }
  }

  private void item(JsonNode link, Page page) {
    try {
      Place place = scenes.hrefs().document(page.place(), link.path("href").asText());
      if (seen.add(place.uri().toString())) {
        ready.add(ItemEntry.linked(place, documents::get, json -> scene(place, json, page)));
      }
    } catch (SceneParseException e) {
      failLater(page.place(), e);
    }
  }

  private Scene scene(Place base, JsonNode item, Page page) {
    if (!StacItemParser.isWanted(scenes.product(), item)) {
      throw new SceneParseException(
          base + " must be of the collection asked for, is of " + item.path("collection").asText());
    }
    StacDocument document = new StacDocument(base, item);
    return scenes.scene(document.withCollection(collections.of(document, page.collection())));
  }
}
