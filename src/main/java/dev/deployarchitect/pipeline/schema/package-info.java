/** What may stand where in a workflow file: keys, values, events, permissions, filter patterns. */
package dev.deployarchitect.pipeline.schema;
