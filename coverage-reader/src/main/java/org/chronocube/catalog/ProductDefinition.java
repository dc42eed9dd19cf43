// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chronocube.scene.Product;

/**
 * A product of the catalog and how its scenes are found.
 *
 * @param product what is registered in the index
 * @param parser id of the product parser, e.g. {@code stac-item} or {@code geotiff}
 * @param location where its files are: an absolute path, or a URI
 * @param options what the parser wants to know, e.g. a file name pattern
 */
public record ProductDefinition(
    Product product, String parser, String location, Map<String, String> options) {

  /** Option that lists, separated by commas, the HTTP servers on which files may lie. */
  public static final String HOSTS = "hosts";

  public ProductDefinition {
    options = Map.copyOf(options);
  }

  /** Names of the servers on which the product's files may lie, in lower case; none by default. */
  public Set<String> hosts() {
    return Stream.of(options.getOrDefault(HOSTS, "").split(","))
        .map(host -> host.strip().toLowerCase(Locale.ROOT))
        .filter(host -> !host.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
