// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A style file.
 *
 * @param workspace whose style it is; empty for a global one
 * @param name unique in the workspace, or among the global ones
 * @param file the SLD
 */
public record Style(Optional<String> workspace, String name, Path file) {

  /** {@code workspace:name}, or the name of a global style. */
  public String prefixedName() {
    return workspace.map(ws -> ws + ":" + name).orElse(name);
  }
}
