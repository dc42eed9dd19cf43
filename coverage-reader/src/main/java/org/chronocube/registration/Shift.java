// SPDX-License-Identifier: Apache-2.0
package org.chronocube.registration;

/**
 * How far a scene's content lies beside the reference's, and how sure that is.
 *
 * @param cols to the right, in pixels
 * @param rows downwards, in pixels
 * @param windows how many windows had enough valid pixels to be compared
 * @param inliers how many of them agree on the shift
 * @param rms root mean square distance of the inliers from it, in pixels
 * @param ratio mean over the inliers of the correlation peak's magnitude by that of the next peak
 */
public record Shift(double cols, double rows, int windows, int inliers, double rms, double ratio) {

  /** The same, measured from elsewhere. */
  Shift moved(int moreCols, int moreRows) {
    return new Shift(cols + moreCols, rows + moreRows, windows, inliers, rms, ratio);
  }

  /** Share of the compared windows that agree. */
  public double inlierShare() {
    return (double) inliers / windows;
  }

  /**
   * One number, 0 to 1: the share of inliers, less when there are fewer than six of them (n / 6)
   * and when they scatter (1 / (1 + (rms / 0.5)²)).
   */
  public double confidence() {
    double spread = rms / Consensus.RADIUS;
    return inlierShare() * Math.min(1, (double) inliers / Consensus.ENOUGH) / (1 + spread * spread);
  }
}
