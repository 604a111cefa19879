/** What a change costs: which steps of a build run again after which edit. */
package dev.deployarchitect.build.cost;
