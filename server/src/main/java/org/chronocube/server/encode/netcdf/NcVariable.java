// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.netcdf;

import java.util.List;

/**
 * A variable of fixed size.
 *
 * @param name of the variable
 * @param type of its values
 * @param dimensions indices into the file's dimensions, slowest first; empty for a scalar
 * @param attributes in the order they are written
 */
record NcVariable(
    String name, NcType type, List<Integer> dimensions, List<NcAttribute> attributes) {

  NcVariable {
    dimensions = List.copyOf(dimensions);
    attributes = List.copyOf(attributes);
  }
}
