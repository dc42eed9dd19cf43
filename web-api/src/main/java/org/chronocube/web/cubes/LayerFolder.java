// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.cubes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.chronocube.ChronocubeException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The folder of a coverage store in a GeoServer data directory, {@code workspaces/WORKSPACE/STORE}:
 * a layer is a folder in it with {@code layer.xml} and {@code coverage.xml}.
 *
 * @param path of the store
 * @param storeId how its layers refer to it
 * @param namespaceId how they refer to the workspace's namespace
 */
record LayerFolder(Path path, String storeId, String namespaceId) {

  private static final CrsRegistry CRS = new CrsRegistry();

  /** The first store that is opened from a catalog file; empty when none is. */
  static Optional<LayerFolder> of(Path dataDir, Path catalog) {
    Path root = dataDir.toAbsolutePath().normalize();
    Path wanted = catalog.toAbsolutePath().normalize();
    try (Stream<Path> files = Files.walk(root.resolve("workspaces"), 3)) {
      return files
          .filter(f -> f.endsWith("coveragestore.xml"))
          .sorted()
          .filter(f -> location(f, root).filter(wanted::equals).isPresent())
          .findFirst()
          .map(LayerFolder::of);
    } catch (IOException | UncheckedIOException e) {
      throw new ChronocubeException(root + " cannot be listed: " + e.getMessage(), e);
    }
  }

  // A workspace without namespace.xml is one that only this server reads: it is named by its
  // folder.
  private static LayerFolder of(Path storeFile) {
    Path folder = storeFile.getParent();
    Path namespace = folder.resolveSibling("namespace.xml");
    return new LayerFolder(
        folder,
        text(storeFile, "id").orElseGet(() -> text(storeFile, "name").orElseThrow()),
        text(namespace, "id")
            .or(() -> text(namespace, "prefix"))
            .orElseGet(() -> folder.getParent().getFileName().toString()));
  }

  private static Optional<Path> location(Path storeFile, Path root) {
    return text(storeFile, "url")
        .filter(url -> url.startsWith("file:"))
        .map(url -> url.substring("file:".length()).replaceFirst("^//", ""))
        .map(path -> root.resolve(path).normalize());
  }

  /** Writes the layer of a cube; what is there keeps its ids, and its styles. */
  void put(Cube cube) {
    Path folder = path.resolve(cube.name());
    Path coverage = folder.resolve("coverage.xml");
    Path layer = folder.resolve("layer.xml");
    String id = text(coverage, "id").orElseGet(() -> "coverage-" + UUID.randomUUID());
    try {
      Files.createDirectories(folder);
      // The layer first: without a coverage it is nothing yet.
      if (!Files.exists(layer)) {
        String style = StyleFiles.styleFor(cube, path.getParent());
        write(layer, CoverageXml.layer(cube, "layer-" + UUID.randomUUID(), id, style));
      }
      write(coverage, CoverageXml.coverage(cube, CRS, id, storeId, namespaceId));
    } catch (IOException e) {
      throw new ChronocubeException(folder + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** Removes the layer of a cube; other files in its folder stay. */
  void remove(String cube) {
    Path folder = path.resolve(cube);
    try {
      Files.deleteIfExists(folder.resolve("coverage.xml"));
      Files.deleteIfExists(folder.resolve("layer.xml"));
      if (Files.isDirectory(folder) && isEmpty(folder)) {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new ChronocubeException(folder + " cannot be removed: " + e.getMessage(), e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /** Replaces a file at once as a whole. */
  static void write(Path file, String text) throws IOException {
    Path draft = Files.createTempFile(file.getParent(), ".layer", ".new");
    Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Text of a child of a file's root; empty when there is no such file or child. */
  static Optional<String> text(Path file, String child) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Element root = factory.newDocumentBuilder().parse(in).getDocumentElement();
      for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
        if (node.getNodeName().equals(child)) {
          return Optional.of(node.getTextContent().strip());
        }
      }
      return Optional.empty();
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new ChronocubeException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
