// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.awt.color.ColorSpace;

/**
 * A colour space for bands that are no colours: any number of components, of which the first is
 * shown as grey. Styles choose the bands that are really shown.
 */
public final class BandColorSpace extends ColorSpace {

  private static final long serialVersionUID = 1L;

  // Java knows types for 2 to 15 components; beyond that only the count matters.
  private static final int MOST_COMPONENTS = 15;

  /**
   * @param bands number of components, ≥ 2
   */
  public BandColorSpace(int bands) {
    super(ColorSpace.TYPE_2CLR + Math.min(bands, MOST_COMPONENTS) - 2, bands);
  }

  @Override
  public float[] toRGB(float[] components) {
    return new float[] {components[0], components[0], components[0]};
  }

  @Override
  public float[] fromRGB(float[] rgb) {
    float[] components = new float[getNumComponents()];
    components[0] = (rgb[0] + rgb[1] + rgb[2]) / 3;
    return components;
  }

  @Override
  public float[] toCIEXYZ(float[] components) {
    return ColorSpace.getInstance(CS_sRGB).toCIEXYZ(toRGB(components));
  }

  @Override
  public float[] fromCIEXYZ(float[] xyz) {
    return fromRGB(ColorSpace.getInstance(CS_sRGB).fromCIEXYZ(xyz));
  }
}
