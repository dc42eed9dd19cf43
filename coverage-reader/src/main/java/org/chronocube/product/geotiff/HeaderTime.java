// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.geotiff;

import java.net.URI;
import java.time.Instant;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.product.ParserContext;
import org.chronocube.product.SceneParseException;

/**
 * The option {@code time}: whether the raster itself is asked for it.
 *
 * @param product that has it
 */
record HeaderTime(ProductDefinition product) {

  static final String TIME = "time";

  private static final String HEADER_ITEM = "header:";

  /**
   * @param otherwise where the time is when it is not in the header, e.g. {@code name}
   * @throws InvalidParameterException when it is something else
   */
  void check(String otherwise) {
    String time = product.options().getOrDefault(TIME, otherwise);
    if (!time.equals(otherwise) && !time.equals("header") && !time.matches(HEADER_ITEM + ".+")) {
      throw new InvalidParameterException(
          TIME, "time must be " + otherwise + ", header or header:ITEM, was " + time);
    }
  }

  /** True when the header may be asked for the time. */
  boolean isTimeInHeader() {
    return product.options().getOrDefault(TIME, "").startsWith("header");
  }

  /**
   * The time that a header says.
   *
   * @throws SceneParseException when it says none, or it cannot be understood
   */
  Instant time(URI file, ParserContext context) {
    String option = product.options().getOrDefault(TIME, "");
    String item =
        option.startsWith(HEADER_ITEM)
            ? option.substring(HEADER_ITEM.length())
            : "TIFFTAG_DATETIME";
    String text = context.rasters().open(file).descriptions().get(item);
    if (text == null) {
      throw new SceneParseException(file + " must have " + item + " in its header");
    }
    return TimeText.of(product).parse(text, file);
  }
}
