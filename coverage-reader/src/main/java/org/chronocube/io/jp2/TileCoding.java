// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.nio.ByteBuffer;

/** How a tile is coded: the main header's say, changed by what the tile's own header says. */
final class TileCoding {

  static final int LRCP = 0;
  static final int RLCP = 1;
  static final int RPCL = 2;
  static final int PCRL = 3;
  static final int CPRL = 4;

  private static final int MAX_LEVELS = 32;

  private final Coding[] codings;
  private final Quantization[] quantizations;
  private final boolean[] ownCoding;
  private final boolean[] ownQuantization;
  private int progression;
  private int layers;
  private boolean componentTransform;
  private boolean sop;
  private boolean eph;

  TileCoding(int components) {
    codings = new Coding[components];
    quantizations = new Quantization[components];
    ownCoding = new boolean[components];
    ownQuantization = new boolean[components];
  }

  /** A copy to be changed by a tile's header: there, the tile's default beats a component's own. */
  TileCoding forTile() {
    TileCoding tile = new TileCoding(codings.length);
    System.arraycopy(codings, 0, tile.codings, 0, codings.length);
    System.arraycopy(quantizations, 0, tile.quantizations, 0, codings.length);
    tile.progression = progression;
    tile.layers = layers;
    tile.componentTransform = componentTransform;
    tile.sop = sop;
    tile.eph = eph;
    return tile;
  }

  /** Marker COD (A.6.1). */
  void cod(ByteBuffer body) throws Jp2Exception {
    int style = body.get() & 0xff;
    sop = (style & 2) != 0;
    eph = (style & 4) != 0;
    progression = body.get() & 0xff;
    layers = body.getShort() & 0xffff;
    componentTransform = (body.get() & 0xff) != 0;
    if (progression > CPRL || layers == 0) {
      throw new Jp2Exception(
          "COD must have progression 0..4 and a layer, had " + progression + " and " + layers);
    }
    Coding coding = coding(body, (style & 1) != 0);
    for (int c = 0; c < codings.length; c++) {
      if (!ownCoding[c]) {
        codings[c] = coding;
      }
    }
  }

  /** Marker COC (A.6.2). */
  void coc(ByteBuffer body) throws Jp2Exception {
    int component = component(body);
    codings[component] = coding(body, (body.get() & 1) != 0);
    ownCoding[component] = true;
  }

  private int component(ByteBuffer body) throws Jp2Exception {
    int component = codings.length < 257 ? body.get() & 0xff : body.getShort() & 0xffff;
    if (component >= codings.length) {
      throw new Jp2Exception("component must be below " + codings.length + ", was " + component);
    }
    return component;
  }

  private static Coding coding(ByteBuffer body, boolean ownPrecincts) throws Jp2Exception {
    int levels = body.get() & 0xff;
    int width = (body.get() & 0xf) + 2;
    int height = (body.get() & 0xf) + 2;
    int style = body.get() & 0xff;
    int wavelet = body.get() & 0xff;
    if (levels > MAX_LEVELS || width > 10 || height > 10 || width + height > 12 || wavelet > 1) {
      throw new Jp2Exception(
          "COD must have at most 32 levels and code-blocks of at most 4096, had "
              + levels
              + " and 2^"
              + width
              + " by 2^"
              + height);
    }
    if ((style & 64) != 0) {
      throw new Jp2Exception("high-throughput code-blocks (part 15) are not supported");
    }
    byte[] precincts = new byte[levels + 1];
    for (int r = 0; r <= levels; r++) {
      precincts[r] = ownPrecincts ? body.get() : (byte) 0xff;
      if (r > 0 && ((precincts[r] & 0xf) == 0 || (precincts[r] & 0xf0) == 0)) {
        throw new Jp2Exception("precincts must be 2 or larger above the lowest resolution");
      }
    }
    return new Coding(levels, width, height, style, wavelet == 1, precincts);
  }

  /** Marker QCD (A.6.4). */
  void qcd(ByteBuffer body) throws Jp2Exception {
    Quantization quantization = quantization(body);
    for (int c = 0; c < quantizations.length; c++) {
      if (!ownQuantization[c]) {
        quantizations[c] = quantization;
      }
    }
  }

  /** Marker QCC (A.6.5). */
  void qcc(ByteBuffer body) throws Jp2Exception {
    int component = component(body);
    quantizations[component] = quantization(body);
    ownQuantization[component] = true;
  }

  private static Quantization quantization(ByteBuffer body) throws Jp2Exception {
    int style = body.get() & 0xff;
    int kind = style & 0x1f;
    if (kind > 2) {
      throw new Jp2Exception("quantization style must be 0..2, was " + kind);
    }
    int count = kind == 0 ? body.remaining() : body.remaining() / 2;
    if (count < 1) {
      throw new Jp2Exception("quantization must give a step, gives none");
    }
    int[] exponents = new int[count];
    int[] mantissas = new int[count];
    for (int i = 0; i < count; i++) {
      int value = kind == 0 ? (body.get() & 0xff) << 8 : body.getShort() & 0xffff;
      exponents[i] = value >> 11;
      mantissas[i] = value & 0x7ff;
    }
    return new Quantization(style >> 5, kind == 1, exponents, mantissas);
  }

  /** True when every component has been said how it is coded and quantised. */
  boolean isComplete() {
    for (int c = 0; c < codings.length; c++) {
      if (codings[c] == null || quantizations[c] == null) {
        return false;
      }
    }
    return true;
  }

  Coding coding(int component) {
    return codings[component];
  }

  Quantization quantization(int component) {
    return quantizations[component];
  }

  /** The fewest decomposition levels of a component: so often can the image be halved. */
  int levels() {
    int levels = MAX_LEVELS;
    for (Coding coding : codings) {
      levels = Math.min(levels, coding.levels());
    }
    return levels;
  }

  int progression() {
    return progression;
  }

  /** True when all packets of low resolutions come before those of higher ones. */
  boolean isByResolution() {
    return progression == LRCP ? layers == 1 : progression <= RPCL;
  }

  int layers() {
    return layers;
  }

  boolean hasComponentTransform() {
    return componentTransform;
  }

  boolean hasSop() {
    return sop;
  }

  boolean hasEph() {
    return eph;
  }
}
