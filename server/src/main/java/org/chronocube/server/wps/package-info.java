// SPDX-License-Identifier: Apache-2.0
/**
 * Web Processing Service 1.0.0 (OGC 05-007r7) over GeoTools process factories.
 *
 * <p>{@link org.chronocube.server.wps.WpsService} is the door. A request becomes an {@link
 * org.chronocube.server.wps.ExecuteRequest}; {@link org.chronocube.server.wps.Bindings} says how
 * each Java type of a process's parameters is written in a request or an answer; {@link
 * org.chronocube.server.wps.Executions} runs processes, at once or in the background, and keeps
 * their results for a while.
 */
package org.chronocube.server.wps;
