/** Rules on Dockerfiles: one class per family, each rule with its page below {@code tools}. */
package dev.deployarchitect.build.review;
