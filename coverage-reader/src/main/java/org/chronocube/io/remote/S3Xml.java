// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.chronocube.xml.XmlStreams;

/** The answers of S3: pages of ListObjectsV2, and errors. Document types are refused. */
final class S3Xml {

  private static final int MAX_DEPTH = 16;

  private S3Xml() {}

  /**
   * A page of a listing.
   *
   * @param objects files, by key
   * @param prefixes what stands for folders, each with a slash at its end
   * @param next token of the next page, null after the last
   */
  record Page(List<S3Object> objects, List<String> prefixes, String next) {}

  /** An object of a listing. */
  record S3Object(String key, long size, Instant modified, String tag) {}

  /** Called with each element that holds text, by its path, e.g. {@code Contents/Key}. */
  @FunctionalInterface
  private interface Elements {
    void end(String path, Map<String, String> texts) throws IOException;
  }

  static Page page(byte[] body) throws IOException {
    List<S3Object> objects = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    Map<String, String> top = new HashMap<>();
    try {
      read(
          body,
          (path, texts) -> {
            switch (path) {
              case "ListBucketResult/Contents" -> objects.add(object(texts));
              case "ListBucketResult/CommonPrefixes" -> prefixes.add(texts.get("Prefix"));
              case "ListBucketResult" -> top.putAll(texts);
              default -> {
                // the rest says nothing that is needed
              }
            }
          });
    } catch (XMLStreamException | DateTimeException | IllegalArgumentException e) {
      throw new IOException("the server must answer with a list of objects: " + e.getMessage(), e);
    }
    if (top.isEmpty()) {
      throw new IOException("the server must answer with a list of objects, did with other XML");
    }
    boolean isEncoded = "url".equals(top.get("EncodingType"));
    String next = "true".equals(top.get("IsTruncated")) ? top.get("NextContinuationToken") : null;
    return new Page(
        objects.stream().map(o -> isEncoded ? decoded(o) : o).toList(),
        prefixes.stream().map(p -> isEncoded ? decoded(p) : p).toList(),
        next);
  }

  private static S3Object object(Map<String, String> texts) {
    return new S3Object(
        texts.getOrDefault("Key", ""),
        Long.parseLong(texts.getOrDefault("Size", "")),
        Instant.parse(texts.getOrDefault("LastModified", "")),
        texts.getOrDefault("ETag", ""));
  }

  private static S3Object decoded(S3Object o) {
    return new S3Object(decoded(o.key()), o.size(), o.modified(), o.tag());
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The code of an error, e.g. {@code NoSuchKey}; nothing else of it, it repeats the request. */
  static Optional<String> errorCode(byte[] body) {
    Map<String, String> top = new HashMap<>();
    try {
      read(body, (path, texts) -> top.putAll(path.equals("Error") ? texts : Map.of()));
    } catch (XMLStreamException | IOException e) {
      return Optional.empty();
    }
    return Optional.ofNullable(top.get("Code")).filter(code -> code.matches("[A-Za-z]{1,60}"));
  }

  private static void read(byte[] body, Elements elements) throws XMLStreamException, IOException {
    XMLStreamReader reader = XmlStreams.open(new ByteArrayInputStream(body));
    Deque<Map<String, String>> texts = new ArrayDeque<>();
    Deque<String> paths = new ArrayDeque<>();
    texts.push(new HashMap<>());
    paths.push("");
    StringBuilder text = new StringBuilder();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (paths.size() > MAX_DEPTH) {
            throw new IOException("the server's XML must not be nested so deeply");
          }
          String above = paths.peek();
          paths.push((above.isEmpty() ? "" : above + "/") + reader.getLocalName());
          texts.push(new HashMap<>());
          text.setLength(0);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          elements.end(paths.pop(), texts.pop());
          texts.peek().put(reader.getLocalName(), text.toString());
          text.setLength(0);
        }
        case XMLStreamConstants.DTD ->
            throw new IOException("the server's XML must have no document type definition");
        default -> {
          // comments and the like
        }
      }
    }
  }
}
