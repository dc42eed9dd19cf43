// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import java.util.List;
import java.util.Optional;

/**
 * Layers drawn together under one name.
 *
 * @param workspace whose group it is; empty for a global one
 * @param name unique in the workspace, or among the global ones
 * @param title for humans
 * @param description a paragraph, may be empty
 * @param members bottom first; nested groups are already taken apart
 * @param bounds when the file says
 */
public record LayerGroup(
    Optional<Workspace> workspace,
    String name,
    String title,
    String description,
    List<Member> members,
    Optional<Bounds> bounds) {

  /**
   * A layer of a group.
   *
   * @param layer what is drawn
   * @param style empty for the layer's default
   */
  public record Member(CoverageLayer layer, Optional<Style> style) {}

  public LayerGroup {
    members = List.copyOf(members);
  }

  /** {@code workspace:name}, or the name of a global group. */
  public String prefixedName() {
    return workspace.map(ws -> ws.name() + ":" + name).orElse(name);
  }
}
