// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Which dates a store holds, and what they were made of: JSON, a line a date, in the order of the
 * store's time axis, after one line that says what cube it is. Lines are only ever added; the last
 * one counts when it ends.
 *
 * @param header the first line
 * @param dates of all lines after it
 * @param length bytes of all that counts
 */
record Journal(Header header, List<KeptDate> dates, long length) {

  static final String FILE = "chronocube.jsonl";

  private static final int VERSION = 1;
  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * @param definition see {@link CubeRecord}
   */
  record Header(String definition) {}

  Journal {
    dates = List.copyOf(dates);
  }

  static boolean exists(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  /**
   * Reads what counts.
   *
   * @throws StorageException when there is none, or its first line is of another version
   */
  static Journal read(Path folder) {
    byte[] bytes = bytes(folder.resolve(FILE), 0);
    int end = lineEnd(bytes, 0);
    if (end < 0) {
      throw new StorageException(folder.resolve(FILE) + " must have a first line");
    }
    Header header = header(folder, text(bytes, 0, end));
    Lines lines = lines(bytes, end + 1);
    return new Journal(header, lines.dates, lines.end);
  }

  /** The same journal with what was added since. */
  Journal grown(Path folder) {
    byte[] bytes = bytes(folder.resolve(FILE), length);
    Lines more = lines(bytes, 0);
    List<KeptDate> all = new ArrayList<>(dates);
    all.addAll(more.dates);
    return new Journal(header, all, length + more.end);
  }

  private record Lines(List<KeptDate> dates, int end) {}

  // What comes after a line that is broken is not trusted either.
  private static Lines lines(byte[] bytes, int from) {
    List<KeptDate> dates = new ArrayList<>();
    int start = from;
    for (int end = lineEnd(bytes, start); end >= 0; end = lineEnd(bytes, start)) {
      try {
        dates.add(date(MAPPER.readTree(text(bytes, start, end))));
      } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
        break;
      }
      start = end + 1;
    }
    return new Lines(dates, start);
  }

  private static int lineEnd(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Path file, long from) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Math.max(0, channel.size() - from)));
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
        continue;
      }
      byte[] read = new byte[bytes.position()];
      bytes.flip().get(read);
      return read;
    } catch (IOException e) {
      throw new StorageException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static Header header(Path folder, String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      if (node.path("chronocube").asInt() == VERSION) {
        return new Header(node.path("definition").asText());
      }
    } catch (JsonProcessingException e) {
      throw new StorageException(folder.resolve(FILE) + " must begin with JSON", e);
    }
    throw new StorageException(
        folder.resolve(FILE) + " must be of version " + VERSION + ", begins with " + line);
  }

  /** A journal without dates, replacing what is there. */
  static Journal create(Path folder, Header header) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("chronocube", VERSION);
    node.put("definition", header.definition());
    byte[] line = (node + "\n").getBytes(StandardCharsets.UTF_8);
    DurableFiles.replace(folder.resolve(FILE), line);
    return new Journal(header, List.of(), line.length);
  }

  /** Adds dates, in place of a line that was never finished. */
  Journal append(Path folder, List<KeptDate> more) {
    byte[] lines = lines(more);
    DurableFiles.append(folder.resolve(FILE), length, lines);
    List<KeptDate> all = new ArrayList<>(dates);
    all.addAll(more);
    return new Journal(header, all, length + lines.length);
  }

  /** The lines of dates. */
  static byte[] lines(List<KeptDate> dates) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (KeptDate date : dates) {
      lines.writeBytes((node(date) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return lines.toByteArray();
  }

  /** The dates of lines; those of a broken one and after it are left out. */
  static List<KeptDate> dates(byte[] lines) {
    return lines(lines, 0).dates;
  }

  private static ObjectNode node(KeptDate date) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("time", date.time().toString());
    node.put("uniform", date.uniform());
    node.put("stamp", date.stamp());
    ArrayNode scenes = node.putArray("scenes");
    for (KeptScene scene : date.scenes()) {
      scenes
          .addObject()
          .put("product", scene.product())
          .put("id", scene.id())
          .put("digest", HexFormat.of().toHexDigits(scene.digest()))
          .put("footprint", scene.footprint());
    }
    return node;
  }

  private static KeptDate date(JsonNode node) {
    List<KeptScene> scenes = new ArrayList<>();
    for (JsonNode scene : node.path("scenes")) {
      scenes.add(
          new KeptScene(
              scene.path("product").asText(),
              scene.path("id").asText(),
              HexFormat.fromHexDigitsToLong(scene.path("digest").asText()),
              scene.path("footprint").asText()));
    }
    return new KeptDate(
        Instant.parse(node.path("time").asText()),
        scenes,
        node.path("stamp").asText(),
        node.path("uniform").asBoolean());
  }
}
