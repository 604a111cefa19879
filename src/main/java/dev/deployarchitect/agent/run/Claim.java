package dev.deployarchitect.agent.run;

/**
 * A server's hold on a run. Whoever takes a run over raises the epoch, and what is written under an
 * older one is refused: a server that was only slow cannot write into a run that is another's now.
 *
 * @param epoch from 1, one more with every server that takes the run
 */
public record Claim(String run, long epoch) {}
