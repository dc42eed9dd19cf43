// SPDX-License-Identifier: Apache-2.0
package org.chronocube.xml;

import org.chronocube.ChronocubeException;

/** A document is no XML, or does not say what it must; the message names it. */
public final class XmlException extends ChronocubeException {

  private static final long serialVersionUID = 1L;

  public XmlException(String message) {
    super(message);
  }

  public XmlException(String message, Throwable cause) {
    super(message, cause);
  }
}
