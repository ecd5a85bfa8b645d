package dev.berth.registry;

import java.util.Optional;

/**
 * A session whose turn of writing has begun.
 *
 * @param session as its row says
 * @param before the turn that was the newest until then
 * @param inOrder whether that one has ended, so that nobody writes any more
 * @param hashState the hash of the bytes so far, where a node has left it
 */
record Claim(UploadSession session, long before, boolean inOrder, Optional<byte[]> hashState) {}
