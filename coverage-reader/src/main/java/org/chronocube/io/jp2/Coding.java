// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

/**
 * How one component is coded (markers COD, COC).
 *
 * @param levels of wavelet decomposition
 * @param codeBlockWidth exponent
 * @param codeBlockHeight exponent
 * @param style of code-blocks, table A.19
 * @param reversible 5/3 integer wavelet; else 9/7
 * @param precincts one byte per resolution: exponent of the width low, of the height high
 */
record Coding(
    int levels,
    int codeBlockWidth,
    int codeBlockHeight,
    int style,
    boolean reversible,
    byte[] precincts) {

  int precinctWidth(int resolution) {
    return precincts[resolution] & 0xf;
  }

  int precinctHeight(int resolution) {
    return precincts[resolution] >> 4 & 0xf;
  }
}
