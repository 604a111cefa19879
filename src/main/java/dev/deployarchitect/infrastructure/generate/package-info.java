/** The generator of Terraform for AWS, and its price estimate. */
package dev.deployarchitect.infrastructure.generate;
