// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import org.chronocube.server.ows.SchemaSet;

/** Validates documents of WMTS 1.0.0 against OGC's schemas. */
final class WmtsSchemas {

  private static final SchemaSet CAPABILITIES =
      SchemaSet.corrected(WmtsSchemas::corrected, "wmts/1.0/wmtsGetCapabilities_response.xsd");
  private static final SchemaSet EXCEPTIONS = SchemaSet.of("ows/1.1.0/owsExceptionReport.xsd");

  private WmtsSchemas() {}

  static void assertCapabilities(String document) {
    CAPABILITIES.assertValid(document);
  }

  static void assertExceptionReport(String document) {
    EXCEPTIONS.assertValid(document);
  }

  // The jar has the schema as first published, where row and column 0 were forgotten; OGC's test
  // suite for WMTS 1.0.0 brings it mended like this.
  private static String corrected(String systemId, String schema) {
    return schema.replaceAll(
        "(<element name=\"M(?:in|ax)Tile(?:Row|Col)\" type=\")positiveInteger",
        "$1nonNegativeInteger");
  }
}
