/** The spec's section 3: pipelines that lint, test, build, migrate, deploy and roll back. */
package dev.deployarchitect.pipeline;
