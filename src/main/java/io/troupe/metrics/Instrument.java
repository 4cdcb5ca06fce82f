package io.troupe.metrics;

/** Something that is measured, under one name. Any thread may use one at any time. */
public sealed interface Instrument permits Counter, Level, Spread {}
