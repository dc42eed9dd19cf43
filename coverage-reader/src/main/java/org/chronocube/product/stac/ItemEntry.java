// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.function.Supplier;
import org.chronocube.product.SceneListing;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Scene;

/** An item of a catalogue, fetched when it is needed and then kept. */
final class ItemEntry implements SceneListing.Entry {

  private final Path file;
  private final String uri;
  private final Supplier<JsonNode> fetch;
  private final Function<JsonNode, Scene> maker;
  private JsonNode item;

  /**
   * @param file of its own, whose time tells whether it has changed; null when it has none
   * @param uri what it is called
   * @param fetch gets the document
   * @param maker makes a scene of it
   */
  ItemEntry(Path file, String uri, Supplier<JsonNode> fetch, Function<JsonNode, Scene> maker) {
    this.file = file;
    this.uri = uri;
    this.fetch = fetch;
    this.maker = maker;
  }

  /** An item that is a document of its own. */
  static ItemEntry linked(
      Place place, Function<Place, JsonNode> documents, Function<JsonNode, Scene> maker) {
    return new ItemEntry(place.path(), name(place), () -> documents.apply(place), maker);
  }

  /** An item that is a document of its own and is at hand. */
  static ItemEntry of(Place place, JsonNode document, Function<JsonNode, Scene> maker) {
    return new ItemEntry(place.path(), name(place), () -> document, maker);
  }

  /** Something that cannot be listed. */
  static SceneListing.Entry broken(Place place, SceneParseException reason) {
    return new ItemEntry(
        null,
        name(place),
        () -> {
          throw reason;
        },
        item -> {
          throw reason;
        });
  }

  /**
   * A URI without what may be a secret: user info, and the query of a static document, which is a
   * signature.
   */
  static String name(Place place) {
    URI uri = place.uri();
    if (place.path() != null || uri.getHost() == null) {
      return uri.toString();
    }
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String query =
        uri.getRawQuery() == null || path.endsWith(".json") ? "" : "?" + uri.getRawQuery();
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    try {
      return new URI(uri.getScheme() + "://" + uri.getHost() + port + path + query).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a URI without user info is one", e);
    }
  }

  @Override
  public String uri() {
    return uri;
  }

  @Override
  public String stamp() {
    if (file != null) {
      return fileStamp(file);
    }
    JsonNode document = item();
    String updated = document.path("properties").path("updated").asText("");
    return updated.isEmpty() ? digest(document) : updated;
  }

  private static String fileStamp(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant() + " " + Files.size(file);
    } catch (IOException e) {
      throw new SceneParseException(file + " must be readable: " + e.getMessage(), e);
    }
  }

  private static String digest(JsonNode document) {
    try {
      byte[] text = document.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public Scene scene() {
    return maker.apply(item());
  }

  private synchronized JsonNode item() {
    if (item == null) {
      item = fetch.get();
    }
    return item;
  }
}
