// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

/** The inverse multiple component transforms (ISO/IEC 15444-1, annex G). */
final class ComponentTransform {

  private ComponentTransform() {}

  /** RCT: one of red, green, blue (G.2.2). */
  static int[] reversible(int[] y, int[] u, int[] v, int component) {
    int[] out = new int[y.length];
    for (int i = 0; i < out.length; i++) {
      int green = y[i] - (u[i] + v[i] >> 2);
      out[i] = component == 1 ? green : component == 0 ? v[i] + green : u[i] + green;
    }
    return out;
  }

  /** ICT: one of red, green, blue (G.3.2), with the digits of the factors that OpenJPEG has. */
  static float[] irreversible(float[] y, float[] cb, float[] cr, int component) {
    float[] out = new float[y.length];
    for (int i = 0; i < out.length; i++) {
      out[i] =
          switch (component) {
            case 0 -> y[i] + 1.402f * cr[i];
            case 1 -> y[i] - 0.34413f * cb[i] - 0.71414f * cr[i];
            default -> y[i] + 1.772f * cb[i];
          };
    }
    return out;
  }
}
