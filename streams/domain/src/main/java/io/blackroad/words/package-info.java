/** What messages to people have in common. */
package io.blackroad.words;
