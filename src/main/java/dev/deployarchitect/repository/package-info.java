/** Tools that look at a workspace: its profile, its files, its text. */
package dev.deployarchitect.repository;
