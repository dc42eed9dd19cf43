// SPDX-License-Identifier: Apache-2.0

/**
 * Spectral indices and the tasselled cap as arithmetic over bands, which {@link
 * org.chronocube.algorithm.spectral.BandRoles} finds by their common names or wavelengths.
 */
package org.chronocube.algorithm.spectral;
