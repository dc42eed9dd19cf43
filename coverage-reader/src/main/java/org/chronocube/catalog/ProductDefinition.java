// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.util.Map;
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

  public ProductDefinition {
    options = Map.copyOf(options);
  }
}
