// SPDX-License-Identifier: Apache-2.0
/** HTTP endpoints beyond OGC, free of any web framework, and the map page's files. */
package org.chronocube.web;
