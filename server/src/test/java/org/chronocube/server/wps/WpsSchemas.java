// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

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

/** Validates documents against OGC's WPS schemas, which lie on the class path. */
final class WpsSchemas {

  private static final String FULL_CHECKING =
      "http://apache.org/xml/features/validation/schema-full-checking";
  private static final String OGC = "http://schemas.opengis.net/";
  // WPS 2.0.0 imports the schema of schemas for this group (XML Schema Part 1, clause 3.9.2).
  private static final String OF_SCHEMAS =
      """
      <schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:xs="http://www.w3.org/2001/XMLSchema"
          targetNamespace="http://www.w3.org/2001/XMLSchema">
        <attributeGroup name="occurs">
          <attribute name="minOccurs" type="xs:nonNegativeInteger" default="1"/>
          <attribute name="maxOccurs" default="1">
            <simpleType>
              <union memberTypes="xs:nonNegativeInteger">
                <simpleType>
                  <restriction base="xs:string"><enumeration value="unbounded"/></restriction>
                </simpleType>
              </union>
            </simpleType>
          </attribute>
        </attributeGroup>
      </schema>
      """;

  private static final Schema WPS_1 = compile(OGC + "wps/1.0.0/wpsAll.xsd");
  private static final Schema WPS_2 = compile(OGC + "wps/2.0/wps.xsd");

  private WpsSchemas() {}

  /** Fails with the validator's message and the document when it is not valid for 1.0.0. */
  static void assertValid(String document) {
    assertValid(WPS_1, document);
  }

  /** The same for 2.0.0. */
  static void assertValid2(String document) {
    assertValid(WPS_2, document);
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
      // owsAdditionalParameters.xsd of OWS 2.0 restricts a type in a way that is not allowed.
      factory.setFeature(FULL_CHECKING, false);
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
    if (systemId.equals("http://www.w3.org/2001/XMLSchema.xsd")) {
      return new ByteArrayInputStream(OF_SCHEMAS.getBytes(StandardCharsets.UTF_8));
    }
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
