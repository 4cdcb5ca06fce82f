package io.troupe.peer;

import java.time.Duration;

/**
 * How a link behaves.
 *
 * @param redial pause between two attempts to connect; grows where connections come to nothing
 * @param connectTimeout how long one attempt may take, and as long again the other side to say hello
 * @param heartbeat a link that has sent nothing for so long sends a ping
 * @param silence a link that has heard nothing for so long is broken
 */
public record LinkSettings(Duration redial, Duration connectTimeout, Duration heartbeat, Duration silence) {}
