// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads the headers of a codestream: the main one, and where the parts of the tiles are. */
final class HeaderReader {

  private static final int SOC = 0xff4f;
  private static final int SIZ = 0xff51;
  private static final int COD = 0xff52;
  private static final int COC = 0xff53;
  private static final int QCD = 0xff5c;
  private static final int QCC = 0xff5d;
  private static final int RGN = 0xff5e;
  private static final int POC = 0xff5f;
  private static final int PPM = 0xff60;
  private static final int PPT = 0xff61;
  private static final int SOT = 0xff90;
  private static final int SOD = 0xff93;
  private static final int EOC = 0xffd9;
  private static final int MAX_COMPONENTS = 64;
  private static final int MAX_TILES = 65_535;
  private static final int SOT_BYTES = 12;

  private final FileBytes file;
  private final long end;
  private long position;

  HeaderReader(FileBytes file, Boxes boxes) {
    this.file = file;
    this.position = boxes.codestream();
    this.end = boxes.codestreamEnd();
  }

  /** Reads the main header; stands at the first tile-part then. */
  Codestream main() throws IOException {
    if (marker() != SOC || marker() != SIZ) {
      throw new Jp2Exception("a codestream must begin with SOC and SIZ");
    }
    Codestream codestream = siz(body());
    while (true) {
      int marker = marker();
      if (marker == SOT) {
        position -= 2;
        break;
      }
      apply(marker, body(), codestream.defaults());
    }
    if (!codestream.defaults().isComplete()) {
      throw new Jp2Exception("the main header must have COD and QCD");
    }
    return codestream;
  }

  private int marker() throws IOException {
    int marker = file.at(position, 2, "marker").getShort() & 0xffff;
    position += 2;
    return marker;
  }

  private ByteBuffer body() throws IOException {
    int length = file.at(position, 2, "marker segment").getShort() & 0xffff;
    if (length < 2) {
      throw new Jp2Exception("length of a marker segment must be >= 2, was " + length);
    }
    ByteBuffer body = file.at(position + 2, length - 2, "marker segment");
    position += length;
    return body;
  }

  private static Codestream siz(ByteBuffer body) throws Jp2Exception {
    body.getShort(); // capabilities
    int x1 = extent(body.getInt());
    int y1 = extent(body.getInt());
    int x0 = extent(body.getInt());
    int y0 = extent(body.getInt());
    int tileWidth = (int) Math.min(Integer.MAX_VALUE, body.getInt() & 0xffffffffL);
    int tileHeight = (int) Math.min(Integer.MAX_VALUE, body.getInt() & 0xffffffffL);
    int tileX0 = extent(body.getInt());
    int tileY0 = extent(body.getInt());
    int components = body.getShort() & 0xffff;
    if (x1 <= x0 || y1 <= y0 || tileWidth == 0 || tileHeight == 0 || tileX0 > x0 || tileY0 > y0) {
      throw new Jp2Exception("SIZ must describe an image and tiles that are not empty");
    }
    if (components < 1 || components > MAX_COMPONENTS) {
      throw new Jp2Exception("components must be 1.." + MAX_COMPONENTS + ", was " + components);
    }
    int[] precision = new int[components];
    boolean[] signed = new boolean[components];
    for (int c = 0; c < components; c++) {
      int depth = body.get() & 0xff;
      precision[c] = (depth & 0x7f) + 1;
      signed[c] = (depth & 0x80) != 0;
      int dx = body.get();
      int dy = body.get();
      if (precision[c] > 24 || dx != 1 || dy != 1) {
        throw new Jp2Exception(
            "components must have at most 24 bits and no subsampling, component "
                + c
                + " had "
                + precision[c]
                + " bits, subsampling "
                + dx
                + " by "
                + dy);
      }
    }
    Codestream codestream =
        new Codestream(
            x0,
            y0,
            x1,
            y1,
            tileX0,
            tileY0,
            clip(tileWidth, tileX0, x1),
            clip(tileHeight, tileY0, y1),
            precision,
            signed,
            new TileCoding(components));
    if ((long) codestream.tileColumns() * codestream.tileRows() > MAX_TILES) {
      throw new Jp2Exception("tiles must be at most " + MAX_TILES);
    }
    return codestream;
  }

  private static int extent(int value) throws Jp2Exception {
    if (value < 0 || value > 1 << 30) {
      throw new Jp2Exception("coordinates must be 0..2^30, was " + (value & 0xffffffffL));
    }
    return value;
  }

  // A tile may be said to be larger than the image.
  private static int clip(int size, int origin, int end) {
    return Math.min(size, end - origin);
  }

  private static void apply(int marker, ByteBuffer body, TileCoding coding) throws Jp2Exception {
    switch (marker) {
      case COD -> coding.cod(body);
      case COC -> coding.coc(body);
      case QCD -> coding.qcd(body);
      case QCC -> coding.qcc(body);
      case RGN -> throw new Jp2Exception("regions of interest (RGN) are not supported");
      case POC -> throw new Jp2Exception("changes of progression (POC) are not supported");
      case PPM, PPT -> throw new Jp2Exception("packed packet headers (PPM, PPT) are not supported");
      default -> {
        if (marker < 0xff00) {
          throw new Jp2Exception(
              "a marker must begin with 0xff, was " + Integer.toHexString(marker));
        }
      }
    }
  }

  /**
   * A part of a tile.
   *
   * @param offset of its SOT marker in the file
   * @param length of all of it, as it says: the file may have been cut off
   */
  record Part(long offset, long length) {}

  /** The parts of each tile, in their order; of a tile without any, an empty list. */
  List<List<Part>> tileParts(Codestream codestream) throws IOException {
    int tiles = codestream.tileColumns() * codestream.tileRows();
    List<List<Part>> parts = new ArrayList<>(tiles);
    for (int i = 0; i < tiles; i++) {
      parts.add(new ArrayList<>(1));
    }
    while (position + SOT_BYTES <= end) {
      ByteBuffer sot = file.at(position, SOT_BYTES, "tile-part");
      int marker = sot.getShort() & 0xffff;
      if (marker == EOC) {
        break;
      }
      if (marker != SOT) {
        throw new Jp2Exception(
            "a tile-part must begin with SOT, not " + Integer.toHexString(marker));
      }
      int tile = sot.getShort(4) & 0xffff;
      long length = sot.getInt(6) & 0xffffffffL;
      if (length == 0) {
        length = end - position;
      }
      if (tile >= tiles || length < SOT_BYTES + 2) {
        throw new Jp2Exception(
            "a tile-part must be of tile 0.."
                + (tiles - 1)
                + ", was of "
                + tile
                + ", "
                + length
                + " bytes");
      }
      parts.get(tile).add(new Part(position, length));
      position += length;
    }
    return parts;
  }

  /**
   * Reads the header of a tile-part.
   *
   * @param part its bytes, beginning with SOT
   * @param coding changed by what the header says
   * @return where the packets begin
   */
  static int tilePart(ByteBuffer part, TileCoding coding) throws Jp2Exception {
    for (int at = SOT_BYTES; at + 2 <= part.limit(); ) {
      int marker = part.getShort(at) & 0xffff;
      if (marker == SOD) {
        return at + 2;
      }
      int length = part.getShort(at + 2) & 0xffff;
      if (length < 2 || at + 2 + length > part.limit()) {
        break;
      }
      apply(marker, part.slice(at + 4, length - 2), coding);
      at += 2 + length;
    }
    throw new Jp2Exception("the header of a tile-part must end with SOD");
  }
}
