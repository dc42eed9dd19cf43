// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

/**
 * A process with one annotated method {@code execute}. Its name is that of the class without {@code
 * Process}. Stateless but for what it is constructed with.
 */
public interface DatacubeProcess {}
