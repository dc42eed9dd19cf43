// SPDX-License-Identifier: Apache-2.0
/**
 * What all OGC services share: finding the service of a request, key-value parameters, safe XML in,
 * tidy XML out, exception reports, versions, times, boxes, units.
 *
 * <p>{@link org.chronocube.server.ows.OwsDispatcher} is the door; a service implements {@link
 * org.chronocube.server.ows.OwsService}.
 */
package org.chronocube.server.ows;
