// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The precincts of a tile (ISO/IEC 15444-1, B.6 and B.7), and the order of its packets (B.12). */
final class TileLayout {

  private static final int MAX_CODE_BLOCKS = 1 << 22;

  private final TileCoding coding;
  private final List<Precinct> precincts = new ArrayList<>();
  private long codeBlocks;

  TileLayout(TileCoding coding, Rectangle tile, int components) throws Jp2Exception {
    this.coding = coding;
    for (int c = 0; c < components; c++) {
      int levels = coding.coding(c).levels();
      for (int r = 0; r <= levels; r++) {
        addPrecincts(c, r, tile.reduced(levels - r), levels - r);
      }
    }
  }

  List<Precinct> precincts() {
    return precincts;
  }

  /** How many there are, of all resolutions and components. */
  long codeBlocks() {
    return codeBlocks;
  }

  private void addPrecincts(int component, int resolution, Rectangle area, int above)
      throws Jp2Exception {
    if (area.isEmpty()) {
      return;
    }
    Coding how = coding.coding(component);
    int ppx = how.precinctWidth(resolution);
    int ppy = how.precinctHeight(resolution);
    int number = 0;
    for (int py = area.y0() >> ppy; py < Numbers.ceilShift(area.y1(), ppy); py++) {
      for (int px = area.x0() >> ppx; px < Numbers.ceilShift(area.x1(), ppx); px++) {
        Rectangle cell =
            new Rectangle(px << ppx, py << ppy, end(px, ppx), end(py, ppy)).intersect(area);
        precincts.add(
            new Precinct(
                component,
                resolution,
                number++,
                (long) cell.x0() << above,
                (long) cell.y0() << above,
                bands(how, resolution, area, px, py)));
      }
    }
  }

  private static int end(int precinct, int exponent) {
    return (int) Math.min(Integer.MAX_VALUE, (long) (precinct + 1) << exponent);
  }

  private List<Precinct.Band> bands(Coding how, int resolution, Rectangle area, int px, int py)
      throws Jp2Exception {
    int ppx = how.precinctWidth(resolution);
    int ppy = how.precinctHeight(resolution);
    if (resolution == 0) {
      Rectangle cell = new Rectangle(px << ppx, py << ppy, end(px, ppx), end(py, ppy));
      return List.of(band(how, 0, cell.intersect(area), ppx, ppy));
    }
    List<Precinct.Band> bands = new ArrayList<>(3);
    for (int orientation = 1; orientation <= 3; orientation++) {
      Rectangle all = area.subband(orientation & 1, orientation >> 1);
      Rectangle cell =
          new Rectangle(px << ppx - 1, py << ppy - 1, end(px, ppx - 1), end(py, ppy - 1));
      bands.add(band(how, orientation, cell.intersect(all), ppx - 1, ppy - 1));
    }
    return bands;
  }

  private Precinct.Band band(Coding how, int orientation, Rectangle area, int ppx, int ppy)
      throws Jp2Exception {
    if (area.isEmpty()) {
      return new Precinct.Band(orientation, 0, 0, new CodeBlock[0], null, null);
    }
    int xcb = Math.min(how.codeBlockWidth(), ppx);
    int ycb = Math.min(how.codeBlockHeight(), ppy);
    int left = area.x0() >> xcb;
    int top = area.y0() >> ycb;
    int columns = Numbers.ceilShift(area.x1(), xcb) - left;
    int rows = Numbers.ceilShift(area.y1(), ycb) - top;
    codeBlocks += (long) columns * rows;
    if (codeBlocks > MAX_CODE_BLOCKS) {
      throw new Jp2Exception("a tile must have at most " + MAX_CODE_BLOCKS + " code-blocks");
    }
    CodeBlock[] blocks = new CodeBlock[columns * rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int x = left + column << xcb;
        int y = top + row << ycb;
        blocks[row * columns + column] =
            new CodeBlock(
                Math.max(x, area.x0()),
                Math.max(y, area.y0()),
                Math.min(x + (1 << xcb), area.x1()),
                Math.min(y + (1 << ycb), area.y1()));
      }
    }
    return new Precinct.Band(
        orientation, columns, rows, blocks, new TagTree(columns, rows), new TagTree(columns, rows));
  }

  /** The precincts in the order of their packets; with layers outside or inside, see below. */
  List<Precinct> ordered() {
    Comparator<Precinct> byResolution = Comparator.comparingInt(Precinct::resolution);
    Comparator<Precinct> byComponent = Comparator.comparingInt(Precinct::component);
    Comparator<Precinct> byPlace =
        Comparator.comparingLong(Precinct::y).thenComparingLong(Precinct::x);
    Comparator<Precinct> order =
        switch (coding.progression()) {
          case TileCoding.RPCL -> byResolution.thenComparing(byPlace).thenComparing(byComponent);
          case TileCoding.PCRL -> byPlace.thenComparing(byComponent).thenComparing(byResolution);
          case TileCoding.CPRL -> byComponent.thenComparing(byPlace).thenComparing(byResolution);
          default -> byResolution.thenComparing(byComponent);
        };
    return precincts.stream().sorted(order.thenComparingInt(Precinct::number)).toList();
  }
}
