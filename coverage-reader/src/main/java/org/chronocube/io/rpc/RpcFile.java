// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.rpc;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.chronocube.geolocation.RationalPolynomial;
import org.chronocube.io.RasterReadException;
import org.chronocube.xml.XmlElement;

/**
 * Files with rational polynomials:
 *
 * <ul>
 *   <li>DIMAP v2 and v3 ({@code RPC_….XML} of Pléiades, SPOT 6/7 and Pléiades Neo): the inverse
 *       model (ground to image);
 *   <li>Maxar: {@code .RPB} and the group {@code RPB} of {@code .XML};
 *   <li>{@code _RPC.TXT} with a line for each coefficient (GeoEye, IKONOS, PlanetScope, KOMPSAT).
 * </ul>
 *
 * <p>The first pixel's centre is (1, 1) in DIMAP v2; in v3 what its validity domain begins with;
 * (0, 0) in all others. Source: Pléiades Imagery User Guide, annex on the RPC; Maxar, Imagery
 * Support Data (ISD) documentation; checked against GDAL's readers of these.
 */
public final class RpcFile {

  private static final Set<String> LONG_LISTS =
      Set.of("EPH", "ATT", "TIL", "GEO", "Histogram_Band_List", "Refined_Model");

  private RpcFile() {}

  /**
   * @param bytes the whole file
   * @param name for messages
   * @throws RasterReadException when the file has no rational polynomials, or broken ones
   * @throws org.chronocube.xml.XmlException when the file is broken XML
   */
  public static RationalPolynomial parse(ByteBuffer bytes, String name) {
    byte[] content = new byte[bytes.remaining()];
    bytes.duplicate().get(content);
    String start = new String(content, 0, Math.min(content.length, 200), StandardCharsets.UTF_8);
    try {
      if (start.stripLeading().startsWith("<") || start.startsWith("\uFEFF<")) {
        return xml(XmlElement.read(new ByteArrayInputStream(content), name, LONG_LISTS), name);
      }
      String text = new String(content, StandardCharsets.ISO_8859_1);
      return text.contains("lineNumCoef")
          ? new RpbText(name).parse(text)
          : new RpcText(name).parse(text);
    } catch (IllegalArgumentException e) {
      throw new RasterReadException(name + ": " + e.getMessage(), e);
    }
  }

  private static RationalPolynomial xml(XmlElement document, String name) {
    return document.find("RPB").isPresent()
        ? RpcXml.maxar(document.find("RPB").get(), name)
        : RpcXml.dimap(document, name);
  }
}
