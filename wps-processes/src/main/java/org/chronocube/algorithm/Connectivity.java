// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

/** Which pixels are neighbours. */
public enum Connectivity {
  /** Pixels that share an edge. */
  FOUR,
  /** Pixels that share an edge or a corner. */
  EIGHT
}
