/** Terraform: rules, reference check, generator and verifiers. */
package dev.deployarchitect.infrastructure.terraform;
