/** Tools that judge a whole workspace or a set of files with all readers and verifiers. */
package dev.deployarchitect.review;
