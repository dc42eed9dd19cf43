// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.ProductDefinition;

/**
 * What a catalogue calls the bands of a product: the option {@code bands}, e.g. {@code red=B04,
 * nir=B08}; a band that is not in it has its own name.
 *
 * @param names by the product's band
 */
record BandNames(Map<String, String> names) {

  static final String OPTION = "bands";

  /**
   * @throws InvalidParameterException when it is written otherwise, or names a band that the
   *     product has not
   */
  static BandNames of(ProductDefinition product) {
    Map<String, String> names = new LinkedHashMap<>();
    String text = product.options().getOrDefault(OPTION, "");
    for (String pair : text.isBlank() ? new String[0] : text.split(",")) {
      String[] words = pair.split("=", 2);
      if (words.length != 2 || words[0].isBlank() || words[1].isBlank()) {
        throw new InvalidParameterException(
            OPTION, "bands must be BAND=NAME pairs separated by commas, was " + text);
      }
      if (product.product().band(words[0].strip()).isEmpty()) {
        throw new InvalidParameterException(
            OPTION, "bands must name bands of the product, was " + words[0].strip());
      }
      names.put(words[0].strip(), words[1].strip());
    }
    return new BandNames(names);
  }

  String of(String band) {
    return names.getOrDefault(band, band);
  }
}
