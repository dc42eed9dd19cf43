// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** Validates documents of WMTS 1.0.0 against OGC's schemas, from the class path. */
final class WmtsSchemas {

  private static final String OGC = "http://schemas.opengis.net/";
  private static final Schema CAPABILITIES =
      compile(OGC + "wmts/1.0/wmtsGetCapabilities_response.xsd");
  private static final Schema EXCEPTIONS = compile(OGC + "ows/1.1.0/owsExceptionReport.xsd");

  private WmtsSchemas() {}

  static void assertCapabilities(String document) {
    assertValid(CAPABILITIES, document);
  }

  static void assertExceptionReport(String document) {
    assertValid(EXCEPTIONS, document);
  }

  private static void assertValid(Schema schema, String document) {
    try {
      schema.newValidator().validate(new StreamSource(new StringReader(document)));
    } catch (SAXException e) {
      throw new AssertionError(e.getMessage() + "\n" + document, e);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Schema compile(String systemId) {
    try {
      SchemaFactory factory = SchemaFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, false);
      DOMImplementationLS inputs =
          (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
      factory.setResourceResolver(
          (type, namespace, publicId, location, base) -> {
            String absolute =
                base == null ? location : URI.create(base).resolve(location).toString();
            LSInput input = inputs.createLSInput();
            input.setSystemId(absolute);
            input.setByteStream(open(absolute));
            return input;
          });
      return factory.newSchema(new StreamSource(open(systemId), systemId));
    } catch (ReflectiveOperationException | SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InputStream open(String systemId) {
    String path =
        switch (systemId) {
          case "http://www.w3.org/1999/xlink.xsd" -> "/org/chronocube/server/wcs/xlink.xsd";
          case "http://www.w3.org/2001/xml.xsd" -> "/org/chronocube/server/wcs/xml.xsd";
          default -> "/ogc/" + systemId.replace(OGC, "");
        };
    try (InputStream in = WmtsSchemas.class.getResourceAsStream(path)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new ByteArrayInputStream(corrected(text).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("no schema at " + systemId, e);
    }
  }

  // The jar has the schema as first published, where row and column 0 were forgotten; OGC's test
  // suite for WMTS 1.0.0 brings it mended like this.
  private static String corrected(String schema) {
    return schema.replaceAll(
        "(<element name=\"M(?:in|ax)Tile(?:Row|Col)\" type=\")positiveInteger",
        "$1nonNegativeInteger");
  }
}
