/** {@code backtest}: traces through rule sets, as a table, JSON, CSV or a report to look at; and the scoreboard. */
package io.blackroad.infra.cli.backtest;
