// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.util.Set;
import java.util.TreeSet;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.ProductDefinition;

/** Checks that parsers have in common. */
public final class Options {

  private static final Set<String> COMMON =
      Set.of(ExactFootprints.FOOTPRINT, ExactFootprints.BANDS);

  private Options() {}

  /** Refuses options that no one knows; those of footprints every product has. */
  public static void checkNames(ProductDefinition product, Set<String> known) {
    Set<String> all = new TreeSet<>(known);
    all.addAll(COMMON);
    for (String name : product.options().keySet()) {
      if (!all.contains(name)) {
        throw new InvalidParameterException(
            name,
            "options of product "
                + product.product().id()
                + " must be among "
                + all
                + ", was "
                + name);
      }
    }
    ExactFootprints.checkOptions(product);
  }
}
