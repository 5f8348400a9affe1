/** The agent stage: from facts to one state an agent and one partial a target and tick. */
package io.blackroad.streams.agent;
