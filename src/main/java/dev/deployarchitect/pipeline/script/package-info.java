/** The scripts of a workflow's steps, as their shell would read them. */
package dev.deployarchitect.pipeline.script;
