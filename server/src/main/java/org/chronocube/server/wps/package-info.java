// SPDX-License-Identifier: Apache-2.0
/**
 * Web Processing Service 1.0.0 (OGC 05-007r7) and 2.0.0 (OGC 14-065r2) over GeoTools process
 * factories.
 *
 * <p>{@link org.chronocube.server.wps.WpsService} is the door; it finds out the version of a
 * request and hands it to {@link org.chronocube.server.wps.Wps1} or {@link
 * org.chronocube.server.wps.Wps2}, beside which the documents of that version are read and written
 * ({@code Wps1…}, {@code Wps2…}). All else is common: a request becomes an {@link
 * org.chronocube.server.wps.ExecuteRequest} and, decoded and checked, an {@link
 * org.chronocube.server.wps.ExecutionPlan}; {@link org.chronocube.server.wps.Bindings} says how
 * each Java type of a process's parameters is written; {@link org.chronocube.server.wps.Executions}
 * runs processes, at once or in the background, and keeps their results for a while.
 */
package org.chronocube.server.wps;
