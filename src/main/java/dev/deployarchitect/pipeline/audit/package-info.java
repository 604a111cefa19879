/** What a stranger, a moved tag or a careless grant could make a workflow or an action do. */
package dev.deployarchitect.pipeline.audit;
