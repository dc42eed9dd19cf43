// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/**
 * What makes a {@link PairProcess} of a {@link PairMethod}. Cube, area, times and what becomes of
 * the statistic are common to all.
 */
interface PairDeclaration {

  /** Name of the process without the prefix. */
  String name();

  String title();

  /** A paragraph: what it computes, after whom. */
  String description();

  /** A sentence on each band of the coverage. */
  String bandsOfCoverage();

  /** Its own inputs; one of the name {@code bands} takes the place of the common one. */
  List<Input<?>> inputs();

  /** Common inputs that it does not take. */
  default List<Input<?>> withoutInputs() {
    return List.of();
  }

  /** The threshold without one given, as {@code threshold} is written. */
  String threshold();

  /**
   * Bands and expressions that are compared; null for what {@code bands} says.
   *
   * @param found the cube, null when coverages are handed in
   * @throws org.chronocube.InvalidParameterException when the cube lacks a band
   */
  default List<String> bands(Inputs inputs, CubeSource.Found found) {
    return null;
  }

  /**
   * The method.
   *
   * @param bands names of the bands compared
   * @param units UCUM symbols of them, empty when unknown
   */
  PairMethod method(Inputs inputs, List<String> bands, List<String> units);
}
