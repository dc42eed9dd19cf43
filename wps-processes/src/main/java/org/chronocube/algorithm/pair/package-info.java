// SPDX-License-Identifier: Apache-2.0

/**
 * Change between two times: a {@link org.chronocube.algorithm.pair.PairMethod} learns from all
 * pixels of a pair ({@link org.chronocube.algorithm.pair.PairPixels}) and becomes a {@link
 * org.chronocube.algorithm.pair.PairTransform}, which is applied block by block. Pure: no I/O, no
 * coverages; who reads the pixels is in {@code analysis}.
 */
package org.chronocube.algorithm.pair;
