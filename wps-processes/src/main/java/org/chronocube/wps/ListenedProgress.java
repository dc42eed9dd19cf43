// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import org.chronocube.cube.Progress;
import org.geotools.api.util.ProgressListener;

/** A GeoTools listener as the engine sees it. */
final class ListenedProgress implements Progress {

  private final ProgressListener listener;

  private ListenedProgress(ProgressListener listener) {
    this.listener = listener;
  }

  /**
   * @param listener may be null
   */
  static Progress of(ProgressListener listener) {
    return listener == null ? NONE : new ListenedProgress(listener);
  }

  @Override
  public void report(double fraction) {
    listener.progress((float) (100 * fraction));
  }

  @Override
  public boolean isCancelled() {
    return listener.isCanceled();
  }
}
