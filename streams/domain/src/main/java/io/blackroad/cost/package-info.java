/** What is held costs: usage between changes of state, price rows, bills that close to the nano-dollar, forecasts. */
package io.blackroad.cost;
