// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.io.IOException;

/** A resource is not the one any more that was opened; opening it again gives the new content. */
public final class ContentChangedException extends IOException {

  private static final long serialVersionUID = 1L;

  public ContentChangedException() {
    super("it has changed since it was opened");
  }
}
