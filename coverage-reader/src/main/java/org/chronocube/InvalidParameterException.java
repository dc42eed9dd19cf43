// SPDX-License-Identifier: Apache-2.0
package org.chronocube;

/**
 * A request or a configuration breaks a rule. The message is the rule, then the value: {@code
 * resolution must be > 0, was -10.0}; front ends add the protocol's own code.
 */
public final class InvalidParameterException extends ChronocubeException {

  private static final long serialVersionUID = 1L;

  private final String parameter;

  /**
   * @param parameter the parameter as the caller named it, e.g. {@code bands}
   * @param message the rule and the value
   */
  public InvalidParameterException(String parameter, String message) {
    super(message);
    this.parameter = parameter;
  }

  public InvalidParameterException(String parameter, String message, Throwable cause) {
    super(message, cause);
    this.parameter = parameter;
  }

  /** The parameter at fault, as the caller named it. */
  public String parameter() {
    return parameter;
  }
}
