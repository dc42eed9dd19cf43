// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.sentinel1;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.ByteSources;
import org.chronocube.io.range.UriText;
import org.chronocube.io.sentinel1.NoisePower.Block;
import org.chronocube.xml.XmlElement;
import org.chronocube.xml.XmlException;

/** Reads the radiometric annotation of polarisations: calibration and noise vectors. */
final class Radiometry {

  private final ByteSources files;
  private final List<ByteSource> sources = new ArrayList<>();
  private final Map<URI, XmlElement> roots = new HashMap<>();

  Radiometry(ByteSources files) {
    this.files = files;
  }

  /** All that was read. */
  List<ByteSource> sources() {
    return sources;
  }

  /**
   * The vectors of one kind.
   *
   * @throws RasterReadException naming the file, when it has none
   */
  LineVectors calibration(URI file, Calibration kind) {
    XmlElement root = read(file);
    try {
      return vectors(root, "calibrationVectorList", "calibrationVector", kind.element());
    } catch (IllegalArgumentException | XmlException e) {
      throw unusable(file, e);
    }
  }

  /**
   * Noise of either format.
   *
   * @param ipf version of the processor
   * @param dn vectors of {@link Calibration#DN} of the same polarisation
   * @throws RasterReadException naming the file, when it has none
   */
  NoisePower noise(URI file, double ipf, LineVectors dn) {
    XmlElement root = read(file);
    try {
      String mode = root.child("adsHeader").flatMap(h -> h.textOf("mode")).orElse("");
      LineVectors range =
          root.child("noiseRangeVectorList").isPresent()
              ? vectors(root, "noiseRangeVectorList", "noiseRangeVector", "noiseRangeLut")
              : vectors(root, "noiseVectorList", "noiseVector", "noiseLut");
      List<Block> blocks =
          root.child("noiseAzimuthVectorList").stream()
              .flatMap(list -> list.all("noiseAzimuthVector").stream())
              .map(Radiometry::block)
              .toList();
      return new NoisePower(range, blocks, NoisePower.scale(ipf, mode, dn.first()));
    } catch (IllegalArgumentException | XmlException e) {
      throw unusable(file, e);
    }
  }

  private XmlElement read(URI file) {
    XmlElement known = roots.get(file);
    if (known != null) {
      return known;
    }
    AnnotationXml xml = AnnotationXml.read(file, files, Set.of());
    sources.add(xml.source());
    roots.put(file, xml.root());
    return xml.root();
  }

  private static RasterReadException unusable(URI file, RuntimeException cause) {
    return new RasterReadException(
        "cannot use " + UriText.of(file) + ": " + cause.getMessage(), cause);
  }

  private static LineVectors vectors(XmlElement root, String list, String vector, String values) {
    LineVectors.Builder vectors = new LineVectors.Builder(values);
    for (XmlElement element :
        root.child(list).stream().flatMap(l -> l.all(vector).stream()).toList()) {
      vectors.add(
          element.requireNumber("line"),
          AnnotationXml.numbers(element.require("pixel")),
          AnnotationXml.numbers(element.require(values)));
    }
    return vectors.build();
  }

  // Stripmap has no swaths, and no bounds of them.
  private static Block block(XmlElement vector) {
    return new Block(
        (int) vector.numberOf("firstAzimuthLine").orElse(0),
        (int) vector.numberOf("lastAzimuthLine").orElse(Integer.MAX_VALUE),
        (int) vector.numberOf("firstRangeSample").orElse(0),
        (int) vector.numberOf("lastRangeSample").orElse(Integer.MAX_VALUE),
        AnnotationXml.numbers(vector.require("line")),
        AnnotationXml.numbers(vector.require("noiseAzimuthLut")));
  }
}
