// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chronocube.InvalidParameterException;

/**
 * The parsers at hand.
 *
 * @param parsers with unique ids
 */
public record ProductParsers(List<ProductParser> parsers) {

  public ProductParsers {
    parsers = List.copyOf(parsers);
  }

  /** All parsers on the class path; the only place where they are looked up. */
  public static ProductParsers discover() {
    ClassLoader loader = ProductParsers.class.getClassLoader();
    return new ProductParsers(
        ServiceLoader.load(ProductParser.class, loader).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  /**
   * @throws InvalidParameterException when there is none of that id
   */
  public ProductParser get(String id) {
    return parsers.stream()
        .filter(p -> p.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidParameterException(
                    "parser",
                    "parser must be one of "
                        + parsers.stream()
                            .map(ProductParser::id)
                            .collect(Collectors.toCollection(TreeSet::new))
                        + ", was "
                        + id));
  }
}
