// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiles;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.chronocube.grid.Shape;
import org.chronocube.io.RasterReadException;
import org.chronocube.xml.XmlElement;
import org.chronocube.xml.XmlException;

/**
 * Of which files one of Maxar's images is made, as a {@code .TIL} or the group {@code TIL} of an
 * {@code .XML} says.
 *
 * @param shape of the whole image
 * @param tile of a tile; those at the end of a row or column are smaller
 * @param files by tile, beside the document
 */
public record TilLayout(Shape shape, Shape tile, Map<TileIndex, String> files) {

  private static final Set<String> LONG_LISTS = Set.of("EPH", "ATT", "GEO", "RPB", "IMD");
  private static final Pattern ENTRY =
      Pattern.compile("(?m)^\\s*(\\w+)\\s*=\\s*\"?([^\";\\r\\n]*)\"?\\s*;?");

  public TilLayout {
    files = Map.copyOf(files);
  }

  /**
   * @param content of the whole document
   * @throws RasterReadException when it lists no tiles, or not in a regular grid
   * @throws XmlException when it is broken XML
   */
  public static TilLayout parse(byte[] content, String name) {
    String start = new String(content, 0, Math.min(200, content.length), StandardCharsets.UTF_8);
    List<Map<String, String>> tiles =
        start.stripLeading().startsWith("<") ? ofXml(content, name) : ofText(content);
    if (tiles.isEmpty()) {
      throw new RasterReadException(name + " must list tiles, lists none");
    }
    try {
      return of(tiles, name);
    } catch (IllegalArgumentException e) {
      throw new RasterReadException(name + " must have tiles by rows and columns", e);
    }
  }

  private static List<Map<String, String>> ofXml(byte[] content, String name) {
    XmlElement document = XmlElement.read(new ByteArrayInputStream(content), name, LONG_LISTS);
    return document.find("TIL").stream()
        .flatMap(til -> til.all("TILE").stream())
        .map(
            tile -> {
              Map<String, String> values = new HashMap<>();
              tile.children().forEach(c -> values.put(c.name().toLowerCase(Locale.ROOT), c.text()));
              return values;
            })
        .toList();
  }

  private static List<Map<String, String>> ofText(byte[] content) {
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    Matcher entry = ENTRY.matcher(new String(content, StandardCharsets.ISO_8859_1));
    String group = "";
    while (entry.find()) {
      if (entry.group(1).equals("BEGIN_GROUP")) {
        group = entry.group(2).strip();
      } else if (group.startsWith("TILE_")) {
        groups
            .computeIfAbsent(group, g -> new HashMap<>())
            .put(entry.group(1).toLowerCase(Locale.ROOT), entry.group(2).strip());
      }
    }
    return List.copyOf(groups.values());
  }

  private static TilLayout of(List<Map<String, String>> tiles, String name) {
    int[] rows = offsets(tiles, "ulrowoffset");
    int[] cols = offsets(tiles, "ulcoloffset");
    int height = 1 + IntStream.of(offsets(tiles, "lrrowoffset")).max().orElseThrow();
    int width = 1 + IntStream.of(offsets(tiles, "lrcoloffset")).max().orElseThrow();
    // The second row begins where the first one ends; one row is as high as the image.
    int tileHeight = IntStream.of(rows).filter(r -> r > 0).min().orElse(height);
    int tileWidth = IntStream.of(cols).filter(c -> c > 0).min().orElse(width);
    Map<TileIndex, String> files = new HashMap<>();
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] % tileHeight != 0 || cols[i] % tileWidth != 0) {
        throw new RasterReadException(
            name
                + " must have tiles in a regular grid without overlap, has one at row "
                + rows[i]
                + ", column "
                + cols[i]);
      }
      String file = tiles.get(i).getOrDefault("filename", "");
      files.put(new TileIndex(rows[i] / tileHeight, cols[i] / tileWidth), file);
    }
    return new TilLayout(new Shape(height, width), new Shape(tileHeight, tileWidth), files);
  }

  // Some documents write them as reals.
  private static int[] offsets(List<Map<String, String>> tiles, String name) {
    return tiles.stream()
        .mapToInt(t -> (int) Double.parseDouble(t.getOrDefault(name, "")))
        .toArray();
  }
}
