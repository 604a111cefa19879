/** Tools that change the draft, show it and take changes back. */
package dev.deployarchitect.edit;
