// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.dimap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.RasterView;
import org.chronocube.io.dimap.DimapRaster.Part;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.UriText;
import org.chronocube.io.tiles.Hrefs;
import org.chronocube.io.tiles.TileIndex;
import org.chronocube.io.tiles.TiledReader;
import org.chronocube.xml.XmlElement;
import org.chronocube.xml.XmlException;

/**
 * The view {@code DIM_….XML#dimap}: all tiles of an image as one raster, all bands in the order of
 * the files, {@link DimapRaster#parts()} one after the other. Samples are those of the files; tiles
 * that the document does not name are no data.
 */
public final class DimapView implements RasterView {

  /** What its fragments are. */
  public static final String NAME = "dimap";

  /** Elements that say nothing of files or bands, or are too long to be kept. */
  public static final Set<String> SKIPPED = Set.of("Histogram_Band_List", "Refined_Model");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public BlockReader open(URI file, String arguments, Surroundings surroundings) {
    if (!arguments.isEmpty()) {
      throw new RasterReadException("view dimap must have no arguments, had " + arguments);
    }
    try {
      ByteSource source = surroundings.files().open(file).source();
      DimapRaster raster = DimapRaster.of(document(source, UriText.of(file)));
      List<TiledReader.Part> parts = new ArrayList<>();
      for (Part part : raster.parts()) {
        parts.add(new TiledReader.Part(part.bands().size(), tiles(file, part)));
      }
      URI view = URI.create(file + "#" + NAME);
      return new TiledReader(
          view, raster.shape(), raster.tile(), parts, surroundings.rasters(), source::isCurrent);
    } catch (IOException e) {
      throw new RasterReadException("cannot read " + UriText.of(file) + ": " + e.getMessage(), e);
    } catch (XmlException e) {
      throw new RasterReadException(e.getMessage(), e);
    }
  }

  private static Map<TileIndex, URI> tiles(URI document, Part part) {
    Map<TileIndex, URI> tiles = new HashMap<>();
    part.files().forEach((tile, href) -> tiles.put(tile, Hrefs.resolve(document, href)));
    return tiles;
  }

  private static XmlElement document(ByteSource source, String name) throws IOException {
    return XmlElement.read(new ByteArrayInputStream(source.readDocument()), name, SKIPPED);
  }
}
