/** Pulumi programs in TypeScript and YAML, as far as their resources stand there as literals. */
package dev.deployarchitect.infrastructure.pulumi;
