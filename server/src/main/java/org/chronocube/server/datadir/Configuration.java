// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All that a data directory says, resolved.
 *
 * @param workspaces by name
 * @param defaultWorkspace whose layers may be named without prefix
 * @param stores of known types that are enabled
 * @param layers enabled ones, by workspace, store and name
 * @param groups enabled ones
 * @param styles all, global ones first
 * @param global settings
 * @param wms settings
 * @param wcs settings
 * @param wps settings
 * @param wmts settings
 */
public record Configuration(
    List<Workspace> workspaces,
    Optional<Workspace> defaultWorkspace,
    List<CoverageStore> stores,
    List<CoverageLayer> layers,
    List<LayerGroup> groups,
    List<Style> styles,
    GlobalSettings global,
    ServiceSettings wms,
    ServiceSettings wcs,
    ServiceSettings wps,
    ServiceSettings wmts) {

  public Configuration {
    workspaces = List.copyOf(workspaces);
    stores = List.copyOf(stores);
    layers = List.copyOf(layers);
    groups = List.copyOf(groups);
    styles = List.copyOf(styles);
  }

  /** Layers of a virtual service's workspace, or all. */
  public List<CoverageLayer> layers(Optional<String> workspace) {
    return layers.stream()
        .filter(l -> workspace.isEmpty() || workspace.get().equals(l.workspace().name()))
        .toList();
  }

  /** Groups of a virtual service's workspace, or all. */
  public List<LayerGroup> groups(Optional<String> workspace) {
    return groups.stream()
        .filter(g -> workspace.isEmpty() || workspace.equals(g.workspace().map(Workspace::name)))
        .toList();
  }

  /**
   * A layer by {@code workspace:name}, or by its bare name in the virtual service's workspace, else
   * in the default workspace, else in the only workspace that has it.
   */
  public Optional<CoverageLayer> layer(String name, Optional<String> workspace) {
    return find(name, layers(workspace), CoverageLayer::prefixedName, CoverageLayer::name);
  }

  /** A group, found like a layer. */
  public Optional<LayerGroup> group(String name, Optional<String> workspace) {
    return find(name, groups(workspace), LayerGroup::prefixedName, LayerGroup::name);
  }

  private <T> Optional<T> find(
      String name, List<T> among, Function<T, String> prefixed, Function<T, String> bare) {
    Optional<T> exact = among.stream().filter(t -> prefixed.apply(t).equals(name)).findFirst();
    if (exact.isPresent() || name.contains(":")) {
      return exact;
    }
    List<T> named = among.stream().filter(t -> bare.apply(t).equals(name)).toList();
    if (named.size() <= 1) {
      return named.stream().findFirst();
    }
    return defaultWorkspace.flatMap(
        ws ->
            named.stream()
                .filter(t -> prefixed.apply(t).equals(ws.name() + ":" + name))
                .findFirst());
  }

  /** A style by {@code workspace:name}, or by its bare name in the workspace, else globally. */
  public Optional<Style> style(String name, Optional<String> workspace) {
    Stream<String> names =
        name.contains(":")
            ? Stream.of(name)
            : Stream.concat(workspace.stream().map(ws -> ws + ":" + name), Stream.of(name));
    return names.flatMap(n -> styles.stream().filter(s -> s.prefixedName().equals(n))).findFirst();
  }
}
