// SPDX-License-Identifier: Apache-2.0
/**
 * Who may do what on the embedded server: users, API keys and roles of {@code
 * chronocube/security.yaml}. {@link org.chronocube.server.security.Authenticator} turns what a
 * request carries into a {@link org.chronocube.web.Caller}; the services ask that one for {@link
 * org.chronocube.web.Right}s. Knows neither HTTP nor OGC.
 */
package org.chronocube.server.security;
