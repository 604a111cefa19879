/** HCL2 native syntax: tokens, blocks and attributes with places, and canonical formatting. */
package dev.deployarchitect.syntax.hcl;
