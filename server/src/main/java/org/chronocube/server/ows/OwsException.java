// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import java.util.Optional;
import org.chronocube.ChronocubeException;

/** An error the client is told in the service's own exception report. */
public final class OwsException extends ChronocubeException {

  private static final long serialVersionUID = 1L;

  /** A code every OWS knows: the request is right, the answer failed. */
  public static final String NO_APPLICABLE_CODE = "NoApplicableCode";

  public static final String INVALID_PARAMETER_VALUE = "InvalidParameterValue";
  public static final String MISSING_PARAMETER_VALUE = "MissingParameterValue";
  public static final String OPERATION_NOT_SUPPORTED = "OperationNotSupported";
  public static final String OPTION_NOT_SUPPORTED = "OptionNotSupported";

  private final String code;
  private final String locator;

  /**
   * @param code one of the service's exception codes, or null where none applies (WMS)
   * @param locator the parameter or operation at fault, or null
   * @param message the parameter, the rule, then the value
   */
  public OwsException(String code, String locator, String message) {
    super(message);
    this.code = code;
    this.locator = locator;
  }

  public OwsException(String code, String locator, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.locator = locator;
  }

  /** {@code InvalidParameterValue} of a parameter. */
  public static OwsException invalid(String parameter, String message) {
    return new OwsException(INVALID_PARAMETER_VALUE, parameter, message);
  }

  /** {@code MissingParameterValue} of a parameter. */
  public static OwsException missing(String parameter) {
    return new OwsException(
        MISSING_PARAMETER_VALUE, parameter, "parameter " + parameter + " must be given");
  }

  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  public Optional<String> locator() {
    return Optional.ofNullable(locator);
  }

  /**
   * The HTTP status of OWS Common 2.0 (OGC 06-121r9 table 28) and of WCS 2.0.1 (OGC 09-147r3 table
   * 7) for the code.
   */
  public int httpStatus() {
    if (code == null) {
      return 500;
    }
    return switch (code) {
      case NO_APPLICABLE_CODE -> 500;
      case OPERATION_NOT_SUPPORTED, OPTION_NOT_SUPPORTED -> 501;
      case "NoSuchDatasetSeriesOrCoverage" -> 404;
      case "NoSuchCoverage", "emptyCoverageIdList", "InvalidAxisLabel", "InvalidSubsetting" -> 404;
      // The extensions of WCS: 12-040, 11-053r1, 12-039, 12-049, 12-100r1.
      case "NoSuchField",
          "SubsettingCrs-NotSupported",
          "OutputCrs-NotSupported",
          "InvalidScaleFactor",
          "InvalidExtent",
          "ScaleAxisUndefined",
          "InterpolationMethodNotSupported",
          "NoSuchAxis",
          "CompressionNotSupported",
          "CompressionInvalid",
          "PredictorInvalid",
          "InterleavingInvalid",
          "TilingInvalid" ->
          404;
      case "ServerBusy" -> 503;
      default -> 400;
    };
  }
}
