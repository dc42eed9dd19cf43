// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** Validates documents against OGC's schemas, which lie on the class path: nothing is fetched. */
final class OgcSchemas {

  private static final String OGC = "http://schemas.opengis.net/";
  private static final Schema WCS_2_0 =
      compile(
          OGC + "wcs/2.0/wcsAll.xsd",
          OGC + "gmlcov/1.0/gmlcovAll.xsd",
          OGC + "wcs/crs/1.0/wcsCrs.xsd",
          OGC + "wcs/interpolation/1.0/wcsInt.xsd",
          OGC + "wcs/wcseo/1.0/wcsEOAll.xsd",
          OGC + "ows/2.0/owsAll.xsd");

  private static final Schema WCS_1_0 =
      compile(OGC + "wcs/1.0.0/wcsAll.xsd", OGC + "wcs/1.0.0/OGC-exception.xsd");

  private static final Schema WCS_1_1 =
      compile(OGC + "wcs/1.1.1/wcsAll.xsd", OGC + "ows/1.1.0/owsAll.xsd");

  private OgcSchemas() {}

  /** Fails with the validator's message and the document when it is not valid. */
  static void assertValidWcs20(String document) {
    assertValid(WCS_2_0, document);
  }

  static void assertValidWcs10(String document) {
    assertValid(WCS_1_0, document);
  }

  static void assertValidWcs11(String document) {
    assertValid(WCS_1_1, document);
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

  private static Schema compile(String... systemIds) {
    try {
      SchemaFactory factory = SchemaFactory.newDefaultInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, false);
      // OWS 2.0 restricts a type in a way that full checking refuses.
      factory.setFeature("http://apache.org/xml/features/validation/schema-full-checking", false);
      DOMImplementationLS inputs =
          (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
      factory.setResourceResolver(
          (type, namespace, publicId, systemId, base) -> {
            String absolute =
                base == null ? systemId : URI.create(base).resolve(systemId).toString();
            LSInput input = inputs.createLSInput();
            input.setSystemId(absolute);
            input.setByteStream(open(absolute));
            return input;
          });
      Source[] sources = new Source[systemIds.length];
      for (int i = 0; i < sources.length; i++) {
        sources[i] = new StreamSource(open(systemIds[i]), systemIds[i]);
      }
      return factory.newSchema(sources);
    } catch (ReflectiveOperationException | SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InputStream open(String systemId) {
    String path =
        switch (systemId) {
          case "http://www.w3.org/1999/xlink.xsd" -> "/org/chronocube/server/wcs/xlink.xsd";
          case "http://www.w3.org/2001/xml.xsd" -> "/org/chronocube/server/wcs/xml.xsd";
          default -> "/ogc/" + systemId.replace(OGC, "").replace("wcs/1.1.1/", "wcs/1.1/");
        };
    InputStream in = OgcSchemas.class.getResourceAsStream(path);
    if (in == null) {
      throw new IllegalStateException("no schema at " + systemId);
    }
    return systemId.contains("wcs/1.1.1/") ? as111(in) : in;
  }

  /** The schemas of 1.1.1 are those of its corrigenda, in a namespace of their own. */
  private static InputStream as111(InputStream in) {
    try (in) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new ByteArrayInputStream(
          text.replace("opengis.net/wcs/1.1\"", "opengis.net/wcs/1.1.1\"")
              .getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
