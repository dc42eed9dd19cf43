// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chronocube.product.SceneParseException;

/** JSON documents, bounded in size and depth. */
final class Json {

  /** A page of a search, or an item collection, holds many items. */
  static final int MAX_BYTES = 64 << 20;

  static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(50).build())
              .build());

  private Json() {}

  /**
   * @throws SceneParseException when it cannot be read, is too large or no JSON
   */
  static JsonNode read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(in.readNBytes(MAX_BYTES + 1), file.toString());
    } catch (IOException e) {
      throw new SceneParseException(file + " must be readable JSON: " + e.getMessage(), e);
    }
  }

  /**
   * @param what it is, for messages
   * @throws SceneParseException when it is too large or no JSON
   */
  static JsonNode parse(byte[] bytes, String what) {
    if (bytes.length > MAX_BYTES) {
      throw new SceneParseException(what + " must be at most " + MAX_BYTES + " bytes");
    }
    try {
      JsonNode document = MAPPER.readTree(bytes);
      if (document == null || !document.isObject()) {
        throw new SceneParseException(what + " must be a JSON object");
      }
      return document;
    } catch (IOException e) {
      throw new SceneParseException(what + " must be readable JSON: " + e.getMessage(), e);
    }
  }

  /**
   * The member {@code type} of a document, without reading more than is before it; empty when there
   * is none.
   *
   * @throws IOException when it cannot be read, or is no JSON up to there
   */
  static String type(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = MAPPER.createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return "";
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("type") && value == JsonToken.VALUE_STRING) {
          return parser.getText();
        }
        parser.skipChildren();
      }
      return "";
    }
  }
}
