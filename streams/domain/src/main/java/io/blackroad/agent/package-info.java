/** What is remembered of one agent, and how facts change it. */
package io.blackroad.agent;
