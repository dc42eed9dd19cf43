// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import org.chronocube.server.ows.SchemaSet;

/** Validates documents against OGC's WPS schemas. */
final class WpsSchemas {

  private static final SchemaSet WPS_1 = SchemaSet.of("wps/1.0.0/wpsAll.xsd");
  private static final SchemaSet WPS_2 = SchemaSet.of("wps/2.0/wps.xsd");

  private WpsSchemas() {}

  static void assertValid(String document) {
    WPS_1.assertValid(document);
  }

  static void assertValid2(String document) {
    WPS_2.assertValid(document);
  }
}
