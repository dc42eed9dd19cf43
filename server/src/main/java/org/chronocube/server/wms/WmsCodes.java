// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

/** Exception codes of WMS (OGC 06-042 table E.1). */
final class WmsCodes {

  static final String INVALID_FORMAT = "InvalidFormat";
  static final String LAYER_NOT_DEFINED = "LayerNotDefined";
  static final String STYLE_NOT_DEFINED = "StyleNotDefined";
  static final String LAYER_NOT_QUERYABLE = "LayerNotQueryable";
  static final String INVALID_POINT = "InvalidPoint";
  static final String MISSING_DIMENSION_VALUE = "MissingDimensionValue";
  static final String INVALID_DIMENSION_VALUE = "InvalidDimensionValue";

  private WmsCodes() {}
}
