/** Decisions to a program of the user's, by signed HTTP requests. */
package io.blackroad.sink.webhook;
