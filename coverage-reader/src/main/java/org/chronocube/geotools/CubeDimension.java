// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import org.geotools.coverage.grid.io.DimensionDescriptor;

/**
 * A dimension as GeoServer wants it described.
 *
 * @param name of the dimension
 * @param units name of the unit
 * @param unitSymbol symbol of the unit
 * @param startAttribute attribute of the granules
 */
record CubeDimension(String name, String units, String unitSymbol, String startAttribute)
    implements DimensionDescriptor {

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String getUnits() {
    return units;
  }

  @Override
  public String getUnitSymbol() {
    return unitSymbol;
  }

  @Override
  public String getStartAttribute() {
    return startAttribute;
  }

  /** None: values are points, and GeoServer queries ranges of points without listing them. */
  @Override
  public String getEndAttribute() {
    return null;
  }
}
