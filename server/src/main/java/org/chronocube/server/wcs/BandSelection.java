// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.cube.Cube;
import org.chronocube.server.ows.OwsException;

/** Range subsetting (OGC 12-040): bands by name, or from one to another. */
final class BandSelection {

  private BandSelection() {}

  /**
   * @param items {@code band} or {@code first:last}; empty for all
   * @return names of bands in the order of the answer
   * @throws OwsException {@code NoSuchField}
   */
  static List<String> of(Cube cube, List<String> items) {
    List<String> names = cube.bands().stream().map(b -> b.band().name()).toList();
    if (items.isEmpty()) {
      return names;
    }
    List<String> selected = new ArrayList<>();
    for (String item : items) {
      String[] ends = item.split(":");
      int first = index(names, ends[0].strip());
      int last = index(names, ends[ends.length - 1].strip());
      if (last < first) {
        throw new OwsException(
            WcsCodes.NO_SUCH_FIELD,
            item,
            "a range of bands must ascend, bands are "
                + String.join(", ", names)
                + ", was "
                + item);
      }
      selected.addAll(names.subList(first, last + 1));
    }
    return selected;
  }

  private static int index(List<String> names, String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new OwsException(
          WcsCodes.NO_SUCH_FIELD,
          name,
          "a band must be one of " + String.join(", ", names) + ", was " + name);
    }
    return index;
  }
}
