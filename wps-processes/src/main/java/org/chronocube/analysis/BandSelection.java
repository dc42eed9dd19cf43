// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Scaling;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.kernel.BandExpression;
import org.chronocube.raster.RasterBlock;

/**
 * What is computed from a cube's bands: bands as they are, and arithmetic over them, in physical
 * values.
 *
 * @param items in the order asked for, names unique
 * @param cubeBands the bands to read, each once
 */
public record BandSelection(List<Item> items, List<CubeBand> cubeBands) {

  /**
   * One band of the result.
   *
   * @param name of the cube's band, or as given before {@code =}, or the expression itself
   * @param unit of the physical value, empty when unknown
   * @param expression arithmetic, or null for the cube's band of that name
   */
  public record Item(String name, String unit, BandExpression expression) {}

  public BandSelection {
    items = List.copyOf(items);
    cubeBands = List.copyOf(cubeBands);
  }

  /**
   * Reads a selection.
   *
   * @param texts each {@code B04}, {@code (B08 - B04) / (B08 + B04)} or {@code NDVI = …}, or
   *     several of these parted by commas; empty for all bands of the cube
   * @throws InvalidParameterException when one is no band of the cube or cannot be read
   */
  public static BandSelection of(Cube cube, List<String> texts) {
    List<Item> items = new ArrayList<>();
    Set<CubeBand> bands = new LinkedHashSet<>();
    List<String> wanted = texts.stream().flatMap(t -> parts(t).stream()).toList();
    if (wanted.isEmpty()) {
      wanted = cube.bands().stream().map(b -> b.band().name()).toList();
    }
    for (String text : wanted) {
      items.add(item(cube, text, bands));
    }
    if (items.stream().map(Item::name).distinct().count() != items.size()) {
      throw new InvalidParameterException(
          "bands", "bands must have unique names, were " + items.stream().map(Item::name).toList());
    }
    return new BandSelection(items, List.copyOf(bands));
  }

  // Commas inside parentheses part a function's arguments.
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? ',' : text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && (depth <= 0 || i == text.length())) {
        if (!text.substring(start, i).isBlank()) {
          parts.add(text.substring(start, i).strip());
        }
        start = i + 1;
      }
    }
    return parts;
  }

  private static Item item(Cube cube, String text, Set<CubeBand> bands) {
    Optional<CubeBand> plain = cube.band(text);
    if (plain.isPresent()) {
      bands.add(plain.get());
      return new Item(text, plain.get().band().unit(), null);
    }
    String[] named = text.split("(?<![=!<>])=(?!=)", 2);
    String name = named.length == 2 ? named[0].strip() : text;
    BandExpression expression = expression(named[named.length - 1].strip());
    for (String band : expression.names()) {
      bands.add(cube.band(band).orElseThrow(() -> unknown(cube, band)));
    }
    return new Item(name, "", expression);
  }

  private static BandExpression expression(String text) {
    try {
      return BandExpression.compile(text);
    } catch (InvalidParameterException e) {
      throw new InvalidParameterException("bands", "bands: " + e.getMessage(), e);
    }
  }

  private static InvalidParameterException unknown(Cube cube, String band) {
    return new InvalidParameterException(
        "bands",
        "bands must be of "
            + cube.bands().stream().map(b -> b.band().name()).collect(Collectors.joining(", "))
            + ", was "
            + band);
  }

  /** Names of the bands to read. */
  public List<String> cubeBandNames() {
    return cubeBands.stream().map(b -> b.band().name()).toList();
  }

  /**
   * Physical values.
   *
   * @param dn one block for each of {@link #cubeBands}, in that order; may be written to
   * @return one block for each item
   */
  public List<RasterBlock> evaluate(List<RasterBlock> dn) {
    // Expressions first: they take samples as stored, which bands as they are are then turned from.
    RasterBlock[] result = new RasterBlock[items.size()];
    for (int i = 0; i < result.length; i++) {
      BandExpression expression = items.get(i).expression();
      if (expression != null) {
        List<Integer> at = expression.names().stream().map(this::indexOf).toList();
        result[i] =
            expression.evaluate(
                at.stream().map(dn::get).toList(), at.stream().map(this::scaling).toList());
      }
    }
    for (int i = 0; i < result.length; i++) {
      if (result[i] == null) {
        int at = indexOf(items.get(i).name());
        result[i] = physical(dn.get(at), scaling(at));
      }
    }
    return List.of(result);
  }

  private int indexOf(String band) {
    return cubeBandNames().indexOf(band);
  }

  private Scaling scaling(int index) {
    return cubeBands.get(index).band().scaling();
  }

  private static RasterBlock physical(RasterBlock dn, Scaling scaling) {
    if (!scaling.equals(Scaling.IDENTITY)) {
      float[] samples = dn.samples();
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) scaling.toPhysical(samples[i]);
      }
    }
    return dn;
  }
}
