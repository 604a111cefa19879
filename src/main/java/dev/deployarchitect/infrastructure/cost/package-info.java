/** What a stack costs a month, reckoned from dated price lists without any call. */
package dev.deployarchitect.infrastructure.cost;
