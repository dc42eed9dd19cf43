// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** How a version of Zarr writes metadata. Paths are those of files in the store. */
interface Notation {

  /**
   * @param crs identifier of the CRS of all data
   */
  static Notation of(int version, String crs) {
    return version == 2 ? new NotationV2(crs) : new NotationV3();
  }

  /** The documents of one array by their paths, when there are so many dates. */
  SortedMap<String, JsonNode> array(Variable variable, Compression compression, int dates);

  /** The documents of the store that are not {@link #consolidatedPath}. */
  SortedMap<String, JsonNode> root(Map<String, String> attributes);

  /** The document that holds all others. */
  String consolidatedPath();

  /**
   * The document that holds all others.
   *
   * @param arrays of {@link #array}, of all arrays
   * @param attributes of the store
   */
  JsonNode consolidated(SortedMap<String, JsonNode> arrays, Map<String, String> attributes);

  /** What {@link #consolidated} holds of the arrays. */
  SortedMap<String, JsonNode> arrays(JsonNode consolidated);

  /** The path of a file of elements. */
  String file(Variable variable, int[] index);

  /** The folder of the files of elements with the same first index. */
  String folder(Variable variable, int first);

  /** Texts as the bytes of a chunk. */
  byte[] texts(List<String> texts, int longest);
}
