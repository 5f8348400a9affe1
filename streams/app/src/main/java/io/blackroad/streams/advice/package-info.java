/** The advice stage: how much of its size is used for a day becomes the size that it should have. */
package io.blackroad.streams.advice;
