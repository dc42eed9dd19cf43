// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.datadir.Style;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.SafeXml;
import org.chronocube.server.ows.XmlWriter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** DescribeLayer and GetStyles (OGC 02-070 clauses 6.8 and 6.9). */
final class SldOperations {

  private static final String SLD = "http://www.opengis.net/sld";

  private final LayerSelection layers;

  SldOperations(LayerSelection layers) {
    this.layers = layers;
  }

  /** Says of each layer that it is a coverage, and where WCS serves it. */
  byte[] describeLayer(OwsRequest request) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String wcs = request.http().base() + "wcs?";
    try (XmlWriter xml = new XmlWriter(bytes)) {
      xml.open("WMS_DescribeLayerResponse", "version", "1.1.1");
      for (CoverageLayer layer : layers(request)) {
        xml.open("LayerDescription", "name", layer.prefixedName(), "owsURL", wcs, "owsType", "WCS");
        xml.empty("Query", "typeName", layer.prefixedName());
        xml.end();
      }
      xml.end();
    }
    return bytes.toByteArray();
  }

  /** One descriptor with the styles of the layers, as their files have them. */
  byte[] styles(OwsRequest request) throws IOException {
    Element root =
        SafeXml.parse("<sld:StyledLayerDescriptor version='1.0.0' xmlns:sld='" + SLD + "'/>");
    Document document = root.getOwnerDocument();
    for (CoverageLayer layer : layers(request)) {
      Element named = child(root, "NamedLayer");
      child(named, "Name").setTextContent(layer.prefixedName());
      for (Style style : layer.allStyles()) {
        for (Element userStyle : userStyles(style)) {
          Element copy = (Element) document.importNode(userStyle, true);
          named.appendChild(copy);
        }
      }
    }
    return text(document);
  }

  private List<CoverageLayer> layers(OwsRequest request) {
    List<String> names = request.kvp().list("LAYERS");
    if (names.isEmpty()) {
      throw OwsException.missing("layers");
    }
    return names.stream().flatMap(n -> layers.members(request, n).stream()).toList();
  }

  private static Element child(Element parent, String name) {
    Element child = parent.getOwnerDocument().createElementNS(SLD, "sld:" + name);
    parent.appendChild(child);
    return child;
  }

  private static List<Element> userStyles(Style style) throws IOException {
    try (InputStream in = Files.newInputStream(style.file())) {
      return SafeXml.children(SafeXml.parse(in), "NamedLayer").stream()
          .flatMap(n -> SafeXml.children(n, "UserStyle").stream())
          .toList();
    }
  }

  private static byte[] text(Document document) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      transformer.transform(new DOMSource(document), new StreamResult(bytes));
    } catch (TransformerException e) {
      throw new IllegalStateException("a document in memory must be writable", e);
    }
    return bytes.toByteArray();
  }
}
