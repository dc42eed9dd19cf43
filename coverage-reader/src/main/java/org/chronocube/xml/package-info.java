// SPDX-License-Identifier: Apache-2.0
/**
 * Metadata documents as trees: {@link org.chronocube.xml.XmlElement}. For documents that are long
 * and of which little is wanted, {@link org.chronocube.product.MetadataXml} goes through in one
 * pass.
 */
package org.chronocube.xml;
