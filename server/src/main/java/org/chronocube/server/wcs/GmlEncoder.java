// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.Encoded;
import org.chronocube.server.encode.Encoder;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.server.encode.SampleEncoding;
import org.chronocube.server.encode.Spool;
import org.chronocube.server.encode.TextLimit;
import org.chronocube.server.ows.XmlWriter;

/**
 * Writes a coverage as GML with its samples in a tuple list: pixels row by row from the upper left,
 * separated by blanks, the bands of a pixel by commas; no data is the band's nil value.
 *
 * @param document all but the samples
 */
record GmlEncoder(GmlDocument document) implements Encoder {

  private static final int STRIP = 64;

  @Override
  public String mediaType() {
    return "application/gml+xml";
  }

  @Override
  public String extension() {
    return "gml";
  }

  @Override
  public void check(RasterSource source) {
    TextLimit.check(source, "a GML coverage");
  }

  @Override
  public Encoded encode(RasterSource source) throws IOException {
    check(source);
    Spool spool = new Spool();
    boolean done = false;
    try {
      document.write(source, spool, xml -> dataBlock(source, xml));
      done = true;
      return new Encoded(List.of(spool));
    } finally {
      if (!done) {
        spool.close();
      }
    }
  }

  private static void dataBlock(RasterSource source, XmlWriter xml) throws IOException {
    xml.open("gml:DataBlock");
    xml.empty("gml:rangeParameters");
    xml.open("gml:tupleList", "cs", ",", "ts", " ");
    List<Band> bands = source.bands();
    Window all = source.grid().window();
    for (int row = 0; row < all.height(); row += STRIP) {
      Window strip = Window.at(row, 0, STRIP, all.width()).intersect(all);
      xml.text(tuples(source.read(0, strip), bands, row == 0));
    }
    xml.end().end();
  }

  private static String tuples(List<RasterBlock> blocks, List<Band> bands, boolean first) {
    List<String> nil =
        bands.stream().map(b -> GmlCoverage.nilText(SampleEncoding.of(b).noData())).toList();
    int pixels = blocks.get(0).samples().length;
    StringBuilder text = new StringBuilder(6 * pixels * blocks.size());
    for (int i = 0; i < pixels; i++) {
      if (i > 0 || !first) {
        text.append(' ');
      }
      for (int band = 0; band < blocks.size(); band++) {
        text.append(band > 0 ? "," : "");
        RasterBlock block = blocks.get(band);
        if (!block.mask().isValid(i)) {
          text.append(nil.get(band));
        } else if (bands.get(band).type().isFloating()) {
          text.append(block.samples()[i]);
        } else {
          text.append(Math.round((double) block.samples()[i]));
        }
      }
    }
    return text.toString();
  }
}
