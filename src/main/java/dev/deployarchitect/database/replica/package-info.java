/** Read replicas: how they are made, followed and read from. */
package dev.deployarchitect.database.replica;
