/** What the providers' own schemas say of resources, from dated extracts. */
package dev.deployarchitect.infrastructure.schema;
