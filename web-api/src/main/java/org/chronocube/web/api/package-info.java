// SPDX-License-Identifier: Apache-2.0
/**
 * JSON for the map page and for scripts: which layers there are, at which times, and how a place
 * went through time. {@link org.chronocube.web.api.WebApi} is the one entry.
 */
package org.chronocube.web.api;
