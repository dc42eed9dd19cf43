// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.chronocube.io.array.ArrayDataset;
import org.chronocube.io.array.ArrayInfo;
import org.chronocube.io.array.ArraySource;
import org.chronocube.io.array.ArrayView;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.ByteSources;

/** Opens Zarr stores of version 2 and 3. */
public final class ZarrFormat implements ArrayView.Format {

  private static final String V2_ARRAY = "/.zarray";
  private static final String V2_ATTRIBUTES = "/.zattrs";
  private static final String V2_CONSOLIDATED = ".zmetadata";
  private static final String V3 = "zarr.json";

  /** Opens a store; arrays are listed when the store has consolidated metadata. */
  @Override
  public ArrayDataset open(URI folder, ByteSources files) {
    return open(folder, files, List::of);
  }

  /**
   * @param names what arrays there may be, where no consolidated metadata say it
   */
  public ArrayDataset open(URI folder, ByteSources files, Supplier<List<String>> names) {
    return new Dataset(new Store(folder, files), names);
  }

  private record Dataset(Store store, Supplier<List<String>> names) implements ArrayDataset {

    @Override
    public List<ArrayInfo> arrays() throws IOException {
      List<ArrayInfo> arrays = new ArrayList<>();
      for (String name : new TreeSet<>(consolidated().orElseGet(names))) {
        if (isNumeric(name)) {
          arrays.add(array(name).info());
        }
      }
      return arrays;
    }

    @Override
    public Map<String, Map<String, Object>> attributes() throws IOException {
      Map<String, Map<String, Object>> attributes = new LinkedHashMap<>();
      for (String name : new TreeSet<>(consolidated().orElseGet(names))) {
        Optional<JsonNode> v3 = json(name + "/" + V3).map(n -> n.path("attributes"));
        Optional<JsonNode> node = v3.isPresent() ? v3 : json(name + V2_ATTRIBUTES);
        attributes.put(name, node.map(ZarrJson::attributes).orElse(Map.of()));
      }
      return attributes;
    }

    private Optional<List<String>> consolidated() throws IOException {
      Optional<JsonNode> v2 = json(V2_CONSOLIDATED).map(n -> n.path("metadata"));
      Optional<JsonNode> v3 =
          v2.isPresent()
              ? Optional.empty()
              : json(V3).map(n -> n.path("consolidated_metadata").path("metadata"));
      Optional<JsonNode> all = v2.or(() -> v3).filter(JsonNode::isObject);
      if (all.isEmpty()) {
        return Optional.empty();
      }
      List<String> names = new ArrayList<>();
      for (var entry : all.get().properties()) {
        String key = entry.getKey();
        if (key.endsWith(V2_ARRAY)) {
          names.add(key.substring(0, key.length() - V2_ARRAY.length()));
        } else if (entry.getValue().path("node_type").asText().equals("array")) {
          names.add(key);
        }
      }
      return Optional.of(names);
    }

    private Optional<JsonNode> json(String key) throws IOException {
      Optional<ByteSource> source = store.get(key);
      return source.isEmpty()
          ? Optional.empty()
          : Optional.of(ZarrJson.read(source.get().readDocument()));
    }

    // Strings and times of other kinds are no numbers; what is broken is found when it is opened.
    private boolean isNumeric(String name) throws IOException {
      Optional<JsonNode> v3 = json(name + "/" + V3);
      Optional<JsonNode> v2 = v3.isPresent() ? Optional.empty() : json(name + V2_ARRAY);
      try {
        if (v3.isPresent()) {
          ZarrV3.type(v3.get());
        } else if (v2.isPresent()) {
          ZarrV2.type(v2.get());
        } else {
          return false;
        }
        return true;
      } catch (IOException otherType) {
        return false;
      }
    }

    @Override
    public ArraySource array(String name) throws IOException {
      if (name.isEmpty() || name.contains("..") || name.startsWith("/")) {
        throw new IOException("array must be a path inside the store, was " + name);
      }
      try {
        Optional<ArraySource> shown = consolidated(name);
        return shown.isPresent() ? shown.get() : own(name);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new IOException("metadata of array " + name + " are broken: " + e.getMessage(), e);
      }
    }

    // What all arrays have in one file is of one moment, also while a store is written.
    private Optional<ArraySource> consolidated(String name) throws IOException {
      Optional<ByteSource> v2 = store.get(V2_CONSOLIDATED);
      if (v2.isPresent()) {
        JsonNode all = ZarrJson.read(v2.get().readDocument()).path("metadata");
        JsonNode node = all.path(name + V2_ARRAY);
        JsonNode attributes = all.path(name + V2_ATTRIBUTES);
        return node.isObject()
            ? Optional.of(new ZarrArray(store, ZarrV2.layout(name, node, attributes), v2.get()))
            : Optional.empty();
      }
      Optional<ByteSource> v3 = store.get(V3);
      if (v3.isEmpty()) {
        return Optional.empty();
      }
      JsonNode root = ZarrJson.read(v3.get().readDocument());
      JsonNode node = root.path("consolidated_metadata").path("metadata").path(name);
      return node.isObject()
          ? Optional.of(new ZarrArray(store, ZarrV3.layout(name, node), v3.get()))
          : Optional.empty();
    }

    private ArraySource own(String name) throws IOException {
      Optional<ByteSource> v3 = store.get(name + "/" + V3);
      if (v3.isPresent()) {
        JsonNode node = ZarrJson.read(v3.get().readDocument());
        return new ZarrArray(store, ZarrV3.layout(name, node), v3.get());
      }
      ByteSource v2 =
          store
              .get(name + V2_ARRAY)
              .orElseThrow(() -> new IOException("store must have array " + name));
      JsonNode attributes = json(name + V2_ATTRIBUTES).orElse(MissingNode.getInstance());
      JsonNode node = ZarrJson.read(v2.readDocument());
      return new ZarrArray(store, ZarrV2.layout(name, node, attributes), v2);
    }
  }
}
