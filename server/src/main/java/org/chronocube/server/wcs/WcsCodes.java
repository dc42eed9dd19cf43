// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import org.chronocube.server.ows.OwsException;

/** Exception codes of WCS 2.0 and its extensions. */
final class WcsCodes {

  /** OGC 09-110r4, table 21. */
  static final String NO_SUCH_COVERAGE = "NoSuchCoverage";

  static final String EMPTY_COVERAGE_ID_LIST = "emptyCoverageIdList";
  static final String INVALID_AXIS_LABEL = "InvalidAxisLabel";
  static final String INVALID_SUBSETTING = "InvalidSubsetting";

  /** OGC 10-140r1, table 10. */
  static final String NO_SUCH_DATASET_SERIES_OR_COVERAGE = "NoSuchDatasetSeriesOrCoverage";

  /** OGC 09-147r3. */
  static final String INVALID_ENCODING_SYNTAX = "InvalidEncodingSyntax";

  /** OGC 12-040. */
  static final String NO_SUCH_FIELD = "NoSuchField";

  /** OGC 11-053r1. */
  static final String SUBSETTING_CRS_NOT_SUPPORTED = "SubsettingCrs-NotSupported";

  static final String OUTPUT_CRS_NOT_SUPPORTED = "OutputCrs-NotSupported";

  /** OGC 12-039. */
  static final String INVALID_SCALE_FACTOR = "InvalidScaleFactor";

  static final String INVALID_EXTENT = "InvalidExtent";
  static final String SCALE_AXIS_UNDEFINED = "ScaleAxisUndefined";

  /** OGC 12-049. */
  static final String INTERPOLATION_METHOD_NOT_SUPPORTED = "InterpolationMethodNotSupported";

  static final String NO_SUCH_AXIS = "NoSuchAxis";

  private WcsCodes() {}

  static OwsException syntax(String parameter, String rule, String value) {
    return new OwsException(
        INVALID_ENCODING_SYNTAX, parameter, parameter + " must be " + rule + ", was " + value);
  }

  static OwsException subsetting(String axis, String message) {
    return new OwsException(INVALID_SUBSETTING, axis, message);
  }
}
