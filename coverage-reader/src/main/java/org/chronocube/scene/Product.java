// SPDX-License-Identifier: Apache-2.0
package org.chronocube.scene;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chronocube.band.Band;

/**
 * A type and level of data, e.g. Sentinel-2 L2A (STAC: a collection).
 *
 * @param id unique in an index; letters, digits, {@code _ . -}
 * @param title for humans
 * @param description a paragraph, may be empty
 * @param attribution what users of the data must show, may be empty
 * @param bands with unique names
 */
public record Product(
    String id, String title, String description, String attribution, List<Band> bands) {

  public Product {
    if (id == null || !id.matches("[A-Za-z0-9][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException(
          "product id must be letters, digits, '_', '.' or '-', was " + id);
    }
    title = title == null || title.isBlank() ? id : title;
    description = description == null ? "" : description;
    attribution = attribution == null ? "" : attribution;
    bands = List.copyOf(bands);
    if (bands.stream().map(Band::name).collect(Collectors.toSet()).size() != bands.size()) {
      throw new IllegalArgumentException("bands of product " + id + " must have unique names");
    }
  }

  public Optional<Band> band(String name) {
    return bands.stream().filter(b -> b.name().equals(name)).findFirst();
  }
}
