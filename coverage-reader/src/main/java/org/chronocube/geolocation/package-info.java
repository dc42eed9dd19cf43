// SPDX-License-Identifier: Apache-2.0
/**
 * Where the pixels of images lie that no affine georeferences: images in the geometry of their
 * sensor, located by tie points or rational polynomials. Pure: models are made of numbers that
 * others have read.
 */
package org.chronocube.geolocation;
