// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geolocation;

/**
 * A place that is known in an image and on Earth.
 *
 * @param col column, corner anchored
 * @param row row, corner anchored
 * @param lon degrees
 * @param lat degrees
 * @param height metres above the WGS 84 ellipsoid at which the place was computed
 */
public record TiePoint(double col, double row, double lon, double lat, double height) {}
