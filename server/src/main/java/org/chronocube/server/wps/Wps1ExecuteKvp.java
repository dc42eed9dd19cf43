// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;

/**
 * Reads an Execute request of key-value pairs (OGC 05-007r7 clause 10.2.2). {@code
 * DataInputs=a=1;b=2@mimeType=text/plain}: semicolons part inputs, {@code @} parts attributes.
 *
 * <p>The standard wants these separators sent as they are and encoded inside values. Many clients
 * encode the whole parameter: then it is decoded first and parted afterwards, and values cannot
 * hold semicolons.
 */
final class Wps1ExecuteKvp {

  private static final List<String> ATTRIBUTES =
      List.of(
          "mimetype",
          "encoding",
          "schema",
          "datatype",
          "uom",
          "xlink:href",
          "href",
          "method",
          "asreference");

  private Wps1ExecuteKvp() {}

  /**
   * @param query as sent, percent-encoded
   */
  static ExecuteRequest parse(Kvp kvp, String query) {
    String identifier = kvp.require("Identifier");
    List<ExecuteRequest.Input> inputs = new ArrayList<>();
    for (Item item : items(kvp, query, "DataInputs")) {
      inputs.add(input(item));
    }
    List<ExecuteRequest.Output> raw = outputs(kvp, query, "RawDataOutput");
    if (raw.size() > 1) {
      throw OwsException.invalid(
          "RawDataOutput", "RawDataOutput must be one output, were " + raw.size());
    }
    return new ExecuteRequest(
        Wps1.VERSION,
        identifier,
        inputs,
        raw.isEmpty() ? outputs(kvp, query, "ResponseDocument") : raw,
        !raw.isEmpty(),
        kvp.flag("storeExecuteResponse") ? ExecuteRequest.Mode.ASYNC : ExecuteRequest.Mode.SYNC,
        kvp.flag("status"),
        kvp.flag("lineage"));
  }

  private record Item(String id, String value, Map<String, String> attributes) {}

  private static ExecuteRequest.Input input(Item item) {
    String href = item.attributes().getOrDefault("xlink:href", item.attributes().get("href"));
    if (href == null && item.value() == null) {
      throw OwsException.missing(item.id());
    }
    return new ExecuteRequest.Input(
        item.id(),
        href == null ? new Payload.Text(item.value()) : new Payload.Reference(href),
        item.attributes().get("mimetype"),
        item.attributes().get("encoding"),
        item.attributes().get("datatype"),
        item.attributes().get("uom"));
  }

  private static List<ExecuteRequest.Output> outputs(Kvp kvp, String query, String key) {
    return items(kvp, query, key).stream()
        .map(
            item ->
                new ExecuteRequest.Output(
                    item.id(),
                    item.attributes().get("mimetype"),
                    item.attributes().get("encoding"),
                    "true".equalsIgnoreCase(item.attributes().get("asreference"))))
        .toList();
  }

  private static List<Item> items(Kvp kvp, String query, String key) {
    Optional<String> decoded = kvp.get(key);
    if (decoded.isEmpty()) {
      return List.of();
    }
    Optional<String> sent = sent(query, key);
    // A separator sent bare means that what is inside values is encoded.
    boolean parted = sent.filter(s -> s.matches("(?s).*[=;@].*")).isPresent();
    String text = unbracketed(parted ? sent.get() : decoded.get());
    List<Item> items = new ArrayList<>();
    for (String item : text.split(";")) {
      if (!item.isBlank()) {
        items.add(item(item, parted));
      }
    }
    return items;
  }

  private static Optional<String> sent(String query, String key) {
    return Arrays.stream(query.split("&"))
        .filter(p -> p.toLowerCase(Locale.ROOT).startsWith(key.toLowerCase(Locale.ROOT) + "="))
        .map(p -> p.substring(key.length() + 1))
        .findFirst();
  }

  // Examples in the standard stand in brackets, and some clients send them.
  private static String unbracketed(String text) {
    boolean brackets = text.startsWith("[") && text.endsWith("]");
    return brackets ? text.substring(1, text.length() - 1) : text;
  }

  private static Item item(String text, boolean encoded) {
    String body = text;
    Map<String, String> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    // From the end: an @ inside a value is not followed by the name of an attribute.
    for (int at = body.lastIndexOf('@'); at >= 0; at = body.lastIndexOf('@')) {
      String[] pair = body.substring(at + 1).split("=", 2);
      String name = decode(pair[0], encoded).toLowerCase(Locale.ROOT);
      if (pair.length != 2 || !ATTRIBUTES.contains(name)) {
        break;
      }
      attributes.put(name, decode(pair[1], encoded));
      body = body.substring(0, at);
    }
    int equals = body.indexOf('=');
    String id = equals < 0 ? body : body.substring(0, equals);
    String value = equals < 0 ? null : decode(body.substring(equals + 1), encoded);
    boolean none = value == null || (value.isEmpty() && !attributes.isEmpty());
    return new Item(decode(id, encoded).strip(), none ? null : value, attributes);
  }

  private static String decode(String text, boolean encoded) {
    return encoded ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text;
  }
}
