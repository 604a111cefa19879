/** The generator of release pipelines. */
package dev.deployarchitect.pipeline.generate;
