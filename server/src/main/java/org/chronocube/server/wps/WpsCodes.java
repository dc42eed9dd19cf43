// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import org.chronocube.server.ows.OwsException;

/**
 * The exception codes of WPS 2.0.0 (OGC 14-065r2) besides those of OWS Common. They say more than
 * those of 1.0.0, which are made of them.
 */
final class WpsCodes {

  static final String NO_SUCH_PROCESS = "NoSuchProcess";
  static final String NO_SUCH_MODE = "NoSuchMode";
  static final String NO_SUCH_INPUT = "NoSuchInput";
  static final String NO_SUCH_OUTPUT = "NoSuchOutput";
  static final String NO_SUCH_JOB = "NoSuchJob";
  static final String DATA_NOT_ACCESSIBLE = "DataNotAccessible";
  static final String SIZE_EXCEEDED = "SizeExceeded";
  static final String TOO_MANY_INPUTS = "TooManyInputs";
  static final String TOO_MANY_OUTPUTS = "TooManyOutputs";
  static final String RESULT_NOT_READY = "ResultNotReady";

  private WpsCodes() {}

  /** An error with the code that WPS 1.0.0 (OGC 05-007r7 table 62) has for it. */
  static OwsException ofVersion1(OwsException error) {
    String code = error.code().orElse(OwsException.NO_APPLICABLE_CODE);
    String old =
        switch (code) {
          case NO_SUCH_PROCESS, NO_SUCH_INPUT, NO_SUCH_OUTPUT, NO_SUCH_JOB, NO_SUCH_MODE ->
              OwsException.INVALID_PARAMETER_VALUE;
          case DATA_NOT_ACCESSIBLE, TOO_MANY_INPUTS, TOO_MANY_OUTPUTS, RESULT_NOT_READY ->
              OwsException.INVALID_PARAMETER_VALUE;
          case SIZE_EXCEEDED -> "FileSizeExceeded";
          default -> code;
        };
    return old.equals(code)
        ? error
        : new OwsException(old, error.locator().orElse(null), error.getMessage(), error);
  }
}
