package io.troupe.client.recipe;

/** Is told of the terms of this contender, where the client calls back, in order. Return soon. */
public interface LeadershipListener {
    /** This contender leads from now on, until {@link #lost}. */
    void elected(Held leadership);

    /** It does not lead any more, at the latest when its session may have expired. It contends again by itself. */
    void lost(String reason);
}
