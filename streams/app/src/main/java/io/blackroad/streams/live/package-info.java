/** What a person who watches the fleet is sent: one server-sent stream of seats, marks, series and decisions, and the page. */
package io.blackroad.streams.live;
