// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.chronocube.server.ows.SafeXml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/**
 * Reads the files of a GeoServer data directory. What GeoServer would serve and this server cannot
 * (vector stores, other raster formats) is skipped with a log line; a file that is broken is an
 * error.
 */
public final class ConfigurationReader {

  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationReader.class);

  private final Path root;
  private final Set<String> storeTypes;
  private final Map<String, Workspace> workspaces = new LinkedHashMap<>();
  private final Map<String, Style> styles = new LinkedHashMap<>();
  private final Map<String, Style> stylesById = new HashMap<>();
  private final List<CoverageStore> stores = new ArrayList<>();
  private final List<CoverageLayer> layers = new ArrayList<>();
  private final Map<String, CoverageLayer> layersById = new HashMap<>();

  private ConfigurationReader(Path root, Set<String> storeTypes) {
    this.root = root;
    this.storeTypes = storeTypes;
  }

  /**
   * @param root of the data directory
   * @param storeTypes names of the coverage formats that can be opened
   * @throws DataDirectoryException when it is no data directory or a file is broken
   */
  public static Configuration read(Path root, Set<String> storeTypes) {
    Path absolute = root.toAbsolutePath().normalize();
    if (!Files.isDirectory(absolute.resolve("workspaces"))) {
      throw new DataDirectoryException(
          "a data directory must have a folder workspaces, " + absolute + " has none");
    }
    return new ConfigurationReader(absolute, storeTypes).read();
  }

  private Configuration read() {
    List<Path> folders = folders(root.resolve("workspaces"));
    folders.forEach(this::readWorkspace);
    readStyles(root.resolve("styles"), Optional.empty());
    workspaces
        .values()
        .forEach(
            ws ->
                readStyles(
                    root.resolve("workspaces").resolve(ws.name()).resolve("styles"),
                    Optional.of(ws.name())));
    folders.forEach(this::readStores);
    List<LayerGroup> groups = readGroups();
    return new Configuration(
        List.copyOf(workspaces.values()),
        defaultWorkspace(),
        stores,
        layers,
        groups,
        List.copyOf(styles.values()),
        ServiceFiles.global(root),
        ServiceFiles.service(root, "WMS"),
        ServiceFiles.service(root, "WCS"),
        ServiceFiles.service(root, "WPS"),
        ServiceFiles.service(root, "WMTS"));
  }

  private void readWorkspace(Path folder) {
    XmlFile.readIfThere(folder.resolve("workspace.xml"))
        .ifPresent(
            file -> {
              String name = file.require("name");
              String namespace =
                  XmlFile.readIfThere(folder.resolve("namespace.xml"))
                      .flatMap(ns -> ns.text("uri"))
                      .orElse("http://" + name);
              workspaces.put(folder.getFileName().toString(), new Workspace(name, namespace));
            });
  }

  private Optional<Workspace> defaultWorkspace() {
    Optional<String> name =
        XmlFile.readIfThere(root.resolve("workspaces/default.xml")).flatMap(f -> f.text("name"));
    return workspaces.values().stream()
        .filter(ws -> name.isEmpty() || ws.name().equals(name.get()))
        .findFirst();
  }

  private void readStyles(Path folder, Optional<String> workspace) {
    for (Path path : files(folder, p -> p.getFileName().toString().endsWith(".xml"))) {
      XmlFile file = XmlFile.read(path);
      if (!file.root().getLocalName().equals("style")) {
        continue;
      }
      String format = file.text("format").orElse("sld");
      if (!format.equals("sld")) {
        LOG.info("{} is skipped: its format is {}, not sld", path, format);
        continue;
      }
      String name = file.require("name");
      Style style = new Style(workspace, name, inside(file, folder, file.require("filename")));
      styles.put(style.prefixedName(), style);
      file.text("id").ifPresent(id -> stylesById.put(id, style));
    }
  }

  private static Path inside(XmlFile file, Path folder, String name) {
    Path path = folder.resolve(name).normalize();
    if (!path.startsWith(folder) || !Files.isRegularFile(path)) {
      throw file.wrong("filename must be a file in " + folder + ", was " + name);
    }
    return path;
  }

  private Optional<Style> style(String reference, String workspace) {
    return Stream.of(
            Optional.ofNullable(stylesById.get(reference)),
            Optional.ofNullable(styles.get(workspace + ":" + reference)),
            Optional.ofNullable(styles.get(reference)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private void readStores(Path workspaceFolder) {
    Workspace workspace = workspaces.get(workspaceFolder.getFileName().toString());
    if (workspace == null) {
      return;
    }
    for (Path folder : folders(workspaceFolder)) {
      for (String other : List.of("datastore.xml", "wmsstore.xml", "wmtsstore.xml")) {
        if (Files.exists(folder.resolve(other))) {
          LOG.info("{} is skipped: only coverage stores are served", folder.resolve(other));
        }
      }
      XmlFile.readIfThere(folder.resolve("coveragestore.xml"))
          .flatMap(file -> store(workspace, file))
          .ifPresent(store -> readLayers(store, folder));
    }
  }

  private Optional<CoverageStore> store(Workspace workspace, XmlFile file) {
    String type = file.text("type").orElse("unknown");
    if (!file.flag("enabled", true)) {
      LOG.info("{} is skipped: it is not enabled", file.path());
      return Optional.empty();
    }
    if (!storeTypes.contains(type)) {
      LOG.info("{} is skipped: its type is {}, not one of {}", file.path(), type, storeTypes);
      return Optional.empty();
    }
    CoverageStore store =
        new CoverageStore(
            workspace, file.require("name"), type, location(file, file.require("url")));
    stores.add(store);
    return Optional.of(store);
  }

  // GeoServer: file:relative is relative to the data directory, file:/absolute is not.
  private Path location(XmlFile file, String url) {
    if (!url.startsWith("file:")) {
      throw file.wrong("url must start with file:, was " + url);
    }
    String path = url.substring("file:".length());
    if (path.startsWith("//")) {
      return Path.of(URI.create(url));
    }
    return root.resolve(path).normalize();
  }

  private void readLayers(CoverageStore store, Path folder) {
    String workspace = store.workspace().name();
    LayerFiles files = new LayerFiles(reference -> style(reference, workspace));
    for (Path layerFolder : folders(folder)) {
      files
          .read(store, layerFolder)
          .ifPresent(
              layer -> {
                layers.add(layer);
                XmlFile.readIfThere(layerFolder.resolve("layer.xml"))
                    .flatMap(f -> f.text("id"))
                    .ifPresent(id -> layersById.put(id, layer));
              });
    }
  }

  private List<LayerGroup> readGroups() {
    Map<String, GroupFile> found = new LinkedHashMap<>();
    readGroups(root.resolve("layergroups"), Optional.empty(), found);
    workspaces.forEach(
        (folder, ws) ->
            readGroups(
                root.resolve("workspaces").resolve(folder).resolve("layergroups"),
                Optional.of(ws),
                found));
    return found.values().stream()
        .distinct()
        .filter(g -> g.file().flag("enabled", true))
        .map(g -> group(g, found))
        .filter(g -> !g.members().isEmpty())
        .toList();
  }

  private record GroupFile(XmlFile file, Optional<Workspace> workspace) {}

  private static void readGroups(
      Path folder, Optional<Workspace> workspace, Map<String, GroupFile> found) {
    for (Path path : files(folder, p -> p.getFileName().toString().endsWith(".xml"))) {
      XmlFile file = XmlFile.read(path);
      GroupFile group = new GroupFile(file, workspace);
      file.text("id").ifPresent(id -> found.put(id, group));
      String prefix = workspace.map(ws -> ws.name() + ":").orElse("");
      found.put(prefix + file.require("name"), group);
    }
  }

  private LayerGroup group(GroupFile g, Map<String, GroupFile> all) {
    XmlFile file = g.file();
    String name = file.require("name");
    return new LayerGroup(
        g.workspace(),
        name,
        file.text("title").orElse(name),
        file.text("abstractTxt").orElse(""),
        members(g, all, new ArrayList<>()),
        file.bounds("bounds", "EPSG:4326"));
  }

  private List<LayerGroup.Member> members(
      GroupFile g, Map<String, GroupFile> all, List<GroupFile> above) {
    if (above.contains(g)) {
      throw g.file().wrong("a layer group must not hold itself");
    }
    above.add(g);
    List<Element> published =
        SafeXml.child(g.file().root(), "publishables")
            .map(e -> SafeXml.children(e, "published"))
            .orElse(List.of());
    List<Element> styleRefs =
        SafeXml.child(g.file().root(), "styles").map(SafeXml::children).orElse(List.of());
    List<LayerGroup.Member> members = new ArrayList<>();
    for (int i = 0; i < published.size(); i++) {
      Optional<Element> style =
          i < styleRefs.size() ? Optional.of(styleRefs.get(i)) : Optional.empty();
      String reference = XmlFile.reference(published.get(i)).orElse("");
      if (SafeXml.attribute(published.get(i), "type").filter("layerGroup"::equals).isPresent()) {
        GroupFile nested = all.get(reference);
        if (nested == null) {
          throw g.file().wrong("a member must be a known layer group, was " + reference);
        }
        members.addAll(members(nested, all, above));
      } else {
        layerMember(g, reference, style).ifPresent(members::add);
      }
    }
    above.remove(g);
    return members;
  }

  private Optional<LayerGroup.Member> layerMember(
      GroupFile g, String reference, Optional<Element> styleElement) {
    Optional<CoverageLayer> layer =
        Optional.ofNullable(layersById.get(reference))
            .or(
                () ->
                    layers.stream()
                        .filter(
                            l ->
                                l.prefixedName().equals(reference)
                                    || (l.name().equals(reference)
                                        && g.workspace().map(l.workspace()::equals).orElse(true)))
                        .findFirst());
    if (layer.isEmpty()) {
      LOG.info("{}: member {} is skipped: it is not served", g.file().path(), reference);
      return Optional.empty();
    }
    String workspace = layer.get().workspace().name();
    Optional<Style> style =
        styleElement
            .flatMap(XmlFile::reference)
            .map(
                ref ->
                    style(ref, workspace)
                        .orElseThrow(() -> g.file().wrong("style must be known, was " + ref)));
    return Optional.of(new LayerGroup.Member(layer.get(), style));
  }

  private static List<Path> folders(Path parent) {
    return list(parent, Files::isDirectory);
  }

  private static List<Path> files(Path parent, Predicate<Path> filter) {
    return list(parent, filter.and(Files::isRegularFile));
  }

  private static List<Path> list(Path parent, Predicate<Path> filter) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(filter).sorted().toList();
    } catch (IOException e) {
      throw new DataDirectoryException(parent + " cannot be listed: " + e.getMessage(), e);
    }
  }
}
