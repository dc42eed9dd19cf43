// SPDX-License-Identifier: Apache-2.0
/** Stateless loops over primitive arrays with their masks; checked façades, private loops. */
package org.chronocube.kernel;
