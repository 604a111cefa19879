/** GitHub Actions workflows: reader, rules and the generator. */
package dev.deployarchitect.pipeline.workflow;
