package io.blackroad.streams.query;

/** One route: makes an answer of a question, and knows nothing of the server around it. */
@FunctionalInterface
interface Query {

    /** @throws ProblemException if the answer is an error */
    Answer answer(Ask ask);
}
