// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.cubes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.chronocube.catalog.CatalogReader;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The files of a layer beside those that the data directory ships for the same cube. */
class CoverageXmlTest {

  private static final Path DATA_DIR = Path.of("..", "data-dir");

  private static Element parse(InputStream in) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
  }

  private static Element written(String cube) throws Exception {
    Cube of =
        CatalogReader.read(DATA_DIR.resolve("chronocube/catalog.yaml")).cube(cube).orElseThrow();
    String text = CoverageXml.coverage(of, new CrsRegistry(), "id", "store", "namespace");
    return parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Element shipped(String cube) throws Exception {
    Path file =
        DATA_DIR.resolve("workspaces/chronocube/archive").resolve(cube).resolve("coverage.xml");
    try (InputStream in = Files.newInputStream(file)) {
      return parse(in);
    }
  }

  /** Texts of the leaves below an element, with their paths. */
  private static List<String> leaves(Element root, String child) {
    List<String> leaves = new ArrayList<>();
    for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeName().equals(child)) {
        collect((Element) node, child, leaves);
      }
    }
    return leaves;
  }

  private static void collect(Element element, String path, List<String> leaves) {
    boolean leaf = true;
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element below) {
        leaf = false;
        collect(below, path + "/" + below.getNodeName(), leaves);
      }
    }
    if (leaf) {
      leaves.add(path + "=" + element.getTextContent().replaceAll("\\s+", " ").strip());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bordeaux",
        "bordeaux_change",
        "belgium_ndvi",
        "slovenia_clouds",
        "newyork_landsat",
        "belgium_multi"
      })
  void says_what_the_shipped_one_says(String cube) throws Exception {
    Element written = written(cube);
    Element shipped = shipped(cube);
    for (String same :
        List.of(
            "name",
            "nativeName",
            "title",
            "nativeCRS",
            "srs",
            "projectionPolicy",
            "nativeFormat",
            "nativeCoverageName",
            "dimensions",
            "interpolationMethods")) {
      assertThat(leaves(written, same)).as(same).isEqualTo(leaves(shipped, same)).isNotEmpty();
    }
    for (String numbers : List.of("nativeBoundingBox", "latLonBoundingBox", "grid")) {
      List<String> ours = leaves(written, numbers);
      List<String> theirs = leaves(shipped, numbers);
      assertThat(ours).hasSameSizeAs(theirs);
      for (int i = 0; i < ours.size(); i++) {
        compare(ours.get(i), theirs.get(i));
      }
    }
  }

  private static void compare(String ours, String theirs) {
    String[] a = ours.split("=");
    String[] b = theirs.split("=");
    assertThat(a[0]).isEqualTo(b[0]);
    if (a[1].matches("-?[0-9.]+(E-?\\d+)?")) {
      double expected = Double.parseDouble(b[1]);
      assertThat(Double.parseDouble(a[1]))
          .as(a[0])
          .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
    } else {
      assertThat(a[1]).as(a[0]).isEqualTo(b[1]);
    }
  }
}
