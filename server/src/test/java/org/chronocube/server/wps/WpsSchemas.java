// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** Validates documents against OGC's WPS 1.0.0 schemas, which lie on the class path. */
final class WpsSchemas {

  private static final String OGC = "http://schemas.opengis.net/";
  private static final Schema WPS = compile(OGC + "wps/1.0.0/wpsAll.xsd");

  private WpsSchemas() {}

  /** Fails with the validator's message and the document when it is not valid. */
  static void assertValid(String document) {
    try {
      WPS.newValidator().validate(new StreamSource(new StringReader(document)));
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
          case "http://www.w3.org/1999/xlink.xsd" -> "xlink.xsd";
          case "http://www.w3.org/2001/xml.xsd" -> "xml.xsd";
          default -> "/ogc/" + systemId.replace(OGC, "");
        };
    InputStream in = WpsSchemas.class.getResourceAsStream(path);
    if (in == null) {
      throw new IllegalStateException("no schema at " + systemId);
    }
    return in;
  }
}
