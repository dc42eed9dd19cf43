// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.sentinel2;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chronocube.product.MetadataXml;
import org.chronocube.product.MetadataXml.Element;
import org.chronocube.product.MetadataXml.Leaf;
import org.chronocube.product.SceneParseException;

/**
 * What the metadata of a whole product say ({@code MTD_MSIL1C.xml}, {@code MTD_MSIL2A.xml}, and the
 * long names before 2016).
 *
 * <p>Source: Sentinel-2 Products Specification Document S2-PDGS-TAS-DI-PSD, issue 14 and later, for
 * the radiometric offsets; the names of earlier issues are understood too.
 */
final class UserProduct {

  private static final Set<String> SKIPPED =
      Set.of(
          "Spectral_Information_List",
          "Solar_Irradiance_List",
          "Auxiliary_Data_Info",
          "Geometric_Info_Details");
  private static final Set<String> IMAGES =
      Set.of("IMAGE_FILE", "IMAGE_ID", "IMAGE_FILE_2A", "IMAGE_ID_2A");

  private final Path file;
  private final Map<String, String> values = new HashMap<>();
  private final double[] offsets = new double[SpectralBands.COUNT];
  private final Map<String, Double> specialValues = new HashMap<>();
  private final Map<String, Tile> tiles = new LinkedHashMap<>();
  private double[] footprint;
  private String specialValue;

  /**
   * A tile (in ESA's words a granule) of the product.
   *
   * @param identifier ESA's name of it
   * @param datastrip ESA's name of the data strip it is of
   * @param images paths in the product, without extension; or names without path, before 2016
   */
  record Tile(String identifier, String datastrip, List<String> images) {

    /** The MGRS tile, e.g. {@code 33XWJ}. */
    String mgrs() {
      String[] words = identifier.split("_");
      return Arrays.stream(words)
          .filter(w -> w.matches("T\\d{2}[A-Z]{3}"))
          .findFirst()
          .map(w -> w.substring(1))
          .orElseThrow(
              () ->
                  new SceneParseException(
                      "granuleIdentifier must hold an MGRS tile, was " + identifier));
    }
  }

  private UserProduct(Path file) {
    this.file = file;
  }

  /**
   * @throws SceneParseException when it cannot be read
   */
  static UserProduct read(Path file) {
    UserProduct product = new UserProduct(file);
    MetadataXml.read(file, SKIPPED, product::take);
    return product;
  }

  private void take(Leaf leaf) {
    String name = leaf.name();
    if (IMAGES.contains(name)) {
      Map<String, String> granule = leaf.element().parent().attributes();
      String identifier = granule.getOrDefault("granuleIdentifier", "");
      tiles
          .computeIfAbsent(
              identifier,
              id ->
                  new Tile(id, granule.getOrDefault("datastripIdentifier", ""), new ArrayList<>()))
          .images()
          .add(leaf.text());
      return;
    }
    switch (name) {
      case "RADIO_ADD_OFFSET", "BOA_ADD_OFFSET" ->
          offsets[bandId(leaf, leaf.element(), "band_id")] = leaf.number();
      case "SPECIAL_VALUE_TEXT" -> specialValue = leaf.text();
      case "SPECIAL_VALUE_INDEX" -> specialValues.put(specialValue, leaf.number());
      case "EXT_POS_LIST" -> footprint = footprint == null ? positions(leaf) : footprint;
      default -> values.putIfAbsent(name, leaf.text());
    }
    String datatake = leaf.element().parent().attributes().get("datatakeIdentifier");
    if (datatake != null) {
      values.putIfAbsent("datatakeIdentifier", datatake);
    }
  }

  /** The band that an attribute of an element names, for the number in {@code leaf}. */
  static int bandId(Leaf leaf, Element element, String attribute) {
    String id = element.attributes().getOrDefault(attribute, "missing");
    if (!id.matches("\\d|1[0-2]")) {
      throw new SceneParseException(
          attribute + " of " + leaf.name() + " must be 0..12, was " + id + " in " + leaf.file());
    }
    return Integer.parseInt(id);
  }

  private static double[] positions(Leaf leaf) {
    try {
      return Arrays.stream(leaf.text().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      throw new SceneParseException(
          "EXT_POS_LIST must be numbers in " + leaf.file() + ": " + e.getMessage(), e);
    }
  }

  /** The text of an element that occurs once. */
  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * The text of an element that must be there.
   *
   * @throws SceneParseException when it is not
   */
  String required(String name) {
    return text(name)
        .orElseThrow(() -> new SceneParseException(file + " must have a " + name + ", has none"));
  }

  /**
   * The first of some elements that is there, as a number.
   *
   * @throws SceneParseException when none is, or it is no number
   */
  double number(String... names) {
    for (String name : names) {
      String text = values.get(name);
      if (text != null) {
        try {
          return Double.parseDouble(text);
        } catch (NumberFormatException e) {
          throw new SceneParseException(name + " must be a number, was " + text + " in " + file, e);
        }
      }
    }
    throw new SceneParseException(file + " must have a " + names[0] + ", has none");
  }

  /** What is added to the DN of a spectral band before it is divided: 0 before baseline 04.00. */
  double offset(int bandId) {
    return offsets[bandId];
  }

  /** The DN that is NODATA or SATURATED. */
  Optional<Double> specialValue(String name) {
    return Optional.ofNullable(specialValues.get(name));
  }

  /** Latitudes and longitudes in turn, as ESA writes them; empty when there are none. */
  Optional<double[]> footprint() {
    return Optional.ofNullable(footprint).map(double[]::clone);
  }

  List<Tile> tiles() {
    return List.copyOf(tiles.values());
  }

  Path file() {
    return file;
  }
}
