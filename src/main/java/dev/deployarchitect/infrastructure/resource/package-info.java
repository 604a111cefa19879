/** Resources of any infrastructure language, under the names that Terraform has for them. */
package dev.deployarchitect.infrastructure.resource;
