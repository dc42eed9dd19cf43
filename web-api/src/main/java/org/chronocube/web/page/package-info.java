// SPDX-License-Identifier: Apache-2.0
/** The map page's files, served from the class path. */
package org.chronocube.web.page;
