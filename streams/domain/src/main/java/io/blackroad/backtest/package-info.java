/** Backtests: a demand through several rule sets at once, with a model of how replicas serve it, and what each did. */
package io.blackroad.backtest;
