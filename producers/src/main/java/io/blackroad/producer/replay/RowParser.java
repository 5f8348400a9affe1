package io.blackroad.producer.replay;

/** Reads one line of a format. Pure: the same line gives the same row. */
interface RowParser {

    /** First line that names the columns, as the format has it; null if it has none. */
    String header();

    TraceRow parse(String line) throws UnexpectedValueException;
}
