package io.troupe.tree;

/**
 * Some of the images of a cut, to be read by {@link ImageReader}.
 *
 * @param bytes never changed
 * @param last whether this part of the tree has no more of them
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares chunks
public record CutChunk(byte[] bytes, boolean last) {}
