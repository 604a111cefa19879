/** Rules on resources, one for all infrastructure languages. */
package dev.deployarchitect.infrastructure.review;
