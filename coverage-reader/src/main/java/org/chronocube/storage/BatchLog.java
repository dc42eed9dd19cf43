// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which parts of a batch are written, in a file beside the journal, so that a batch that was
 * stopped need not begin again. Safe for concurrent use.
 */
final class BatchLog {

  private static final String FILE = ".batch";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path file;
  private final TreeMap<Integer, Set<Integer>> done = new TreeMap<>();
  private final boolean continued;
  private long length;

  /**
   * @param folder of the store
   * @param identity of the batch: its dates, what they are made of, how it is parted
   */
  BatchLog(Path folder, String identity) {
    this.file = folder.resolve(FILE);
    List<String> lines = lines();
    this.continued = !lines.isEmpty() && lines.get(0).equals(identity);
    if (continued) {
      length = bytes(identity).length;
      lines.subList(1, lines.size()).forEach(this::parse);
    } else {
      byte[] first = bytes(identity);
      DurableFiles.replace(file, first);
      length = first.length;
    }
  }

  // The last line counts when it ends.
  private List<String> lines() {
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw new StorageException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private void parse(String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      Set<Integer> mixed = new HashSet<>();
      node.path("mixed").forEach(n -> mixed.add(n.asInt()));
      done.put(node.path("part").asInt(), mixed);
      length += bytes(line).length;
    } catch (JsonProcessingException e) {
      throw new StorageException(file + " must hold JSON after its first line", e);
    }
  }

  private static byte[] bytes(String line) {
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** True when parts of the same batch may have been written before. */
  boolean isContinued() {
    return continued;
  }

  synchronized boolean isDone(int part) {
    return done.containsKey(part);
  }

  /**
   * A part is written.
   *
   * @param mixed the batch's dates that are not uniform in it
   */
  synchronized void done(int part, Set<Integer> mixed) {
    ObjectNode node = MAPPER.createObjectNode().put("part", part);
    ArrayNode array = node.putArray("mixed");
    mixed.forEach(array::add);
    byte[] line = bytes(node.toString());
    DurableFiles.append(file, length, line);
    length += line.length;
    done.put(part, Set.copyOf(mixed));
  }

  /** The batch's dates that are not uniform in some part. */
  synchronized Set<Integer> mixed() {
    Set<Integer> all = new HashSet<>();
    done.values().forEach(all::addAll);
    return all;
  }

  /** Removes what a batch left that was committed. */
  static void forget(Path folder) {
    DurableFiles.delete(folder.resolve(FILE));
  }

  /** The batch is committed, or given up. */
  void delete() {
    DurableFiles.delete(file);
  }
}
