// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes one tile as a codestream of its own (ISO/IEC 15444-1, annex A): the tile is the image, at
 * the same place of the reference grid, so that precincts and code-blocks stay what they are. It
 * holds what this package has read and checked and nothing else; packets that were not read are
 * there as empty ones.
 */
final class TileCodestream {

  private static final int SIZ = 0xff51;
  private static final int COD = 0xff52;
  private static final int COC = 0xff53;
  private static final int QCD = 0xff5c;
  private static final int QCC = 0xff5d;
  private static final int SOP_FLAG = 2;
  private static final int EPH_FLAG = 4;
  private static final int EPH = 0xff92;
  private static final int SOT_AND_SOD = 14;

  private final TileData tile;
  private final ByteArrayOutputStream bytes;
  private final DataOutputStream out;

  private TileCodestream(TileData tile) {
    this.tile = tile;
    this.bytes = new ByteArrayOutputStream(tile.length() + 512);
    this.out = new DataOutputStream(bytes);
  }

  static byte[] of(TileData tile) {
    TileCodestream stream = new TileCodestream(tile);
    try {
      stream.write();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return stream.bytes.toByteArray();
  }

  private void write() throws IOException {
    out.writeShort(0xff4f);
    siz();
    cod();
    qcd();
    int empty = tile.coding().hasEph() ? 3 : 1;
    out.writeShort(0xff90);
    out.writeShort(10);
    out.writeShort(0);
    out.writeInt(Math.toIntExact(SOT_AND_SOD + tile.length() + empty * tile.unread()));
    out.writeShort(1); // part 0 of 1
    out.writeShort(0xff93);
    out.write(tile.bytes(), 0, tile.length());
    for (long i = 0; i < tile.unread(); i++) {
      out.writeByte(0);
      if (tile.coding().hasEph()) {
        out.writeShort(EPH);
      }
    }
    out.writeShort(0xffd9);
  }

  private void siz() throws IOException {
    Rectangle area = tile.area();
    int components = tile.codestream().components();
    out.writeShort(SIZ);
    out.writeShort(38 + 3 * components);
    out.writeShort(0);
    out.writeInt(area.x1());
    out.writeInt(area.y1());
    out.writeInt(area.x0());
    out.writeInt(area.y0());
    out.writeInt(area.width());
    out.writeInt(area.height());
    out.writeInt(area.x0());
    out.writeInt(area.y0());
    out.writeShort(components);
    for (int c = 0; c < components; c++) {
      boolean signed = tile.codestream().signed()[c];
      out.writeByte(tile.codestream().precision()[c] - 1 | (signed ? 0x80 : 0));
      out.writeShort(0x0101);
    }
  }

  private void cod() throws IOException {
    TileCoding coding = tile.coding();
    Coding first = coding.coding(0);
    out.writeShort(COD);
    out.writeShort(12 + first.precincts().length);
    out.writeByte(1 | (coding.hasSop() ? SOP_FLAG : 0) | (coding.hasEph() ? EPH_FLAG : 0));
    out.writeByte(coding.progression());
    out.writeShort(coding.layers());
    out.writeByte(coding.hasComponentTransform() ? 1 : 0);
    coding(first);
    for (int c = 1; c < tile.codestream().components(); c++) {
      Coding other = coding.coding(c);
      if (!other.equals(first)) {
        out.writeShort(COC);
        out.writeShort(9 + other.precincts().length);
        out.writeByte(c);
        out.writeByte(1);
        coding(other);
      }
    }
  }

  private void coding(Coding how) throws IOException {
    out.writeByte(how.levels());
    out.writeByte(how.codeBlockWidth() - 2);
    out.writeByte(how.codeBlockHeight() - 2);
    out.writeByte(how.style());
    out.writeByte(how.reversible() ? 1 : 0);
    out.write(how.precincts());
  }

  private void qcd() throws IOException {
    TileCoding coding = tile.coding();
    Quantization first = coding.quantization(0);
    out.writeShort(QCD);
    out.writeShort(3 + bytes(first));
    quantization(first);
    for (int c = 1; c < tile.codestream().components(); c++) {
      Quantization other = coding.quantization(c);
      if (!other.equals(first)) {
        out.writeShort(QCC);
        out.writeShort(4 + bytes(other));
        out.writeByte(c);
        quantization(other);
      }
    }
  }

  private static int bytes(Quantization steps) {
    return 2 * count(steps);
  }

  private static int count(Quantization steps) {
    return steps.derived() ? 1 : steps.exponents().length;
  }

  // Style 2 can say what style 0 says: a reversible wavelet takes no notice of mantissas.
  private void quantization(Quantization steps) throws IOException {
    out.writeByte(steps.guardBits() << 5 | (steps.derived() ? 1 : 2));
    for (int i = 0; i < count(steps); i++) {
      out.writeShort(steps.exponents()[i] << 11 | steps.mantissas()[i]);
    }
  }
}
