// SPDX-License-Identifier: Apache-2.0

/**
 * How a process is declared: {@link org.chronocube.wps.declaration.ProcessDescription} names its
 * {@link org.chronocube.wps.declaration.Input}s and {@link org.chronocube.wps.declaration.Output}s,
 * and {@link org.chronocube.wps.declaration.Inputs} are the checked values of one run. Declarations
 * are values, so that processes share inputs.
 */
package org.chronocube.wps.declaration;
