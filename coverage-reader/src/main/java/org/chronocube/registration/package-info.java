// SPDX-License-Identifier: Apache-2.0
/**
 * How far a scene lies beside a reference, below a pixel. {@link
 * org.chronocube.registration.SceneRegistration} measures scenes of a cube through the engine;
 * {@link org.chronocube.registration.PhaseCorrelation} compares two windows, {@link
 * org.chronocube.registration.Consensus} finds what many windows agree on.
 *
 * <p>A shift is that of the scene's content: a ground point that the reference has at (column, row)
 * is in the scene at (column + cols, row + rows).
 */
package org.chronocube.registration;
