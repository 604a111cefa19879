/** Makes the dated extracts of provider schemas; run by hand, see tools/infrastructure/schemas. */
package dev.deployarchitect.infrastructure.schema.extract;
