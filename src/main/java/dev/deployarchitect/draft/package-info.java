/** The working copy of a conversation: changes over a workspace that nobody else sees. */
package dev.deployarchitect.draft;
