// SPDX-License-Identifier: Apache-2.0

/**
 * Annual series as straight segments: {@link
 * org.chronocube.algorithm.series.landtrendr.LandTrendr}.
 */
package org.chronocube.algorithm.series.landtrendr;
