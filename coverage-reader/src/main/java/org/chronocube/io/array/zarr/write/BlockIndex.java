// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

/**
 * Which file of samples of a store: its number along each dimension, counted in files.
 *
 * @param group which bands: of a store with a variable a band the band's number, else the number of
 *     the chunk along the dimension of bands
 * @param time ≥ 0; the file's first date is this times the dates of a file
 * @param row ≥ 0
 * @param col ≥ 0
 */
public record BlockIndex(int group, int time, int row, int col) {

  public BlockIndex {
    if (group < 0 || time < 0 || row < 0 || col < 0) {
      throw new IllegalArgumentException(
          "block must have numbers >= 0, had " + group + ", " + time + ", " + row + ", " + col);
    }
  }
}
