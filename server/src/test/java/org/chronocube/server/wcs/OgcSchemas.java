// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import org.chronocube.server.ows.SchemaSet;

/** Validates documents of WCS against OGC's schemas. */
final class OgcSchemas {

  private static final SchemaSet WCS_2_0 =
      SchemaSet.of(
          "wcs/2.0/wcsAll.xsd",
          "gmlcov/1.0/gmlcovAll.xsd",
          "wcs/crs/1.0/wcsCrs.xsd",
          "wcs/interpolation/1.0/wcsInt.xsd",
          "wcs/wcseo/1.0/wcsEOAll.xsd",
          "ows/2.0/owsAll.xsd");
  private static final SchemaSet WCS_1_0 =
      SchemaSet.of("wcs/1.0.0/wcsAll.xsd", "wcs/1.0.0/OGC-exception.xsd");
  // The schemas of 1.1.1 are those of its corrigenda, in a namespace of their own.
  private static final SchemaSet WCS_1_1 =
      SchemaSet.corrected(
          (systemId, schema) ->
              systemId.contains("wcs/1.1.1/")
                  ? schema.replace("opengis.net/wcs/1.1\"", "opengis.net/wcs/1.1.1\"")
                  : schema,
          "wcs/1.1.1/wcsAll.xsd",
          "ows/1.1.0/owsAll.xsd");

  private OgcSchemas() {}

  static void assertValidWcs20(String document) {
    WCS_2_0.assertValid(document);
  }

  static void assertValidWcs10(String document) {
    WCS_1_0.assertValid(document);
  }

  static void assertValidWcs11(String document) {
    WCS_1_1.assertValid(document);
  }
}
