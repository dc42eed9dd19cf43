// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.dimap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chronocube.grid.Shape;
import org.chronocube.io.tiles.TileIndex;
import org.chronocube.xml.XmlElement;
import org.chronocube.xml.XmlException;

/**
 * Of which files an image is made, from the {@code Raster_Data} of a {@code DIM_….XML}.
 *
 * @param shape of the whole image
 * @param tile of a tile; those at the end of a row or column are smaller
 * @param parts one for each group of bands that has files of its own; more than one in the six-band
 *     products of Pléiades Neo
 */
public record DimapRaster(Shape shape, Shape tile, List<Part> parts) {

  /**
   * Bands that lie in the same files.
   *
   * @param bands their {@code BAND_ID}s, in the order of the files
   * @param files by tile, relative to the document; what is not there was not imaged
   */
  public record Part(List<String> bands, Map<TileIndex, String> files) {
    public Part {
      bands = List.copyOf(bands);
      files = Map.copyOf(files);
    }
  }

  public DimapRaster {
    parts = List.copyOf(parts);
  }

  /**
   * @throws XmlException when it does not say what it must
   */
  public static DimapRaster of(XmlElement document) {
    XmlElement dimensions = require(document, "Raster_Dimensions");
    Shape shape =
        new Shape(whole(dimensions, "NROWS", document), whole(dimensions, "NCOLS", document));
    int bands = whole(dimensions, "NBANDS", document);
    List<XmlElement> groups = require(document, "Data_Access").all("Data_Files");
    List<Part> parts = new ArrayList<>();
    for (XmlElement group : groups) {
      parts.add(new Part(bandIds(document, group, bands / groups.size()), files(group)));
    }
    if (parts.isEmpty() || parts.stream().anyMatch(p -> p.files().isEmpty())) {
      throw new XmlException(document.document() + " must name Data_Files, names none");
    }
    return new DimapRaster(shape, tile(document, dimensions, shape, parts), parts);
  }

  private static Shape tile(
      XmlElement document, XmlElement dimensions, Shape shape, List<Part> parts) {
    Optional<XmlElement> size = dimensions.find("NTILES_SIZE");
    if (size.isPresent()) {
      checkNoOverlap(document, dimensions);
      return new Shape(size.get().integer("nrows"), size.get().integer("ncols"));
    }
    if (parts.stream().anyMatch(p -> p.files().size() > 1)) {
      throw new XmlException(document.document() + " must have NTILES_SIZE, has none");
    }
    return shape;
  }

  private static void checkNoOverlap(XmlElement document, XmlElement dimensions) {
    for (String name : List.of("OVERLAP_ROW", "OVERLAP_COL")) {
      double overlap = dimensions.numberOf(name).orElse(0);
      if (overlap > 0) {
        throw new XmlException(name + " must be 0, was " + overlap + " in " + document.document());
      }
    }
  }

  private static Map<TileIndex, String> files(XmlElement group) {
    Map<TileIndex, String> files = new LinkedHashMap<>();
    for (XmlElement file : group.all("Data_File")) {
      String href = file.child("DATA_FILE_PATH").map(p -> p.attributes().get("href")).orElse(null);
      if (href == null) {
        throw new XmlException(group.document() + " must name the file of each Data_File");
      }
      int row = file.attributes().containsKey("tile_R") ? file.integer("tile_R") : 1;
      int col = file.attributes().containsKey("tile_C") ? file.integer("tile_C") : 1;
      if (row < 1 || col < 1) {
        throw new XmlException(
            "tile_R and tile_C must be >= 1, were " + row + ", " + col + " in " + file.document());
      }
      files.put(new TileIndex(row - 1, col - 1), href);
    }
    return files;
  }

  // What lists the bands of the files differs by generation; the first that lists as many counts.
  private static List<String> bandIds(XmlElement document, XmlElement group, int count) {
    List<List<String>> said =
        List.of(
            indexed(group),
            indexed(document),
            displayed(group),
            displayed(document),
            measured(document));
    return said.stream()
        .filter(ids -> ids.size() == count)
        .findFirst()
        .orElseThrow(
            () ->
                new XmlException(
                    document.document() + " must list " + count + " bands, lists " + said));
  }

  // Pléiades Neo: each with its place in the file, if these are 1, 2, 3 …; else in their order.
  private static List<String> indexed(XmlElement element) {
    Map<Integer, String> byIndex = new LinkedHashMap<>();
    Set<String> listed = new LinkedHashSet<>();
    List<XmlElement> entries =
        element.find("Raster_Index_List").map(l -> l.all("Raster_Index")).orElse(List.of());
    for (XmlElement entry : entries) {
      String id = entry.require("BAND_ID");
      listed.add(id);
      entry.numberOf("BAND_INDEX").ifPresent(i -> byIndex.put((int) i, id));
    }
    boolean isOrder =
        byIndex.size() == listed.size()
            && new TreeSet<>(byIndex.keySet()).equals(range(listed.size()));
    return isOrder ? range(listed.size()).stream().map(byIndex::get).toList() : List.copyOf(listed);
  }

  private static TreeSet<Integer> range(int count) {
    TreeSet<Integer> range = new TreeSet<>();
    for (int i = 1; i <= count; i++) {
      range.add(i);
    }
    return range;
  }

  // Pléiades, SPOT 6/7: files hold the bands as they are shown, red first, near infrared last.
  private static List<String> displayed(XmlElement element) {
    Set<String> ids = new LinkedHashSet<>();
    Optional<XmlElement> order = element.find("Band_Display_Order");
    for (String channel :
        List.of("RED_CHANNEL", "GREEN_CHANNEL", "BLUE_CHANNEL", "ALPHA_CHANNEL")) {
      order.flatMap(o -> o.textOf(channel)).ifPresent(ids::add);
    }
    return List.copyOf(ids);
  }

  private static List<String> measured(XmlElement document) {
    Set<String> ids = new LinkedHashSet<>();
    document
        .find("Band_Measurement_List")
        .ifPresent(list -> list.children().forEach(m -> m.textOf("BAND_ID").ifPresent(ids::add)));
    return List.copyOf(ids);
  }

  private static XmlElement require(XmlElement document, String path) {
    return document
        .find(path)
        .orElseThrow(() -> new XmlException(document.document() + " must have " + path));
  }

  private static int whole(XmlElement element, String name, XmlElement document) {
    double value = element.requireNumber(name);
    if (value < 1 || value != (int) value) {
      throw new XmlException(
          name + " must be a whole number >= 1, was " + value + " in " + document.document());
    }
    return (int) value;
  }
}
