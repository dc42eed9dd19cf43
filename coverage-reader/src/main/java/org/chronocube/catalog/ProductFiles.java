// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.Scaling;

/**
 * Adds products to a catalog and removes them, each in a file {@code products.d/ID.yaml} beside
 * {@code catalog.yaml}, which itself is never written: its comments stay.
 */
public final class ProductFiles {

  private final Path catalog;
  private final DefinitionFolder folder;

  /**
   * @param catalog the {@code catalog.yaml}
   */
  public ProductFiles(Path catalog) {
    this.catalog = catalog.toAbsolutePath().normalize();
    this.folder = DefinitionFolder.beside(this.catalog, CatalogReader.PRODUCTS);
  }

  /** True for a product of {@code catalog.yaml}, which is edited by hand. */
  public boolean isFixed(String id) {
    return CatalogReader.root(catalog).get("products").listOrEmpty().stream()
        .anyMatch(node -> id.equals(node.get("id").value()));
  }

  /**
   * Writes a product down, in place of one of the same id.
   *
   * @param fields as in {@code catalog.yaml}
   * @return the file
   * @throws InvalidParameterException naming the field that breaks a rule; {@code id} when the
   *     product is in {@code catalog.yaml}
   */
  public Path put(Map<String, Object> fields) {
    ProductDefinition product =
        ProductNodes.product(new YamlNode("", fields), new Locations(catalog.getParent()));
    String id = product.product().id();
    requireNotFixed(id);
    if (!id.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
      throw new InvalidParameterException(
          "id", "id must be letters, digits and _ . - to be a file's name, was " + id);
    }
    folder.write(id, fields);
    return folder.file(id);
  }

  /** Writes a product down that a program made. */
  public Path put(ProductDefinition product) {
    return put(fields(product));
  }

  /**
   * Removes a product; its scenes stay indexed.
   *
   * @return false when there was none
   * @throws InvalidParameterException when it is in {@code catalog.yaml}
   */
  public boolean remove(String id) {
    requireNotFixed(id);
    return folder.files().contains(folder.file(id)) && folder.remove(id);
  }

  private void requireNotFixed(String id) {
    if (isFixed(id)) {
      throw new InvalidParameterException(
          "id",
          "id must not be that of a product of catalog.yaml, which is edited by hand, was " + id);
    }
  }

  private static Map<String, Object> fields(ProductDefinition definition) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", definition.product().id());
    fields.put("title", definition.product().title());
    putText(fields, "description", definition.product().description());
    putText(fields, "attribution", definition.product().attribution());
    fields.put("parser", definition.parser());
    fields.put("location", definition.location());
    if (!definition.options().isEmpty()) {
      fields.put("options", new TreeMap<>(definition.options()));
    }
    List<Map<String, Object>> bands = new ArrayList<>();
    definition.product().bands().forEach(band -> bands.add(fields(band)));
    fields.put("bands", bands);
    return fields;
  }

  private static Map<String, Object> fields(Band band) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", band.name());
    fields.put("title", band.title());
    fields.put("type", band.type().id());
    if (band.noData().isDeclared()) {
      fields.put("nodata", band.noData().value());
    }
    if (!band.scaling().equals(Scaling.IDENTITY)) {
      fields.put("scale", band.scaling().scale());
      fields.put("offset", band.scaling().offset());
    }
    putText(fields, "unit", band.unit());
    if (band.wavelengthNm() != null) {
      fields.put("wavelength", band.wavelengthNm());
    }
    if (band.categorical()) {
      fields.put("categorical", true);
    }
    return fields;
  }

  private static void putText(Map<String, Object> fields, String name, String text) {
    if (text != null && !text.isEmpty()) {
      fields.put(name, text);
    }
  }
}
