// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** OGC's schemas from the {@code ogc-schemas} jar, without a network. */
public final class OgcSchemas {

  private static final String OGC = "http://schemas.opengis.net/";

  private OgcSchemas() {}

  /**
   * What an XML Schema has against a document; empty when it is valid.
   *
   * @param schema path below {@code http://schemas.opengis.net/}
   */
  public static List<String> errors(String schema, byte[] document) {
    return errors(document, List.of(source(schema)));
  }

  /**
   * The same, with a schema that is no file of OGC.
   *
   * @param more a schema of its own namespace, whose addresses are absolute
   */
  public static List<String> errors(String schema, byte[] more, byte[] document) {
    Source own = new StreamSource(new ByteArrayInputStream(more), "test:more.xsd");
    return errors(document, List.of(source(schema), own));
  }

  private static Source source(String schema) {
    return new StreamSource(OgcSchemas.class.getResourceAsStream("/ogc/" + schema), OGC + schema);
  }

  private static List<String> errors(byte[] document, List<Source> schemas) {
    try {
      SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
      factory.setResourceResolver(
          (type, namespace, publicId, systemId, baseUri) ->
              input(baseUri == null ? systemId : URI.create(baseUri).resolve(systemId).toString()));
      Schema compiled = factory.newSchema(schemas.toArray(Source[]::new));
      Validator validator = compiled.newValidator();
      Collector collector = new Collector();
      validator.setErrorHandler(collector);
      validator.validate(new StreamSource(new ByteArrayInputStream(document)));
      return collector.messages;
    } catch (SAXException | IOException e) {
      return List.of(e.toString());
    }
  }

  private static LSInput input(String systemId) {
    try {
      DOMImplementationLS ls =
          (DOMImplementationLS)
              DocumentBuilderFactory.newInstance()
                  .newDocumentBuilder()
                  .getDOMImplementation()
                  .getFeature("LS", "3.0");
      LSInput input = ls.createLSInput();
      input.setSystemId(systemId);
      input.setByteStream(SchemaSet.copy(systemId));
      return input;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What the DTD a document names has against it; empty when it is valid.
   *
   * @param dtd path below {@code http://schemas.opengis.net/} of the copy to take
   */
  public static List<String> dtdErrors(String dtd, byte[] document) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setValidating(true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      Collector collector = new Collector();
      builder.setErrorHandler(collector);
      builder.setEntityResolver(
          (publicId, systemId) -> {
            InputStream copy = OgcSchemas.class.getResourceAsStream("/ogc/" + dtd);
            return new InputSource(copy);
          });
      builder.parse(new ByteArrayInputStream(document));
      return collector.messages;
    } catch (ParserConfigurationException | SAXException | IOException e) {
      return List.of(e.toString());
    }
  }

  private static final class Collector implements ErrorHandler {

    private final List<String> messages = new ArrayList<>();

    @Override
    public void warning(SAXParseException e) {
      messages.add(e.getMessage());
    }

    @Override
    public void error(SAXParseException e) {
      messages.add(e.getMessage());
    }

    @Override
    public void fatalError(SAXParseException e) {
      messages.add(e.getMessage());
    }
  }
}
