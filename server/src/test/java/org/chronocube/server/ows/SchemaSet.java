// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.BinaryOperator;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** Some of OGC's schemas, compiled once from the copies on the class path: nothing is fetched. */
public final class SchemaSet {

  public static final String OGC = "http://schemas.opengis.net/";
  private static final String FULL_CHECKING =
      "http://apache.org/xml/features/validation/schema-full-checking";
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

  private final Schema schema;

  private SchemaSet(Schema schema) {
    this.schema = schema;
  }

  /**
   * @param schemas paths below {@link #OGC}
   */
  public static SchemaSet of(String... schemas) {
    return corrected((systemId, text) -> text, schemas);
  }

  /**
   * @param correction from a schema's address and text to the text that it should have
   * @param schemas paths below {@link #OGC}
   */
  public static SchemaSet corrected(BinaryOperator<String> correction, String... schemas) {
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
            input.setByteStream(open(absolute, correction));
            return input;
          });
      Source[] sources = new Source[schemas.length];
      for (int i = 0; i < sources.length; i++) {
        sources[i] = new StreamSource(open(OGC + schemas[i], correction), OGC + schemas[i]);
      }
      return new SchemaSet(factory.newSchema(sources));
    } catch (ReflectiveOperationException | SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fails with the validator's message and the document when it is not valid. */
  public void assertValid(String document) {
    try {
      schema.newValidator().validate(new StreamSource(new StringReader(document)));
    } catch (SAXException e) {
      throw new AssertionError(e.getMessage() + "\n" + document, e);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static InputStream open(String systemId, BinaryOperator<String> correction) {
    String text = correction.apply(systemId, text(systemId));
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(String systemId) {
    if (systemId.equals("http://www.w3.org/2001/XMLSchema.xsd")) {
      return OF_SCHEMAS;
    }
    try (InputStream in = copy(systemId)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("no schema at " + systemId, e);
    }
  }

  /** The copy of a schema; of the W3C's own, which the jar has not, those beside this class. */
  static InputStream copy(String systemId) {
    String path =
        switch (systemId) {
          case "http://www.w3.org/1999/xlink.xsd" -> "xlink.xsd";
          case "http://www.w3.org/2001/xml.xsd" -> "xml.xsd";
          default -> "/ogc/" + systemId.replace(OGC, "").replace("wcs/1.1.1/", "wcs/1.1/");
        };
    InputStream in = SchemaSet.class.getResourceAsStream(path);
    if (in == null) {
      throw new IllegalStateException("no stored copy of " + systemId);
    }
    return in;
  }
}
