// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiles;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterOpener;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.RasterView;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.UriText;
import org.chronocube.xml.XmlException;

/** The view {@code X.TIL#til} or {@code X.XML#til}: all tiles of one of Maxar's images. */
public final class TilView implements RasterView {

  /** What its fragments are. */
  public static final String NAME = "til";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public BlockReader open(URI file, String arguments, Surroundings surroundings) {
    if (!arguments.isEmpty()) {
      throw new RasterReadException("view til must have no arguments, had " + arguments);
    }
    try {
      ByteSource source = surroundings.files().open(file).source();
      TilLayout layout = TilLayout.parse(source.readDocument(), UriText.of(file));
      return reader(file, layout, surroundings.rasters(), source);
    } catch (IOException e) {
      throw new RasterReadException("cannot read " + UriText.of(file) + ": " + e.getMessage(), e);
    } catch (XmlException e) {
      throw new RasterReadException(e.getMessage(), e);
    }
  }

  private static BlockReader reader(
      URI file, TilLayout layout, RasterOpener rasters, ByteSource source) {
    Map<TileIndex, URI> tiles = new HashMap<>();
    layout.files().forEach((tile, href) -> tiles.put(tile, Hrefs.resolve(file, href)));
    int bands =
        rasters.open(tiles.values().stream().sorted().findFirst().orElseThrow()).info().bandCount();
    return new TiledReader(
        URI.create(file + "#" + NAME),
        layout.shape(),
        layout.tile(),
        List.of(new TiledReader.Part(bands, tiles)),
        rasters,
        source::isCurrent);
  }
}
