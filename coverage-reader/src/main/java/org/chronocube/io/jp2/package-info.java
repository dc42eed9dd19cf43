// SPDX-License-Identifier: Apache-2.0
/**
 * JPEG 2000 (ISO/IEC 15444-1), decoded code-block by code-block: only those that a window needs, at
 * the resolution it needs.
 */
package org.chronocube.io.jp2;
