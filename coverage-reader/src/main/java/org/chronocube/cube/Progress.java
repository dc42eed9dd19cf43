// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

/** How long work is watched and stopped. Implementations are safe for concurrent use. */
public interface Progress {

  /** Nobody watches, nobody stops. */
  Progress NONE =
      new Progress() {
        @Override
        public void report(double fraction) {}

        @Override
        public boolean isCancelled() {
          return false;
        }
      };

  /**
   * @param fraction done so far, 0 to 1, never decreasing
   */
  void report(double fraction);

  /** True when the work is no longer wanted; it stops with {@link CancelledException}. */
  boolean isCancelled();

  /** Throws when the work is no longer wanted. */
  default void checkCancelled() {
    if (isCancelled()) {
      throw new CancelledException();
    }
  }

  /** The same for a part of the work: it can be stopped, and tells nobody how far it is. */
  static Progress cancelOnly(Progress progress) {
    return new Progress() {
      @Override
      public void report(double fraction) {}

      @Override
      public boolean isCancelled() {
        return progress.isCancelled();
      }
    };
  }
}
