package io.troupe.bench;

/** On what was measured, and when: figures mean nothing without it. */
public record Machine(int processors, String java, String system, String date) {}
