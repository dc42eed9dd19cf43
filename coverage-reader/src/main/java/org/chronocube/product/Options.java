// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.util.Set;
import java.util.TreeSet;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.ProductDefinition;

/** Checks that parsers have in common. */
public final class Options {

  private Options() {}

  /** Refuses options that no one knows. */
  public static void checkNames(ProductDefinition product, Set<String> known) {
    for (String name : product.options().keySet()) {
      if (!known.contains(name)) {
        throw new InvalidParameterException(
            name,
            "options of product "
                + product.product().id()
                + " must be among "
                + new TreeSet<>(known)
                + ", was "
                + name);
      }
    }
  }
}
